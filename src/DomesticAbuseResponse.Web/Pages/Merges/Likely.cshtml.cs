using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Merges;

/// <summary>The pairs of records that the standing comparison holds to be of one person, likeliest first, for somebody to decide on.</summary>
[Authorize(Policies.SettleSamePeople)]
public sealed class LikelyModel(LikelyPairs pairs) : PageModel
{
    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public LikelyPairs.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        P = Math.Clamp(P, 1, LikelyPairs.MostCounted / LikelyPairs.PageSize);
        View = await pairs.ReadAsync(User.ToActor(), P, ct);
        Done = done is "apart" ? "It has been remembered that these are two people." : null;
    }
}
