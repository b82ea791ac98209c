using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

public sealed record AssessmentSkipAsked(SkipReason Reason) : Happened;

public sealed record AssessmentSkipDecided(SkipReason Reason, bool Confirmed) : Happened;

/// <summary>An incident's duty to have a risk assessment, read through the incident's door, with the names of those who spoke on it.</summary>
public sealed class AssessmentNeeded(CaseDbContext db, IncidentFiles incidents, IncidentDuty duty, PolicyBook policies, TimeProvider clock)
{
    /// <param name="MayDecide">Whether this reader can confirm or refuse what waits.</param>
    public sealed record View(Incident Incident, IncidentDuty.View? Duty, string? AskedBy, string? DecidedBy, bool MayDecide);

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Is a risk assessment needed?", ct);
        var found = await duty.OfAsync(incident, ct);
        Id<StaffMember>[] staff = [.. new[] { found?.Skip?.By, found?.Skip?.DecidedBy }.OfType<Id<StaffMember>>()];
        var names = await db.Staff.Where(s => staff.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var policy = (await policies.AtAsync(PolicyKinds.Grading, incident.AgencyId.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;
        return new View(
            incident, found, NameOf(found?.Skip?.By), NameOf(found?.Skip?.DecidedBy),
            found?.Skip is { IsWaiting: true } waiting && waiting.By != actor.StaffId && policy.SupervisorRanks.Overlaps(actor.Roles));

        string? NameOf(Id<StaffMember>? person) => person is { } known ? names.GetValueOrDefault(known) : null;
    }
}

/// <summary>Says why a mandatory risk assessment is left out. It waits for a supervisor, and the incident stays open until then (R1.19).</summary>
public sealed class SkipAssessment(CaseDbContext db, IncidentFiles incidents, IncidentDuty duty, PolicyBook policies, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, SkipReason Reason, string? Note);

    public async Task<Result<AssessmentSkip>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Leave out a risk assessment", ct);
        var found = await duty.OfAsync(incident, ct);
        if (found is null or { IsNeeded: false })
        {
            return new Refusal("assessment.not-needed", found?.IsBegun is true
                ? "A risk assessment has been started for this incident. Finish it."
                : "No risk assessment is outstanding on this incident.");
        }

        if (found.Skip is { IsWaiting: true })
        {
            return new Refusal("assessment.skip-waits", "A supervisor has been asked already.");
        }

        var policy = (await policies.AtAsync(PolicyKinds.Grading, incident.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        var asked = AssessmentSkip.Ask(incident.Id, command.Reason, string.IsNullOrWhiteSpace(command.Note) ? null : command.Note, Grader.From(actor), policy, now);
        if (asked.Refusal is not null)
        {
            return asked;
        }

        asked.Match(skip => db.Add(skip), _ => throw new InvalidOperationException());
        var isPolice = await db.Agencies.AnyAsync(a => a.Id == incident.AgencyId && a.Kind == AgencyKind.PoliceForce, ct);
        db.Notices.Add(Notice.To(incident.AgencyId, isPolice ? Role.Sergeant : Role.IdvaManager, NoticeKind.SkipToConfirm, incident.CaseId, incident.Id.Value, now));
        await db.CommitAsync(actor, now, ct, new AssessmentSkipAsked(command.Reason) { IncidentId = incident.Id, CaseId = incident.CaseId });
        return asked;
    }
}

/// <summary>A supervisor's word on a risk assessment left out: there need be none, or there must be one (R1.19). Never the person who asked.</summary>
public sealed class DecideSkip(CaseDbContext db, IncidentFiles incidents, IncidentDuty duty, PolicyBook policies, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, bool Confirm, string? Words);

    public async Task<Result<AssessmentSkip>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Decide on a risk assessment left out", ct);
        if ((await duty.OfAsync(incident, ct))?.Skip is not { } skip)
        {
            return new Refusal("assessment.no-skip", "Nobody has asked to leave out the risk assessment.");
        }

        var policy = (await policies.AtAsync(PolicyKinds.Grading, incident.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        var decided = skip.Decide(command.Confirm, command.Words, Grader.From(actor), policy, now);
        if (decided.Refusal is not null)
        {
            return decided;
        }

        var subject = (Guid?)incident.Id.Value;
        var told = await db.Notices.Where(n => n.SubjectId == subject && n.Kind == NoticeKind.SkipToConfirm && n.DoneAt == null).ToListAsync(ct);
        told.ForEach(n => n.Done(actor.StaffId, command.Confirm ? "No assessment is needed." : "An assessment is needed.", now));
        await db.CommitAsync(actor, now, ct, new AssessmentSkipDecided(skip.Reason, command.Confirm) { IncidentId = incident.Id, CaseId = incident.CaseId });
        return decided;
    }
}
