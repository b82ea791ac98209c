using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Contacts;

public sealed record LadderStepTaken(LadderStep Step) : Happened;

/// <summary>Where an IDVA service stands on the ladder of one of its cases (R3.3), and the steps anybody has taken.</summary>
public sealed class LadderOfCase(CaseDbContext db, CaseFiles cases, ContactLadders ladders, TimeProvider clock)
{
    public sealed record Taken(LadderStep Step, string? Note, string By, string Agency, DateTimeOffset At);

    /// <param name="State">Null for an agency that is no IDVA service, or has not taken the case.</param>
    public sealed record View(LadderState? State, IReadOnlyList<Taken> Steps);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read attempts to contact", ct);
        var steps = await (from s in db.ContactSteps
                           join m in db.Staff on s.By equals m.Id
                           join a in db.Agencies on s.AgencyId equals a.Id
                           where s.CaseId == id
                           orderby s.At descending
                           select new Taken(s.Step, s.Note, m.DisplayName, a.Name, s.At)).ToListAsync(ct);
        return new View(opened.IsOpen ? await ladders.OfAsync(actor, opened, clock.GetUtcNow(), ct) : null, steps);
    }
}

/// <summary>Takes the next step of the ladder: whoever referred, or the MARAC, is told that the victim could not be reached.</summary>
public sealed class TakeLadderStep(CaseDbContext db, CaseFiles cases, ContactLadders ladders, TimeProvider clock)
{
    private static readonly Refusal _raced = new("ladder.raced", "Somebody has just taken this step.");

    /// <param name="Note">What whoever is told should know; they read it on the case.</param>
    public sealed record Command(Id<Case> CaseId, LadderStep Step, string? Note);

    public async Task<Result<ContactStep>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Take a step of the contact ladder", ct);
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (await ladders.OfAsync(actor, @case, now, ct) is not { } state || state.Step != command.Step)
        {
            return new Refusal("ladder.not-due", "This step is not the next one. Look at the ladder as it is now.");
        }

        var step = ContactStep.Take(@case.Id, actor, command.Step, command.Note, now);
        db.ContactSteps.Add(step);
        await TellAsync(actor, @case, command.Step, now, ct);
        return await db.TryCommitAsync(actor, now, _raced, ct, new LadderStepTaken(command.Step) { CaseId = @case.Id }) is { } late ? late : step;
    }

    private async Task TellAsync(Actor actor, Case @case, LadderStep step, DateTimeOffset now, CancellationToken ct)
    {
        switch (step)
        {
            case LadderStep.ThroughReferrer:
                db.TellReferrer((await db.AcceptedByAsync(actor.AgencyId, @case.Id, ct))!, NoticeKind.NotReached, now);
                break;
            case LadderStep.TellMarac:
                var told = await db.CoordinatorsOfAsync(db.MaracsWith(@case.Id), ct);
                db.Notices.AddRange(told.Select(s => Notice.To(s.AgencyId, s.Id, NoticeKind.NotEngaged, @case.Id, @case.Id.Value, now)));
                break;
            case LadderStep.WelfareCheck:
                db.Notices.Add(Notice.To(@case.AgencyId, Role.SafeguardingOfficer, NoticeKind.NotReached, @case.Id, @case.Id.Value, now));
                break;
        }
    }
}

/// <summary>Works the ladder of a case out, and keeps its clock.</summary>
public sealed class ContactLadders(CaseDbContext db, PolicyBook policies, CaseDeadlines deadlines)
{
    /// <summary>Null for an agency that is no IDVA service, or has not taken the case.</summary>
    public async Task<LadderState?> OfAsync(Actor actor, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        if (await SinceAsync(actor.AgencyId, @case, ct) is not { } since)
        {
            return null;
        }

        var (id, agency, victim) = (@case.Id, actor.AgencyId, @case.VictimId);
        var attempts = await AttemptsAsync(agency, id, since, ct);
        var taken = await db.ContactSteps.Where(s => s.CaseId == id && s.AgencyId == agency && s.At >= since).Select(s => s.Step).ToListAsync(ct);
        var person = await db.People.AsNoTracking().Include(p => p.SafeContacts).SingleAsync(p => p.Id == victim, ct);
        var settings = await SettingsAsync(agency, now, ct);
        var steps = new List<LadderStep>();
        foreach (var step in settings.Steps)
        {
            if (await IsOpenToAsync(step, agency, @case, ct))
            {
                steps.Add(step);
            }
        }

        return ContactLadder.For(
            [.. attempts.Select(a => a.At)], attempts.Exists(a => a.IsTwoWay), taken, await db.ContactPlanAsync(person, now, ct), settings with { Steps = steps }, now);
    }

