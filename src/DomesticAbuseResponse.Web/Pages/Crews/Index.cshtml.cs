using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>What a crew is asked to do, the most urgent first, each with the reason for its place (R5.1).</summary>
[Authorize(Policies.WorkCrews)]
public sealed class IndexModel(CrewList list) : PageModel
{
    public CrewList.View View { get; private set; } = null!;

    /// <summary>What the person has just done, in words.</summary>
    public string? Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await list.ReadAsync(User.ToActor(), ct);
        Done = done switch
        {
            "declined" => "The task has been declined, and whoever asked has been told.",
            "handed-on" => "The task has been handed on.",
            "finished" => "The visit has been recorded.",
            _ => null,
        };
    }
}
