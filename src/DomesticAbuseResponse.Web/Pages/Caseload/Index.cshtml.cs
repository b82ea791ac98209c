using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>An IDVA's open cases, and for a manager the team's, against the caps of the service (R3.1).</summary>
[Authorize(Policies.CarryCases)]
public sealed class IndexModel(IdvaCases cases, TeamOfService team, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Team { get; set; }

    /// <summary>Of the team: only what one IDVA carries.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember>? Of { get; set; }

    public IdvaCases.View View { get; private set; } = null!;

    /// <summary>Null but for a manager who looks at the team.</summary>
    public TeamOfService.View? People { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        View = await cases.ReadAsync(User.ToActor(), Team, ct, Of);
        People = View.IsTeam ? await team.ReadAsync(User.ToActor(), ct) : null;
    }
}
