using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>What became of the referrals an agency made, for as long as they live.</summary>
[Authorize(Policies.ReadReferrals)]
public sealed class SentModel(SentReferrals sent, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public SentReferrals.View View { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        View = await sent.ReadAsync(User.ToActor(), PageNumber, ct);
    }
}
