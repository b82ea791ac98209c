using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Who looked at a case, for those who work on it (R6.4).</summary>
[Authorize(Policies.ReadCases)]
public sealed class LookedModel(WhoLooked looked) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public WhoLooked.OfCase Looked { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Looked = await looked.ReadAsync(User.ToActor(), Id, Before, ct);
}
