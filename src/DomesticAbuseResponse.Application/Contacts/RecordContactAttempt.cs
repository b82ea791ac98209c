using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Contacts;

public sealed record ContactAttempted(ContactChannel Channel, ContactOutcome Outcome, bool TwoWay, bool MessageLeft) : Happened;

/// <summary>A way to reach somebody turned out not to be safe.</summary>
public sealed record SafeContactFoundUnsafe(ContactChannel Channel) : Happened;

/// <summary>
/// Records one attempt to reach the victim (R3.5). Two-way contact stops the clocks it may stop (R4.25); a perpetrator who answers raises an
/// alert, and the number he answered is unsafe from then on.
/// </summary>
public sealed class RecordContactAttempt(CaseDbContext db, CaseFiles cases, PersonFiles people, CaseDeadlines deadlines, ContactLadders ladders, PlanClocks plans, TimeProvider clock)
{
    /// <summary>An attempt is written down in its own minute, so it may seem to lie a little ahead.</summary>
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(1);

    /// <param name="EntryNumber">The entry of the safe-contact card that was used; null for another way.</param>
    /// <param name="ThroughRelative">Through another: whether they are a relative. Asked when there is an honour concern (R1.10), as is <paramref name="Interpreter"/>.</param>
    /// <param name="Interpreter">Who interpreted.</param>
    public sealed record Command(
        Id<Case> CaseId, DateTimeOffset At, ContactChannel Channel, long? EntryNumber, ContactOutcome Outcome, bool MessageLeft, DateTimeOffset? CallbackAt, string? Note,
        bool? ThroughRelative = null, InterpreterUse? Interpreter = null);

    /// <param name="ClocksStopped">How many deadlines the contact met.</param>
    /// <param name="StillDue">How many contact deadlines of this case stay open.</param>
    public sealed record Recorded(Id<ContactAttempt> Id, bool IsTwoWay, int ClocksStopped, int StillDue);

    /// <summary>An attempt that waits for a commit, with what else happened by it.</summary>
    internal sealed record Made(ContactAttempt Attempt, int ClocksStopped, IReadOnlyList<Happened> Happened);

    public async Task<Result<Recorded>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var attempted = await MakeAsync(actor, command, now, ct);
        if (attempted.Refusal is { } refused)
        {
            return refused;
        }

