using System.Globalization;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Perpetrators;

/// <summary>The perpetrators of a force by score, for those who prepare MATAC (R2.23).</summary>
[Authorize(Policies.ManagePerpetrators)]
public sealed class IndexModel(PerpetratorRanking ranking) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public RankingFilter Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool WithoutManager { get; set; }

    [BindProperty(SupportsGet = true)]
    public RankingPosition? After { get; set; }

    /// <summary>How many rows came before this page.</summary>
    [BindProperty(SupportsGet = true)]
    public int Before { get; set; }

    public int First => Math.Max(0, After is null ? 0 : Before) + 1;

    public int Last => First + View.Rows.Count - 1;

    public PerpetratorRanking.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Filters { get; } = [new(nameof(RankingFilter.All), "Everybody"), new(nameof(RankingFilter.Serial), "Serial"), new(nameof(RankingFilter.Repeat), "Repeat")];

    public string? NextUrl => View.Next is { } next
        ? "/perpetrators" + new QueryBuilder(Request.Query.Where(q => q.Key is not (nameof(After) or nameof(Before)))) { { nameof(After), next.ToString() }, { nameof(Before), Last.ToString(CultureInfo.InvariantCulture) } }.ToQueryString()
        : null;

    public async Task OnGetAsync(CancellationToken ct) => View = await ranking.ReadAsync(User.ToActor(), new(Show, WithoutManager, After), ct);
}
