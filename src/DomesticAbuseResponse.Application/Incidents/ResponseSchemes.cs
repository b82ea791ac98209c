using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>Which scheme of response grades an agency uses today (R4.1, R4.2).</summary>
public sealed class ResponseSchemes(PolicyBook policies, TimeProvider clock)
{
    public async Task<ResponseScheme> ReadAsync(Id<Agency> agency, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.ResponseScheme, agency.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;
}
