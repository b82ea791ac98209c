using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>The MARACs somebody serves, with the meetings to come and what waits.</summary>
[Authorize(Policies.ReadMaracs)]
public sealed class IndexModel(MyMaracs maracs) : PageModel
{
    public IReadOnlyList<MyMaracs.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await maracs.ReadAsync(User.ToActor(), ct);
}
