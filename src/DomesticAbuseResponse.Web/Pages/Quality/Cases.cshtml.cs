using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Quality;

/// <summary>The cases behind the share of high risk (R1.21).</summary>
[Authorize(Policies.ReadQuality)]
public sealed class CasesModel(HighRiskRatio ratio, TimeProvider clock) : PeriodPage(clock)
{
    public HighRiskRatio.Cases View { get; private set; } = null!;

    public RiskGrade? Grade { get; private set; }

    public async Task OnGetAsync(string? grade, string? unit, string? p, CancellationToken ct)
    {
        ReadPeriod();
        Grade = Chosen<RiskGrade>(grade);
        View = await ratio.ListAsync(User.ToActor(), Period, Grade, Guid.TryParse(unit, out var id) ? new Id<PolicingUnit>(id) : null, unit is "none", PageNumber(p), ct);
    }
}
