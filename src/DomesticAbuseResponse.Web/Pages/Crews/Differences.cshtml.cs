using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>What two people wrote into one answer while one of them had no network, with names and times; whoever writes the record chooses, and nothing is dropped (T23).</summary>
[Authorize(Policies.ReadCrewTasks)]
public sealed class DifferencesModel(VisitDifferences differences, SettleEntry settle) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    public VisitDifferences.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await differences.ReadAsync(User.ToActor(), Id, ct);

    public async Task<IActionResult> OnPostSettleAsync(Guid entry, bool take, long shown, CancellationToken ct)
    {
        var settled = await settle.HandleAsync(User.ToActor(), new(Id, entry, take, shown), ct);
        if (settled.Refusal is { } refusal)
        {
            await OnGetAsync(ct);
            return this.PageRefused(refusal);
        }

        return Redirect($"/crew/tasks/{Id}/differences");
    }
}
