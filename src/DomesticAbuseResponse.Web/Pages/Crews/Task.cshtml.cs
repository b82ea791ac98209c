using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>One task: whom the crew goes to, what it must know, and one tap for where it is. The name and the place come only when they are asked for.</summary>
[Authorize(Policies.ReadCrewTasks)]
public sealed class TaskModel(CrewTaskOverview overview, MoveCrew move, ShowCrewPlace show) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    public CrewTaskOverview.View View { get; private set; } = null!;

    public ShowCrewPlace.View? Shown { get; private set; }

    public CrewTask Task => View.Task;

    /// <summary>What can be tapped now, in its order.</summary>
    public IEnumerable<CrewStepKind> Taps => !View.Opened.IsCrew ? []
        : Task.State is CrewTaskState.Offered ? [CrewStepKind.Accepted]
        : MoveCrew.Taps.Where(m => m is not CrewStepKind.Accepted && Task.At(m) is null);

    public async Task OnGetAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    public async Task<IActionResult> OnPostTapAsync(CrewStepKind? tap, CancellationToken ct)
    {
        var moved = await move.HandleAsync(User.ToActor(), new(Id, tap ?? CrewStepKind.Offered), ct);
        if (moved.Refusal is { } refusal)
        {
            await OnGetAsync(ct);
            return this.PageRefused(refusal);
        }

        return Redirect($"/crew/tasks/{Id}");
    }

    public async Task<IActionResult> OnPostShowAsync(CancellationToken ct)
    {
        Shown = await show.HandleAsync(User.ToActor(), Id, ct);
        await OnGetAsync(ct);
        return Page();
    }
}
