using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>Children whose school has to be told, those to be decided on, and what was sent (R4.42).</summary>
[Authorize(Policies.ReadSchoolNotices)]
public sealed class NoticesModel(SchoolNoticeList notices) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public NoticeList List { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public SchoolNoticeList.View View { get; private set; } = null!;

    public SchoolNoticeList.Counts Counts { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        Counts = await notices.CountAsync(User.ToActor(), ct);
        View = await notices.ReadAsync(User.ToActor(), List, P, ct);
    }
}
