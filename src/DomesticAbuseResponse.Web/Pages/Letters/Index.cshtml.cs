using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Letters;

/// <summary>The letters that went out of a case, and those that wait.</summary>
[Authorize(Policies.WorkCases)]
public sealed class IndexModel(LetterFile file) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public LetterFile.List View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await file.ListAsync(User.ToActor(), Id, P, ct);
}