    /// <summary>By when so many attempts are made, for a case that cannot wait (R3.3).</summary>
    public Task<Happened> BeginAsync(Case @case, Id<Agency> agency, DateTimeOffset now, CancellationToken ct) =>
        deadlines.SetAsync(@case, DeadlineKind.ContactAttempts, DeadlineCodes.IdvaAttempts, agency, DeadlineStart.At(now), "The referral was accepted, and cannot wait.", now, ct);

    /// <summary>An attempt was made: when there were enough, or the victim was spoken with, the clock is met.</summary>
    public async Task<IReadOnlyList<Happened>> AttemptedAsync(Actor actor, Case @case, ContactAttempt attempt, DateTimeOffset now, CancellationToken ct)
    {
        var (id, agency) = (@case.Id, actor.AgencyId);
        if (!await db.Deadlines.AnyAsync(d => d.CaseId == id && d.AgencyId == agency && d.Kind == DeadlineKind.ContactAttempts && d.MetAt == null && d.SupersededAt == null, ct)
            || await SinceAsync(agency, @case, ct) is not { } since)
        {
            return [];
        }

        var made = (await AttemptsAsync(agency, id, since, ct)).Select(a => a.At).Append(attempt.At).ToList();
        return attempt.IsTwoWay || ContactLadder.IsEnough(made, await SettingsAsync(agency, now, ct))
            ? await deadlines.MeetAsync(id, DeadlineKind.ContactAttempts, agency, actor.StaffId, attempt.At, ct)
            : [];
    }

    private async Task<LadderSettings> SettingsAsync(Id<Agency> agency, DateTimeOffset now, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.IdvaIntake, agency.Value, UkTime.DateOf(now), ct)).Content.Ladder ?? LadderSettings.Default;

    /// <summary>Since when a specialist service works on the case.</summary>
    private async Task<DateTimeOffset?> SinceAsync(Id<Agency> agency, Case @case, CancellationToken ct)
    {
        var record = @case.Id.Value;
        return await db.Agencies.AnyAsync(a => a.Id == agency && a.Kind == AgencyKind.SpecialistService, ct)
            ? await db.Participations.Where(p => p.RecordId == record && p.AgencyId == agency && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner))
                .MinAsync(p => (DateTimeOffset?)p.Since, ct)
            : null;
    }

    private Task<List<ContactAttempt>> AttemptsAsync(Id<Agency> agency, Id<Case> id, DateTimeOffset since, CancellationToken ct)
    {
        var from = since.AddMinutes(-1); // attempts are written down to the minute
        return db.ContactAttempts.AsNoTracking().Where(a => a.CaseId == id && a.ByAgencyId == agency && a.At >= from).OrderBy(a => a.At).ToListAsync(ct);
    }

    /// <summary>There is somebody who referred, or a MARAC that has the case: a step that nobody would hear of is left out.</summary>
    private async Task<bool> IsOpenToAsync(LadderStep step, Id<Agency> agency, Case @case, CancellationToken ct) => step switch
    {
        LadderStep.ThroughReferrer => await db.AcceptedByAsync(agency, @case.Id, ct) is not null,
        LadderStep.TellMarac => await db.MaracsWith(@case.Id).AnyAsync(ct),
        LadderStep.WelfareCheck => @case.AgencyId != agency,
    };
}

/// <summary>Who hears of a victim that could not be reached.</summary>
internal static class LadderHearers
{
    extension(CaseDbContext db)
    {
        /// <summary>The newest referral of the case that this service accepted.</summary>
        public Task<Referral?> AcceptedByAsync(Id<Agency> agency, Id<Case> id, CancellationToken ct) =>
            db.Referrals.AsNoTracking().Include(r => r.Steps).Where(r => r.CaseId == id && r.ToAgencyId == agency && r.Status == ReferralStatus.Accepted)
                .OrderByDescending(r => r.ChangedAt).FirstOrDefaultAsync(ct);

        /// <summary>The MARACs that have the case before them.</summary>
        public IQueryable<Marac> MaracsWith(Id<Case> id)
        {
            var record = id.Value;
            var maracs = db.Participations.Where(p => p.RecordId == record && p.Kind == ParticipationKind.Marac && p.Until == null && p.MaracId != null).Select(p => p.MaracId!.Value);
            return db.Maracs.Where(m => maracs.Contains(m.Id));
        }
    }
}
