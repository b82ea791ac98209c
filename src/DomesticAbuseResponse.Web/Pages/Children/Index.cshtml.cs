using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>The children of a case, with what waits for each.</summary>
[Authorize(Policies.ReadCases)]
public sealed class IndexModel(CaseChildren children) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public CaseChildren.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await children.ReadAsync(User.ToActor(), Id, ct);
}
