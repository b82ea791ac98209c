using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>The incidents a person may read, newest report first.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class IndexModel(IncidentList list) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public IncidentState State { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public ListPosition? After { get; set; }

    /// <summary>How many rows came before this page.</summary>
    [BindProperty(SupportsGet = true)]
    public int Before { get; set; }

    /// <summary>What the person has just done, in words; null when they came another way.</summary>
    public string? Done { get; private set; }

    public IncidentList.View View { get; private set; } = null!;

    public int First => Math.Max(0, After is null ? 0 : Before) + 1;

    public int Last => First + View.Rows.Count - 1;

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Done = done switch
        {
            "logged" => "The call has been saved.",
            "named" => "The person has been named in the incident.",
            _ => null,
        };
        if (!ModelState.IsValid)
        {
            // An address somebody edited shows the newest.
            (State, After, Before) = (IncidentState.Open, null, 0);
            ModelState.Clear();
        }

        View = await list.ReadAsync(User.ToActor(), new(State, After), ct);
    }
}
