using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record CounterAllegationFlagged : Happened;

/// <summary>A worker says that each accuses the other, with how they know. Referral waits for a decision from then on (S84).</summary>
public sealed class FlagCounterAllegation(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, string Because);

    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Flag a counter-allegation", ct);
        if (@case.Perpetrators.Count == 0)
        {
            return new Refusal("counter.nobody", "Nobody is recorded as harming this person, so nobody can be accused in turn.");
        }

        if (@case.CounterAllegation)
        {
            return @case.Id;
        }

        @case.FlagCounterAllegation(command.Because.Trim(), actor.StaffId, now);
        return await db.TryCommitAsync(actor, now, CaseRaces.Changed, ct, new CounterAllegationFlagged { CaseId = @case.Id }) is { } late ? late : @case.Id;
    }
}
