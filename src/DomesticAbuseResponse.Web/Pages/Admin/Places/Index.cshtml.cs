using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>The MARACs, policing units and neighbourhoods an administrator's agency answers for.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class IndexModel(AgencyPlaces places) : PageModel
{
    public AgencyPlaces.View Places { get; private set; } = null!;

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Notice = done switch
        {
            "marac" => "The MARAC has been saved.",
            "unit" => "The unit has been saved.",
            "authority" => "The local authority has been added.",
            "contact" => "Others will now be told to ring this.",
            _ => null,
        };
        Places = await places.ReadAsync(User.ToActor(), ct);
    }
}
