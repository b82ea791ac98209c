using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>Begins the plan of a case. However many begin it at once, there is one.</summary>
public sealed class BeginPlan(CaseDbContext db, CaseFiles cases, PlanClocks clocks, TimeProvider clock)
{
    /// <summary>The day of the first review where nobody has agreed another.</summary>
    public const int FirstReviewDays = 28;

    private static readonly Refusal _begun = new("plan.begun", "Somebody has just begun the plan.");

    /// <returns>False where somebody had begun it already.</returns>
    public async Task<Result<bool>> HandleAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, id, AccessLevel.Edit, "Begin the safety plan", ct);
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (await db.SafetyPlans.AnyAsync(p => p.CaseId == id, ct))
        {
            return false;
        }

        var plan = SafetyPlan.Begin(@case, actor, UkTime.DateOf(now).AddDays(FirstReviewDays), now);
        db.SafetyPlans.Add(plan);
        return await db.TryCommitAsync(actor, now, _begun, ct, [new PlanBegun(plan.ReviewOn) { CaseId = id }, .. await clocks.LookedAsync(actor, plan, @case, now, ct)]) is null;
    }
}

/// <summary>Records that the plan was looked at as a whole, and starts the next clock (R3.11).</summary>
public sealed class ReviewPlan(CaseDbContext db, CaseFiles cases, PlanClocks clocks, DeadlineSettings settings, TimeProvider clock)
{
    /// <param name="Version">Of the plan.</param>
    /// <param name="NextOn">The London day agreed for the next review.</param>
    public sealed record Command(Id<Case> CaseId, uint? Version, bool SpokeWithVictim, string? WhatChanged, DateOnly NextOn);

    public async Task<Result<PlanReview>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (@case, plan) = await cases.OpenPlanAsync(db, actor, command.CaseId, AccessLevel.Edit, "Review the safety plan", ct);
        if (!PlanStanding.Keeps(actor, plan))
        {
            throw new RecordNotFoundException();
        }

        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        var held = await settings.ReadAsync(actor.AgencyId, UkTime.DateOf(now), ct);
        if (PlanClock.Check(command.NextOn, @case.Grade, now, held.Rules, held.Calendars) is { } refusal)
        {
            return refusal;
        }

        db.Expect(plan, command.Version);
        var reviewed = plan.Review(actor, command.SpokeWithVictim, command.WhatChanged, command.NextOn, now);
        if (reviewed.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, [new PlanReviewed(command.SpokeWithVictim, command.NextOn) { CaseId = @case.Id }, .. await clocks.LookedAsync(actor, plan, @case, now, ct)]);
        }

        return reviewed;
    }
}

/// <summary>Says that something has happened which no record here shows: a release, a court date, a move (R3.11).</summary>
public sealed class TellPlan(CaseDbContext db, CaseFiles cases, PlanClocks clocks, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, PlanEventKind Kind, DateOnly On);

    public Task<Result<ToldEvent>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (@case, plan) = await cases.OpenPlanAsync(db, actor, command.CaseId, AccessLevel.Edit, "Say what has happened", ct);
            if (!@case.IsOpen)
            {
                return CaseClosing.IsClosed;
            }

            var told = plan.Tell(command.Kind, command.On, actor, UkTime.DateOf(now), now);
            if (told.Refusal is null)
            {
                IReadOnlyList<PlanEvent> since = [.. await db.EventsSinceReviewAsync(plan, now, ct), new PlanEvent(command.Kind, now, command.On)];
                await db.CommitAsync(actor, now, ct, [new PlanEventTold(command.Kind, command.On) { CaseId = @case.Id }, .. await clocks.HappenedAsync(plan, @case, since.MinBy(e => e.At)!, now, ct)]);
            }

            return told;
        },
        ct);
}
