using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>Who carries a case, and who in the service could.</summary>
public sealed class CaseCarrier(CaseFiles cases, CaseFrames frames, IdvaLoads loads, TimeProvider clock)
{
    public sealed record View(CaseFrame Frame, Id<StaffMember>? Idva, IReadOnlyList<IdvaLoad> Loads);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var @case = await cases.OpenAsync(actor, id, AccessLevel.Edit, "Assign an IDVA", ct);
        return new View(await frames.ReadAsync(actor, @case, ct), @case.IdvaId, await loads.ReadAsync(actor, clock.GetUtcNow(), ct));
    }
}
