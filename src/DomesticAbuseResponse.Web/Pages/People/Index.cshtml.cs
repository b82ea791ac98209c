using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>The one box. The words are posted and kept, and the answer has an address that names the search and nobody in it.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class IndexModel(KeepSearch keep) : PageModel
{
    [BindProperty]
    public SearchInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await keep.HandleAsync(User.ToActor(), Input.Words, ct) is { } id)
        {
            return RedirectToPage("/People/Found", new { id });
        }

        ModelState.AddModelError("Input.Words", SearchInput.NothingToLookFor);
        return this.PageWithErrors();
    }
}
