using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

/// <param name="Deadlines">How many open deadlines ended with the case.</param>
public sealed record CaseClosed(CaseClosureReason Reason, int Deadlines) : Happened;

public sealed record CaseReopened : Happened;

/// <summary>What still hangs on a case that somebody means to close, and each time it was closed before.</summary>
public sealed class CaseEnding(CaseDbContext db, CaseFiles cases, CaseFrames frames, CaseSummary summary)
{
    public sealed record Closing(CaseClosureReason Reason, string? Note, string By, DateTimeOffset At, string? ReopenedBy, DateTimeOffset? ReopenedAt, string? ReopenedBecause);

    /// <param name="MaySignOff">Whether the reader may close it at its present grade.</param>
    public sealed record View(
        CaseFrame Frame, uint Version, Id<Domain.Places.PolicingUnit>? UnitId, bool IsHeldHere, bool MaySignOff, IReadOnlyList<CaseSummary.DeadlineLine> Deadlines, IReadOnlyList<CaseSummary.ReferralLine> Referrals,
        IReadOnlyList<string> Tasks, int OpenIncidents, int UnfinishedForms, IReadOnlyList<Closing> Closings)
    {
        public bool HasOpen => Deadlines.Count + Tasks.Count + OpenIncidents + UnfinishedForms > 0;
    }

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, "Change where the case stands", ct);
        var agency = actor.AgencyId;
        var deadlines = await summary.DeadlinesAsync(actor, id, ct);
        var referrals = await summary.ReferralsAsync(id, agency, ct);
        var closings = await db.Cases.Where(c => c.Id == id).SelectMany(c => c.Closures).OrderBy(c => c.Number)
            .Select(c => new Closing(
                c.Reason, c.Note, db.Staff.Where(s => s.Id == c.By).Select(s => s.DisplayName).FirstOrDefault() ?? "", c.At,
                db.Staff.Where(s => s.Id == c.ReopenedBy).Select(s => s.DisplayName).FirstOrDefault(), c.ReopenedAt, c.ReopenedBecause)).ToListAsync(ct);
        return new View(
            await frames.ReadAsync(actor, opened, ct), opened.Version, opened.UnitId, opened.AgencyId == agency, opened.Grade is not RiskGrade.High || CaseClosing.MaySignOff(actor), deadlines,
            [.. referrals.Where(r => r.Status is ReferralStatus.Raised or ReferralStatus.Sent or ReferralStatus.Queried)],
            await db.CaseTasks.Where(t => t.CaseId == id && t.AgencyId == agency && t.DoneAt == null).OrderBy(t => t.DueOn).Select(t => t.Words).ToListAsync(ct),
            await db.Incidents.VisibleTo(actor, db).CountAsync(i => i.ClosedAt == null && i.Parties.Any(p => p.CaseId == id), ct),
            await db.Assessments.CountAsync(a => a.CaseId == id && a.AgencyId == agency && a.CompletedAt == null, ct), closings);
    }
}

/// <summary>
/// Closes a case with a reason (R3.12). Its open deadlines and the closing agency's tasks end with it. Not while a referral is going, which somebody else may take up: it is
/// answered or taken back first. Where the case is before a MARAC, the coordinator of that MARAC is told that a High has ended.
/// </summary>
public sealed class CloseCase(CaseDbContext db, CaseFiles cases, CaseDeadlines clocks, TimeProvider clock)
{
    private const string _closed = "The case was closed.";

    /// <param name="SeenOpen">Whether they have seen what is still open and ends with the case.</param>
    public sealed record Command(Id<Case> CaseId, uint? Version, CaseClosureReason Reason, string? Note, bool SeenOpen);

    public async Task<Result<CaseClosure>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Close the case", ct);
        var id = @case.Id;
        if (await db.Referrals.AnyAsync(r => r.CaseId == id && (r.Status == ReferralStatus.Raised || r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried), ct))
        {
            return new Refusal("case.referral-open", "A referral of this case is still going. Wait for its answer, or take it back, before you close the case.");
        }

