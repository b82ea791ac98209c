using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>One referral and its summary, for its referrer and its receiver alike; the file behind it is not here.</summary>
[Authorize(Policies.ReadReferrals)]
public sealed class DetailsModel(ReferralOverview overview, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    public ReferralOverview.View View { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
    }

    /// <summary>A referral is sent once; when it is "sent" again, a question has been answered.</summary>
    public static string Heading(ReferralOverview.Step step, IReadOnlyList<ReferralOverview.Step> all) => step.Status switch
    {
        ReferralStatus.Raised => "Raised",
        ReferralStatus.Sent => step == all.First(s => s.Status is ReferralStatus.Sent) ? "Sent" : "Question answered",
        ReferralStatus.Queried => "Question asked",
        ReferralStatus.Accepted => "Accepted",
        ReferralStatus.Declined => "Declined",
        ReferralStatus.Withdrawn => "Withdrawn",
    };
}
