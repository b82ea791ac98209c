using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>The meetings of one MARAC, those to come and those held.</summary>
[Authorize(Policies.ReadMaracs)]
public sealed class MeetingsModel(MeetingPlan plan) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Marac> MaracId { get; set; }

    public MeetingPlan.View Plan { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Plan = await plan.ReadAsync(User.ToActor(), MaracId, ct);
}