        var deadlines = await db.Deadlines.Where(d => d.CaseId == id && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
        var agency = actor.AgencyId;
        var tasks = await db.CaseTasks.Where(t => t.CaseId == id && t.AgencyId == agency && t.DoneAt == null).ToListAsync(ct);
        var shown = await db.Deadlines.WithoutHiddenOrders(actor, db).CountAsync(d => d.CaseId == id && d.MetAt == null && d.SupersededAt == null, ct); // the rest their page could not show them
        if (shown + tasks.Count > 0 && !command.SeenOpen)
        {
            return new Refusal("case.open-deadlines", "Deadlines or tasks of this case are still open. Say that you have seen them; they end with the case.");
        }

        db.Expect(@case, command.Version);
        var closed = @case.Close(actor, command.Reason, command.Note, now);
        if (closed.Refusal is not null)
        {
            return closed;
        }

        await clocks.StopAsync(deadlines, actor.StaffId, _closed, now, ct);
        foreach (var task in tasks)
        {
            End(task, actor, now);
        }

        await TellMaracAsync(@case, now, ct);
        await db.CommitAsync(actor, now, ct, new CaseClosed(command.Reason, deadlines.Count) { CaseId = id });
        return closed;
    }

    /// <summary>What an order or a move asked for was not done: it is withdrawn, so that it is asked again should the case be opened again.</summary>
    private static void End(CaseTask task, Actor actor, DateTimeOffset now)
    {
        if (task.Reason is null)
        {
            task.Finish(actor.StaffId, _closed, now);
        }
        else
        {
            task.Withdraw(_closed, now);
        }
    }

    private async Task TellMaracAsync(Case @case, DateTimeOffset now, CancellationToken ct)
    {
        if (@case.Grade is not RiskGrade.High)
        {
            return;
        }

        var record = @case.Id.Value;
        var maracs = db.Participations.Where(p => p.RecordId == record && p.Kind == ParticipationKind.Marac && p.Until == null && p.MaracId != null).Select(p => p.MaracId!.Value);
        var told = await db.CoordinatorsOfAsync(db.Maracs.Where(m => maracs.Contains(m.Id)), ct);
        db.Notices.AddRange(told.Select(s => Notice.To(s.AgencyId, s.Id, NoticeKind.HighCaseClosed, @case.Id, record, now)));
    }
}

/// <summary>Opens a closed case again, with a reason; its closure stays on record. The deadlines that ended with it go on as they were reckoned.</summary>
public sealed class ReopenCase(CaseDbContext db, CaseFiles cases, CaseDeadlines deadlines, CounterAllegationWatch opposites, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, uint? Version, string? Reason);

    public async Task<Result<Case>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Reopen the case", ct);
        await db.Entry(@case).Collection(c => c.Closures).Query().OrderBy(c => c.Number).LoadAsync(ct);
        db.Expect(@case, command.Version);
        var reopened = @case.Reopen(actor, command.Reason, now);
        if (reopened.Refusal is null)
        {
            await opposites.NoteReopenedAsync(@case, now, ct);
            await db.CommitAsync(actor, now, ct, [new CaseReopened { CaseId = @case.Id }, .. await GoOnAsync(actor, @case, now, ct)]);
        }

        return reopened;
    }

    private async Task<IReadOnlyList<Happened>> GoOnAsync(Actor actor, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var (id, closed) = (@case.Id, @case.Closures.MaxBy(c => c.Number)!.At);
        List<Happened> happened = [];
        foreach (var ended in await db.Deadlines.Where(d => d.CaseId == id && d.SupersededAt == closed && (d.OrderId == null || db.Orders.Any(o => o.Id == d.OrderId && o.EndedOn == null))).OrderBy(d => d.DueAt).ToListAsync(ct))
        {
            happened.AddRange(await deadlines.GoOnAsync(ended, @case, actor.StaffId, "The case was opened again.", now, ct));
        }

        return happened;
    }
}
