using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>What a search found, looked for anew each time it is opened, and why.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class FoundModel(OwnSearch own, FindAnyone find) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<StoredSearch> Id { get; set; }

    public SearchInput Input { get; } = new();

    public FindAnyone.View View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await own.ReadAsync(User.ToActor(), Id, ct) is not { } typed)
        {
            return NotFound();
        }

        Input.Words = typed;
        View = await find.ReadAsync(User.ToActor(), typed, ct);
        return Page();
    }
}
