using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>Finished forms that wait for a supervisor (R1.17), those graded High first, then the longest waiting.</summary>
[Authorize(Policies.ReviewRisk)]
public sealed class ReviewsModel(FormsForReview forms, SergeantsWork work, TimeProvider clock) : PageModel
{
    public IReadOnlyList<FormsForReview.Row> Rows { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public SergeantsWork.View Tabs { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await forms.ReadAsync(User.ToActor(), Now, ct);
        Tabs = await work.ReadAsync(User.ToActor(), ct);
    }
}
