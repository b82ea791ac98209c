using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>Sets, moves and meets the clocks of a plan (R3.11), through the one engine of deadlines. The commit is its caller's.</summary>
public sealed class PlanClocks(CaseDbContext db, CaseDeadlines deadlines, DeadlineSettings settings)
{
    /// <summary>Somebody who supports the victim has spoken with them: a plan is begun within 7 days, where there is none yet.</summary>
    public async Task<IReadOnlyList<Happened>> ContactedAsync(Actor by, Case @case, ContactAttempt attempt, DateTimeOffset now, CancellationToken ct)
    {
        var id = @case.Id;
        if (!PlanClock.StartsWith(attempt.IsTwoWay, by.Roles)
            || await db.SafetyPlans.AnyAsync(p => p.CaseId == id, ct) || await db.Deadlines.AnyAsync(d => d.CaseId == id && d.Kind == DeadlineKind.BeginPlan && d.MetAt == null && d.SupersededAt == null, ct))
        {
            return [];
        }

        var held = await settings.ReadAsync(by.AgencyId, UkTime.DateOf(attempt.At), ct);
        return await deadlines.BringForwardAsync(id, DeadlineKind.BeginPlan, by.AgencyId, PlanClock.First(attempt.At, held.Rules, held.Calendars), "Somebody who supports the victim has spoken with them.", now, ct);
    }

    /// <summary>The case carries another grade: while it is High, the next review may come sooner.</summary>
    public async Task<IReadOnlyList<Happened>> GradedAsync(Case @case, RiskGrade grade, DateTimeOffset now, CancellationToken ct)
    {
        var id = @case.Id;
        return grade is RiskGrade.High && await db.SafetyPlans.AsNoTracking().SingleOrDefaultAsync(p => p.CaseId == id, ct) is { } plan
            ? await SetAsync(plan, @case, grade, now, null, now, ct)
            : [];
    }

    /// <summary>It was begun or looked at: what asked for it is met, and the next clock starts.</summary>
    public async Task<IReadOnlyList<Happened>> LookedAsync(Actor by, SafetyPlan plan, Case @case, DateTimeOffset now, CancellationToken ct) =>
    [
        .. await deadlines.MeetAsync(@case.Id, DeadlineKind.BeginPlan, null, by.StaffId, now, ct),
        .. await deadlines.MeetAsync(@case.Id, DeadlineKind.ReviewPlan, null, by.StaffId, now, ct),
        .. await SetAsync(plan, @case, @case.Grade, @case.GradedAt, null, now, ct),
    ];

    /// <summary>Something happened since the last review: the next one comes sooner, unless it already does.</summary>
    internal Task<IReadOnlyList<Happened>> HappenedAsync(SafetyPlan plan, Case @case, PlanEvent first, DateTimeOffset now, CancellationToken ct) =>
        SetAsync(plan, @case, @case.Grade, @case.GradedAt, first, now, ct);

    /// <summary>By when the plan is looked at again, by its records as they are.</summary>
    private async Task<IReadOnlyList<Happened>> SetAsync(SafetyPlan plan, Case @case, RiskGrade? grade, DateTimeOffset? gradedAt, PlanEvent? since, DateTimeOffset now, CancellationToken ct)
    {
        var idva = @case.IdvaId;
        var agency = await db.Staff.Where(s => s.Id == idva).Select(s => (Id<Agency>?)s.AgencyId).FirstOrDefaultAsync(ct) ?? plan.AgencyId;
        var held = await settings.ReadAsync(agency, UkTime.DateOf(plan.ReviewedAt), ct);
        var next = PlanClock.Review(new PlanReviewFacts(plan.ReviewedAt, grade, gradedAt, plan.ReviewOn, since), held.Rules, held.Calendars);
        return await deadlines.BringForwardAsync(@case.Id, DeadlineKind.ReviewPlan, agency, next.Due, next.Because, now, ct);
    }
}

/// <summary>
/// Brings the next review of a plan forward when something has happened around its case (R3.11). It reads the records that hold what happened, so that nobody who writes one has to think of
/// plans; however many instances run, each clock is moved once.
/// </summary>
public sealed class WatchPlans(CaseDbContext db, PlanClocks clocks, TimeProvider clock)
{
    /// <returns>How many clocks were moved.</returns>
    public async Task<int> HandleAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var events = await db.EventsSinceReviewAsync(now, ct);
        Id<SafetyPlan>[] ids = [.. events.Select(e => e.Key)];
        if (ids.Length == 0)
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var plans = await db.SafetyPlans.FromSql($"select *, xmin from safety_plans where id = any({ids.Select(i => i.Value).ToArray()}) for update skip locked").AsNoTracking().ToListAsync(ct);
        Id<Case>[] caseIds = [.. plans.Select(p => p.CaseId)];
        var cases = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var due = await db.Deadlines.Where(d => caseIds.Contains(d.CaseId) && d.Kind == DeadlineKind.ReviewPlan && d.MetAt == null && d.SupersededAt == null)
            .GroupBy(d => d.CaseId).Select(g => new { g.Key, StartedAt = g.Max(d => d.StartedAt), Code = g.Max(d => d.RuleCode) }).ToDictionaryAsync(d => d.Key, ct);
        List<Happened> moved = [];
        foreach (var plan in plans)
        {
            // A clock that an event has started stands until the review.
            var first = events[plan.Id].MinBy(e => e.At)!;
            if (first.At > plan.ReviewedAt && !(due.TryGetValue(plan.CaseId, out var open) && open.Code == DeadlineCodes.PlanReviewEvent && open.StartedAt <= first.At))
            {
                moved.AddRange(await clocks.HappenedAsync(plan, cases[plan.CaseId], first, now, ct));
            }
        }

        await db.CommitAsync(actor, now, ct, moved);
        await transaction.CommitAsync(ct);
        return moved.Count;
    }
}
