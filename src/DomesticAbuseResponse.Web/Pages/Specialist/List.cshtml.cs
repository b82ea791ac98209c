using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Pages.Quality;
using Microsoft.AspNetCore.Authorization;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>The contacts behind one number of the support figures.</summary>
[Authorize(Policies.ReadSupportFigures)]
public sealed class ListModel(SpecialistFigures figures, TimeProvider clock) : PeriodPage(clock)
{
    public SpecialistFigures.Listed View { get; private set; } = null!;

    public ServiceKind Service { get; private set; }

    public EngagementCount Count { get; private set; }

    protected override int MostDays => SpecialistFigures.MostDays;

    public async Task OnGetAsync(string? service, string? count, string? p, CancellationToken ct)
    {
        ReadPeriod();
        Service = Chosen<ServiceKind>(service) ?? ServiceKind.ControlRoomWorker;
        Count = Chosen<EngagementCount>(count) ?? EngagementCount.Engaged;
        View = await figures.ListAsync(User.ToActor(), Period, Service, Count, PageNumber(p), ct);
    }
}
