using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Deadlines;

/// <summary>What a person's agency has to do by when: overdue, today, later.</summary>
[Authorize(Policies.ReadCases)]
public sealed class IndexModel(DeadlineList deadlines) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DueWhen When { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public DeadlineList.View Deadlines { get; private set; } = null!;

    public DeadlineList.Counts Counts { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        Deadlines = await deadlines.ReadAsync(User.ToActor(), When, P, ct);
        Counts = await deadlines.CountAsync(User.ToActor(), ct);
    }
}
