using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>The inbox of those who answer referrals; those who only send them go to what became of theirs.</summary>
[Authorize(Policies.ReadReferrals)]
public sealed class IndexModel(ReferralInbox inbox, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ReferralInbox.Row> Rows { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>What has just been done to a referral that is no longer here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!User.May(Policies.AnswerReferrals))
        {
            return RedirectToPage("/Referrals/Sent");
        }

        Now = clock.GetUtcNow();
        Rows = await inbox.ReadAsync(User.ToActor(), ct);
        return Page();
    }
}
