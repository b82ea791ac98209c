using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Specialist;

/// <summary>The live incidents that wait for the control room's specialist (R5.2, R5.7).</summary>
[Authorize(Policies.CheckLive)]
public sealed class IndexModel(LiveIncidents queue) : PageModel
{
    public LiveIncidents.View View { get; private set; } = null!;

    public bool Checked { get; private set; }

    public string? Said { get; private set; }

    public string? OlderUrl => View.Older is { } older ? $"/specialist?checked={(Checked ? "true" : "false")}&after={older}" : null;

    public async Task OnGetAsync(string? @checked, string? after, string? done, CancellationToken ct)
    {
        Checked = @checked is "true";
        View = await queue.ReadAsync(User.ToActor(), new(Checked, ListPosition.TryParse(after, null, out var position) ? position : null), ct);
        Said = done switch
        {
            "checked" => "The check has been recorded.",
            "upgrade" => "The check has been recorded. A control-room supervisor has been asked for the faster grade.",
            _ => null,
        };
    }
}
