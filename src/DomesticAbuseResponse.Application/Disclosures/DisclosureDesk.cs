using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Disclosures;

/// <summary>The requests of the reader's force: those that are open, the most urgent first, or those that have ended (R4.34, R4.38).</summary>
public sealed class DisclosureDesk(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="Day">The day of the 28 it is today; the first is the day after it was received.</param>
    public sealed record Row(Id<DisclosureRequest> Id, string Reference, DisclosureRoute Route, ApplicantKind Applicant, DateTimeOffset ReceivedAt, int Day, DateTimeOffset? NextDueAt, DisclosureStage? Next, DisclosureOutcome? Outcome, DateTimeOffset? ClosedAt)
    {
        public bool IsLateAt(DateTimeOffset now) => NextDueAt < now;
    }

    /// <param name="Outcomes">Of those that ended in the last twelve months, how many how.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Total, int Open, int Late, IReadOnlyList<(DisclosureOutcome Outcome, int Count)> Outcomes, DateTimeOffset At);

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, bool ended, DisclosureOutcome? outcome, bool late, int page, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var since = UkTime.StartOfDay(today.AddMonths(-12));
        var all = db.DisclosureRequests.AsNoTracking().VisibleTo(actor, db);
        var open = await all.Where(r => r.ClosedAt == null).GroupBy(_ => 1).Select(g => new { All = g.Count(), Late = g.Count(r => r.NextDueAt < now) }).SingleOrDefaultAsync(ct);
        var outcomes = await all.Where(r => r.ClosedAt >= since).GroupBy(r => r.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var chosen = ended
            ? all.Where(r => r.ClosedAt >= since && (outcome == null || r.Outcome == outcome)).OrderByDescending(r => r.ClosedAt)
            : all.Where(r => r.ClosedAt == null && (!late || r.NextDueAt < now)).OrderBy(r => r.NextDueAt);
        var rows = await chosen.ThenBy(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize).Include(r => r.Steps).AsSplitQuery().ToListAsync(ct);
        await door.ShowListAsync(actor, "Disclosure requests", rows.Select(r => r.Id.Value), ct);
        return new(
            [.. rows.Select(r => new Row(r.Id, r.Reference, r.Asked.Route, r.Asked.Applicant, r.ReceivedAt, today.DayNumber - UkTime.DateOf(r.ReceivedAt).DayNumber, r.NextDueAt, r.Next, r.Outcome, r.ClosedAt))],
            ended ? outcomes.Where(o => outcome is null || o.Key == outcome).Sum(o => o.Count) : late ? open?.Late ?? 0 : open?.All ?? 0,
            open?.All ?? 0, open?.Late ?? 0, [.. outcomes.Select(o => (o.Key!.Value, o.Count)).OrderBy(o => o.Value)], now);
    }
}

/// <summary>One request, with everything recorded on it, its clocks and why they run to their dates.</summary>
public sealed class DisclosureFile(CaseDbContext db, DisclosureFiles files, DeadlineSettings settings, TimeProvider clock)
{
    public sealed record Step(DisclosureStage Stage, StepContent Content, string By, DateTimeOffset At);

    public sealed record Kept(Id<StaffMember> StaffId, string Name, string Reason, DateTimeOffset Since);

    /// <param name="Colleagues">Whom it can be kept from: colleagues who would see it.</param>
    public sealed record View(
        DisclosureRequest Request, string TakenBy, IReadOnlyList<Step> Steps, IReadOnlyList<DisclosureClocks.Clock> Clocks, IReadOnlyList<Kept> KeptOut, IReadOnlyList<(Id<StaffMember> Id, string Name)> Colleagues, DateTimeOffset At);

    /// <exception cref="RecordNotFoundException">There is none, or it is not theirs to see.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<DisclosureRequest> id, CancellationToken ct)
    {
        var request = await files.OpenAsync(actor, id, AccessLevel.Read, "Read a disclosure request", ct);
        var set = await settings.ReadAsync(request.ForceId, UkTime.DateOf(request.ReceivedAt), ct);
        var (record, force, me) = (id.Value, request.ForceId, actor.StaffId);
        var kept = await db.Exclusions.AsNoTracking().Where(e => e.RecordId == record && e.StaffId != null && e.Until == null).ToListAsync(ct);
        Id<StaffMember>[] named = [.. request.Steps.Select(s => s.By).Append(request.TakenBy).Concat(kept.Select(k => k.StaffId!.Value)).Distinct()];
        var names = await db.Staff.AsNoTracking().Where(s => named.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var deciders = await db.Staff.AsNoTracking().Where(s => s.AgencyId == force && s.DisabledAt == null && s.Id != me).OrderBy(s => s.DisplayName).ToListAsync(ct);
        return new(
            request, names[request.TakenBy], [.. request.Steps.OrderBy(s => s.At).ThenBy(s => s.Number).Select(s => new Step(s.Stage, s.Read(), names[s.By], s.At))],
            DisclosureClocks.Of(request.Asked.Route, request.ReceivedAt, set.Rules, set.Calendars), [.. kept.Select(k => new Kept(k.StaffId!.Value, names[k.StaffId!.Value], k.Reason, k.Since))],
            [.. deciders.Where(s => s.Roles.Any(DisclosureAccess.Deciders.Contains) && !kept.Exists(k => k.StaffId == s.Id)).Select(s => (s.Id, s.DisplayName))], clock.GetUtcNow());
    }
}
