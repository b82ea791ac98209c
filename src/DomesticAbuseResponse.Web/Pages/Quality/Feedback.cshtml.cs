using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Quality;

/// <summary>What somebody was told about their own forms and calls (R4.5, R4.26).</summary>
[Authorize(Policies.ReadFeedback)]
public sealed class FeedbackModel(MyFeedback feedback) : PageModel
{
    public IReadOnlyList<MyFeedback.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await feedback.ReadAsync(User.ToActor(), ct);
}
