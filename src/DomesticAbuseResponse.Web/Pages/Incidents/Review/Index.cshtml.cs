using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents.Review;

/// <summary>The supervisor's list: slow grades, or none, that wait for a second person, requests for another grade, calls that must be attended, complaints that were withdrawn (R4.1).</summary>
[Authorize(Policies.ReviewIncidents)]
public sealed class IndexModel(ReviewList list, TimeProvider clock) : PageModel
{
    public ReviewList.View View { get; private set; } = null!;

    /// <summary>The reference of the incident just reviewed.</summary>
    public string? Reviewed { get; private set; }

    /// <summary>What was decided on it: its grade, or a withdrawn complaint.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    public async Task OnGetAsync(Id<Incident>? done, CancellationToken ct)
    {
        Reviewed = done is { } id ? await list.ReferenceAsync(User.ToActor(), id, ct) : null;
        View = await list.ReadAsync(User.ToActor(), ct);
    }

    /// <summary>"2 hours 5 minutes": how long the call has waited since it was graded.</summary>
    public string Waiting(DateTimeOffset since)
    {
        var waited = clock.GetUtcNow() - since;
        return waited.TotalDays >= 1 ? Text.DisplayNames.Count((int)waited.TotalDays, "day")
            : waited.TotalHours >= 1 ? $"{Text.DisplayNames.Count((int)waited.TotalHours, "hour")} {Text.DisplayNames.Count(waited.Minutes, "minute")}"
            : Text.DisplayNames.Count(Math.Max(0, (int)waited.TotalMinutes), "minute");
    }
}
