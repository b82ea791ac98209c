using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incoming;

/// <summary>What came in and waits for a person, oldest first; what comes now and what came in files are two lists.</summary>
[Authorize(Policies.SettleIncoming)]
public sealed class IndexModel(IncomingList queue) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Files { get; set; }

    [BindProperty(SupportsGet = true)]
    public ListPosition? After { get; set; }

    public IncomingList.View View { get; private set; } = null!;

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await queue.ReadAsync(User.ToActor(), new(Files, After), ct);
        Notice = done is "settled" ? "Everything about that report is settled." : null;
    }
}
