using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Merges;

/// <summary>The merges that wait for a second person, as far as the reader may be it or asked for them.</summary>
[Authorize(Policies.EditPeople)]
public sealed class IndexModel(MergeRequests requests) : PageModel
{
    public IReadOnlyList<MergeRequests.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await requests.ReadAsync(User.ToActor(), ct);
}
