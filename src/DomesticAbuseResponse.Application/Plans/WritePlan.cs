using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>Writes one more line of a plan, for the actor's agency.</summary>
public sealed class WritePlanLine(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, PlanLineTerms Terms);

    /// <returns>The number of the line.</returns>
    public Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (@case, plan) = await cases.OpenPlanAsync(db, actor, command.CaseId, AccessLevel.Edit, "Write a line of the safety plan", ct);
            if (!@case.IsOpen)
            {
                return (Result<int>)CaseClosing.IsClosed;
            }

            if (await db.RefuseOwnerAsync(actor, @case, command.Terms.Owner, null, ct) is { } refusal)
            {
                return refusal;
            }

            var id = plan.Id;
            var number = 1 + (await db.PlanLines.Where(l => l.PlanId == id).MaxAsync(l => (int?)l.Number, ct) ?? 0);
            return await PlanLine.Write(plan, number, actor, command.Terms, UkTime.DateOf(now), now).Match(
                async line =>
                {
                    db.PlanLines.Add(line);
                    await db.CommitAsync(actor, now, ct, new PlanLineWritten(number, line.Section) { CaseId = @case.Id });
                    return (Result<int>)number;
                },
                refused => Task.FromResult((Result<int>)refused));
        },
        ct);
}

/// <summary>Changes what a line says. What stood there is kept (R3.9).</summary>
public sealed class ChangePlanLine(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    /// <param name="SeenAt">When the page with the line was made; what happened after it has not been taken into account. UTC.</param>
    public sealed record Command(Id<Case> CaseId, int Line, uint? Version, PlanLineTerms Terms, DateTimeOffset? SeenAt);

    public async Task<Result<PlanLine>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (opened, line) = await cases.OpenLineAsync(db, actor, command.CaseId, command.Line, "Change a line of the safety plan", ct);
        if (!opened.Case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (await db.RefuseOwnerAsync(actor, opened.Case, command.Terms.Owner, line, ct) is { } refusal)
        {
            return refusal;
        }

        db.Expect(line, command.Version);
        var changed = line.Change(command.Terms, actor, command.SeenAt, UkTime.DateOf(now), now);
        if (changed.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new PlanLineChanged(line.Number, [.. line.Changes.Select(c => c.Field)]) { CaseId = line.CaseId });
        }

        return changed;
    }
}

/// <summary>Says that a line is done, not possible, no longer wanted, or to be done after all.</summary>
public sealed class SettlePlanLine(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    private static readonly Refusal _raced = new("plan.raced", "Somebody has just changed this line. Look at it again.");

    public sealed record Command(Id<Case> CaseId, int Line, PlanLineStatus Status, string? Reason, DateTimeOffset? SeenAt);

    /// <returns>False where it stood so already.</returns>
    public async Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (opened, line) = await cases.OpenLineAsync(db, actor, command.CaseId, command.Line, "Say how a line of the safety plan stands", ct);
        if (!opened.Case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        var settled = line.Settle(command.Status, command.Reason, actor, command.SeenAt, now);
        return settled.Match(moved => moved, _ => false) && await db.TryCommitAsync(actor, now, _raced, ct, new PlanLineSettled(line.Number, line.Status) { CaseId = line.CaseId }) is { } late
            ? late
            : settled;
    }
}

/// <summary>Somebody looked at a line in the knowledge of what has happened since: it still holds (R3.11).</summary>
public sealed class ConfirmPlanLine(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, int Line, DateTimeOffset SeenAt);

    public Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (opened, line) = await cases.OpenLineAsync(db, actor, command.CaseId, command.Line, "Confirm a line of the safety plan", ct);
            if (!opened.Case.IsOpen)
            {
                return (Result<int>)CaseClosing.IsClosed;
            }

            if (line.LookedAt < command.SeenAt)
            {
                line.Confirm(actor, command.SeenAt, now);
                await db.CommitAsync(actor, now, ct, new PlanLineConfirmed(line.Number) { CaseId = line.CaseId });
            }

            return line.Number;
        },
        ct);
}
