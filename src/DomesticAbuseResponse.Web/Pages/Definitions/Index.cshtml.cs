using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Definitions;

/// <summary>What the agency means by repeat, serial and vulnerable, in every version; everybody reads it, two roles change it (R4.6, R4.7).</summary>
[Authorize(Policies.ReadDefinitions)]
[ShowsNobody]
public sealed class IndexModel(DefinitionDesk desk, DiscardDefinitionDraft discard) : PageModel
{
    public DefinitionDesk.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Done = done switch
        {
            "saved" => "The draft has been saved. It changes nothing until it is published.",
            "discarded" => "The draft has been discarded.",
            "published" => "The definitions have been published.",
            _ => null,
        };
        View = await desk.ReadAsync(User.ToActor(), ct);
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        await discard.HandleAsync(User.ToActor(), ct);
        return Redirect("/definitions?done=discarded");
    }
}
