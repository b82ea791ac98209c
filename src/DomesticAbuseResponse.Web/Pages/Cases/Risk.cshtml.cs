using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Every assessment of a case, and every grade given.</summary>
[Authorize(Policies.ReadCases)]
public sealed class RiskModel(CaseRisk risk) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public CaseRisk.View Risk { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Risk = await risk.ReadAsync(User.ToActor(), Id, ct);
}
