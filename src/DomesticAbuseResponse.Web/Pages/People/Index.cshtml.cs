using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>Finds a person by number, reference or name. The words are posted, so that no name or number stands in an address or a log.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class IndexModel(PersonSearch search) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonSearch.View? View { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        View = await search.ReadAsync(User.ToActor(), Input.Term, ct);
        if (View.Took is not PersonSearch.Took.Nothing)
        {
            return Page();
        }

        ModelState.AddModelError("Input.Term", $"Enter a telephone number, a reference, or a name of {PersonSearch.ShortestName} letters or more");
        return this.PageWithErrors();
    }

    public sealed class InputModel
    {
        public string? Term { get; set; }
    }
}