        var made = attempted.Match(m => m, _ => throw new InvalidOperationException());
        await db.CommitAsync(actor, now, ct, made.Happened);
        var id = command.CaseId;
        var stillDue = await db.Deadlines.CountAsync(d => d.CaseId == id && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null, ct);
        return new Recorded(made.Attempt.Id, made.Attempt.IsTwoWay, made.ClocksStopped, stillDue);
    }

    /// <summary>Everything but the commit, which is the caller's. The control room's specialist reaches victims without working on their case.</summary>
    /// <param name="forTask">A crew that is sent to the victim, and writes no more onto the case than its task asks for (R5.1).</param>
    internal async Task<Result<Made>> MakeAsync(Actor actor, Command command, DateTimeOffset now, CancellationToken ct, bool forTask = false)
    {
        const string purpose = "Record an attempt to contact";
        var opened = forTask
            ? await cases.OpenForTaskAsync(actor, command.CaseId, AccessLevel.Edit, purpose, ct)
            : await cases.OpenAsync(actor, command.CaseId, Standing.ToRefer(actor), purpose, ct);
        if (command.At > now + _ahead)
        {
            return new Refusal("contact.future", "The attempt must have been made already.");
        }

        if (command.CallbackAt <= command.At)
        {
            return new Refusal("contact.callback", "The call back must be after the attempt.");
        }

        if (command.At < await FirstReportAsync(opened, ct))
        {
            return new Refusal("contact.before-report", "The attempt must be after the case was first reported. Check the date.");
        }

        var entry = await EntryAsync(opened, command.EntryNumber, ct);
        var channel = entry?.Channel ?? command.Channel;
        var relative = entry?.ThroughRelative is true ? true : command.ThroughRelative ?? entry?.ThroughRelative;
        if (HonourContact.Refuse(await db.HonourConcernAsync(opened.VictimId, UkTime.DateOf(now), ct), channel, relative, command.Interpreter) is { } unsafeWay)
        {
            return unsafeWay;
        }

        var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
        var at = command.At < now ? command.At : now;
        var attempt = ContactAttempt.Record(
            opened, actor, at, channel, entry?.Value, command.Outcome, command.MessageLeft, command.CallbackAt, note, now,
            command.Interpreter, await IsOutsidePlanAsync(opened, entry, command.MessageLeft, at, ct));
        db.ContactAttempts.Add(attempt);
        opened.Touch(now);

        IReadOnlyList<Happened> met = [.. await deadlines.AttemptedAsync(actor, opened, attempt, ct), .. await ladders.AttemptedAsync(actor, opened, attempt, now, ct)];
        List<Happened> happened =
        [
            new ContactAttempted(attempt.Channel, attempt.Outcome, attempt.IsTwoWay, attempt.MessageLeft) { CaseId = opened.Id, PersonId = opened.VictimId }, .. met,
            .. await plans.ContactedAsync(actor, opened, attempt, now, ct),
        ];
        if (attempt.Outcome is ContactOutcome.PerpetratorAnswered)
        {
            happened.AddRange(await RaiseAlarmAsync(actor, opened, attempt, entry, now, ct));
        }

        return new Made(attempt, met.Count, happened);
    }

    /// <summary>What the gate says of the attempt as it was made. It is written down, never refused: what was done has to stand on record (R3.5).</summary>
    private async Task<bool> IsOutsidePlanAsync(Case opened, SafeContact? entry, bool messageLeft, DateTimeOffset at, CancellationToken ct)
    {
        var victim = opened.VictimId;
        var person = await db.People.AsNoTracking().Include(p => p.SafeContacts).SingleAsync(p => p.Id == victim, ct);
        var plan = await db.ContactPlanAsync(person, at, ct);
        var used = entry is null ? null : plan.Card.FirstOrDefault(c => c.Number == entry.Number);
        return used is null || ContactGate.CanContact(plan, used, at) is not { IsSafe: true } decision || (messageLeft && !decision.MayLeaveVoicemail);
    }

    /// <summary>When the first report of the case came in, or it was opened without one; written down to the minute.</summary>
    private async Task<DateTimeOffset> FirstReportAsync(Case opened, CancellationToken ct)
    {
        var id = opened.Id;
        var reported = await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == id)).MinAsync(i => (DateTimeOffset?)i.ReportedAt, ct);
        return (reported < opened.OpenedAt ? reported.Value : opened.OpenedAt) - _ahead;
    }

    private async Task<SafeContact?> EntryAsync(Case opened, long? number, CancellationToken ct)
    {
        var victim = opened.VictimId;
        return number is { } wanted ? await db.Set<SafeContact>().AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == victim && c.Number == wanted, ct) : null;
    }

    private async Task<IReadOnlyList<Happened>> RaiseAlarmAsync(Actor actor, Case opened, ContactAttempt attempt, SafeContact? entry, DateTimeOffset now, CancellationToken ct)
    {
        await TellAsync(actor, opened, attempt, now, ct);
        if (entry is null)
        {
            return [];
        }

        var victim = await people.OpenAsync(actor, opened.VictimId, Standing.ToRefer(actor), "The perpetrator answered", ct);
        List<Happened> happened = [];
        foreach (var same in victim.SafeContacts.Where(entry.ReachesSameAs).ToList())
        {
            victim.Contact(same.FoundUnsafe(now), now);
            happened.Add(new SafeContactFoundUnsafe(same.Channel) { CaseId = opened.Id, PersonId = victim.Id });
        }

        return happened;
    }

    /// <summary>
    /// The safeguarding team of the force, the IDVA who carries the case, the manager of every service that works on it; and whoever made the
    /// attempt, who says what they did at once.
    /// </summary>
    private async Task TellAsync(Actor actor, Case opened, ContactAttempt attempt, DateTimeOffset now, CancellationToken ct)
    {
        var id = opened.Id;
        var circle = await (from p in db.Participations
                            join a in db.Agencies on p.AgencyId equals (Id<Agency>?)a.Id
                            where p.RecordId == id.Value && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner)
                            select new { a.Id, a.Kind }).Distinct().ToListAsync(ct);
        foreach (var agency in circle)
        {
            var role = agency.Kind switch
            {
                AgencyKind.PoliceForce => Role.SafeguardingOfficer,
                AgencyKind.SpecialistService => Role.IdvaManager,
                AgencyKind.Council or AgencyKind.Health or AgencyKind.Housing => Role.AgencyRepresentative,
            };
            db.Notices.Add(Notice.To(agency.Id, role, NoticeKind.PerpetratorAnswered, id, attempt.Id.Value, now));
        }

        if (opened.IdvaId is { } idva && idva != actor.StaffId)
        {
            var service = await db.Staff.Where(s => s.Id == idva).Select(s => s.AgencyId).SingleAsync(ct);
            db.Notices.Add(Notice.To(service, idva, NoticeKind.PerpetratorAnswered, id, attempt.Id.Value, now));
        }

        if (!actor.HasAny(Role.SafeguardingOfficer, Role.IdvaManager, Role.AgencyRepresentative))
        {
            db.Notices.Add(Notice.To(actor.AgencyId, actor.StaffId, NoticeKind.PerpetratorAnswered, id, attempt.Id.Value, now));
        }
    }
}
