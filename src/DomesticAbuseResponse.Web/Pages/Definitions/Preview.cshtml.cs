using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Definitions;

/// <summary>How many met the definitions in force in the last quarter, and how many would have met the draft.</summary>
[Authorize(Policies.SetDefinitions)]
[ShowsNobody]
public sealed class PreviewModel(PreviewDefinitions preview) : PageModel
{
    public PreviewDefinitions.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await preview.ReadAsync(User.ToActor(), ct);
}
