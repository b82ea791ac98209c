using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Crews;

public sealed record VisitFinished(Guid Task, EngagementOutcome Outcome) : Happened;

/// <summary>
/// The visit is over: its outcome is counted once for its victim (R5.5, R5.6), the case's workers see at once that somebody reached the victim, or tried to
/// (R3.5), an agreed follow-up becomes a deadline, and what the task opened to its crew closes.
/// </summary>
public sealed class FinishVisit(CaseDbContext db, CrewTaskFiles files, CaseFiles cases, RecordContactAttempt attempts, CaseDeadlines deadlines, RecordCircle circle, TimeProvider clock)
{
    /// <param name="Interpreter">Who interpreted; asked where there is a concern of honour-based abuse (R1.10).</param>
    public sealed record Command(Id<CrewTask> Id, uint? Version, InterpreterUse? Interpreter = null);

    public async Task<Result<CrewTask>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (task, _, incident, _, _) = await files.OpenAsync(actor, command.Id, "Finish a visit", ct, crewOnly: true);
        var visit = await db.Visits.Include(v => v.Changes).SingleOrDefaultAsync(v => v.TaskId == command.Id, ct);
        if (visit?.Record is not { Outcome: { } outcome } record)
        {
            return new Refusal("visit.outcome", "Say what came of it first. Nothing else has to be filled in.");
        }

        if (VisitFollowUp.Check(record.FollowUp, record.FollowUpOn, UkTime.DateOf(now)) is { } half)
        {
            return half with { Message = $"The follow-up is not whole: {half.Message.ToLowerInvariant()}." };
        }

        var of = command.Id;
        if (await db.VisitEntries.AnyAsync(e => e.TaskId == of && e.State == EntryState.Differs, ct))
        {
            return new Refusal("visit.differs", "Two of you wrote different things into one answer. Choose which stands first.");
        }

        db.Expect(visit, command.Version);
        var at = task.At(CrewStepKind.Arrived) ?? task.At(CrewStepKind.PhoneContact) ?? task.At(CrewStepKind.Left) ?? now;
        var told = new EngagementTold(
            outcome, record.Onward, record.SafeToTalk, record.Dash is DashDone.Done or DashDone.Updated, record.Steps.Contains(SafetyStep.ClaresLawTold), record.Because, null, null, NoteReaders.Everybody);
        var recorded = Engagement.Record(incident, task.VictimId, task.Kind, actor, task.ShiftId, at, told, now);
        if (recorded.Refusal is { } wrong)
        {
            return wrong;
        }

        List<Happened> happened = [];
        var caseId = incident.CaseOf(task.VictimId);
        if (caseId is { } id)
        {
            var attempted = await TriedAsync(actor, id, record, command.Interpreter, at, now, ct);
            if (attempted.Refusal is { } unsafeWay)
            {
                await db.ForgetChangesAsync(ct);
                return unsafeWay;
            }

            happened.AddRange(attempted.Match(made => made, _ => []));
            happened.AddRange(await FollowUpAsync(actor, id, record, task.ForceId, now, ct));
        }

        var finished = task.Finish(actor, now);
        if (finished.Refusal is not null)
        {
            await db.ForgetChangesAsync(ct);
            return finished;
        }

        recorded.Match(engagement => db.Engagements.Add(engagement), _ => throw new InvalidOperationException());
        await circle.EndAsync(task, now, ct);
        await db.CommitAsync(actor, now, ct, [new VisitFinished(task.Id.Value, outcome) { IncidentId = incident.Id, CaseId = caseId }, .. happened]);
        return finished;
    }

    /// <summary>Whether finishing it asks who interpreted: the victim's relatives and community must not be in between (R1.10).</summary>
    /// <param name="opened">A task whose door was passed.</param>
    public Task<bool> AsksInterpreterAsync(OpenedCrewTask opened, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(opened);
        return db.HonourConcernAsync(opened.Task.VictimId, UkTime.DateOf(clock.GetUtcNow()), ct);
    }

    /// <summary>The attempt to reach the victim, with the safeguards of every attempt.</summary>
    private async Task<Result<Happened[]>> TriedAsync(Actor actor, Id<Case> id, VisitRecord record, InterpreterUse? interpreter, DateTimeOffset at, DateTimeOffset now, CancellationToken ct)
    {
        if (OutcomeOf(record.Outcome) is not { } outcome)
        {
            return Array.Empty<Happened>();
        }

        var channel = record.Outcome is EngagementOutcome.EngagedByVisit || record.Mode is VisitMode.Visit or VisitMode.Both ? ContactChannel.InPerson : ContactChannel.Phone;
        var attempted = await attempts.MakeAsync(actor, new(id, at, channel, null, outcome, MessageLeft: false, null, null, Interpreter: interpreter), now, ct, forTask: true);
        return attempted.Match<Result<Happened[]>>(made => made.Happened.ToArray(), refusal => refusal);
    }

    private async Task<IReadOnlyList<Happened>> FollowUpAsync(Actor actor, Id<Case> id, VisitRecord record, Id<Agency> force, DateTimeOffset now, CancellationToken ct)
    {
        if (record is not { FollowUpOn: { } day, FollowUp: { } by })
        {
            return [];
        }

        var @case = await cases.OpenForTaskAsync(actor, id, AccessLevel.Edit, "Finish a visit", ct);
        return [deadlines.Agree(@case, DeadlineKind.VisitFollowUp, await AgencyOfAsync(@case, by, force, ct), AgreedDate.On(day, now, "the visit"), "Agreed on a visit", now)];
    }

    private static ContactOutcome? OutcomeOf(EngagementOutcome? outcome) => outcome switch
    {
        EngagementOutcome.EngagedByPhone or EngagementOutcome.EngagedByVisit => ContactOutcome.Spoke,
        EngagementOutcome.NoContact => ContactOutcome.NoAnswer,
        EngagementOutcome.UnsafeToContact => ContactOutcome.UnsafeToTalk,
        EngagementOutcome.NotAppropriate or null => null,
    };

    /// <summary>Whose it is to follow up: an agency that works on the case and so sees what it has to do, else the force.</summary>
    private async Task<Id<Agency>> AgencyOfAsync(Case @case, FollowUpBy by, Id<Agency> force, CancellationToken ct)
    {
        if (by is FollowUpBy.Police)
        {
            return force;
        }

        var record = @case.Id.Value;
        var partners = await (from p in db.Participations
                              join a in db.Agencies on p.AgencyId equals (Id<Agency>?)a.Id
                              where p.RecordId == record && p.Until == null && p.Kind == ParticipationKind.Partner && a.Kind == AgencyKind.SpecialistService
                              orderby p.Number
                              select a.Id).ToListAsync(ct);
        return partners.Count > 0 ? partners[0] : force;
    }
}
