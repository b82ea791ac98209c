using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Definitions;

/// <summary>Who stands behind a number of the preview, for a supervisor; an administrator sees the number alone.</summary>
[Authorize(Policies.ReviewIncidents)]
public sealed class ListModel(PreviewDefinitions preview) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DefinitionKind Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DefinitionChange Change { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PreviewDefinitions.Listed? Listed { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            // An address somebody edited shows the first list.
            (Kind, Change, P) = (default, default, 1);
            ModelState.Clear();
        }

        Listed = await preview.ListAsync(User.ToActor(), Kind, Change, Math.Clamp(P, 1, 100_000), ct);
    }
}
