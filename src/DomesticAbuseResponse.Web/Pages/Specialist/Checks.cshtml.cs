using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Pages.Quality;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>The checks behind one number of the support figures.</summary>
[Authorize(Policies.ReadSupportFigures)]
public sealed class ChecksModel(SpecialistFigures figures, TimeProvider clock) : PeriodPage(clock)
{
    public SpecialistFigures.ListedChecks View { get; private set; } = null!;

    public DecisionCheck Check { get; private set; }

    protected override int MostDays => SpecialistFigures.MostDays;

    public async Task OnGetAsync(string? check, string? p, CancellationToken ct)
    {
        ReadPeriod();
        Check = Chosen<DecisionCheck>(check) ?? DecisionCheck.MissedOpportunity;
        View = await figures.ListChecksAsync(User.ToActor(), Period, Check, PageNumber(p), ct);
    }
}
