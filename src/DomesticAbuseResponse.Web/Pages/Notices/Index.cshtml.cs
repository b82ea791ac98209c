using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Notices;

/// <summary>What a person has been told, by name or as a holder of a role.</summary>
[Authorize(Policies.UseOwnAccount)]
public sealed class IndexModel(NoticeBoard board) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>The notice just put away.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Notice>? Closed { get; set; }

    public NoticeLine? JustClosed { get; private set; }

    public NoticeBoard.View Notices { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        JustClosed = Closed is { } id ? await board.FindAsync(User.ToActor(), id, ct) : null;
        Notices = await board.ReadAsync(User.ToActor(), Done, P, ct);
    }
}
