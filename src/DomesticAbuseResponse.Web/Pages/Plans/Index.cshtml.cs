using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>The safety and support plan of a case (R3.9): its lines by section, what is to be looked at again, and what it does not answer yet.</summary>
[Authorize(Policies.ReadCases)]
public sealed class IndexModel(PlanOverview overview, BeginPlan begin, ConfirmPlanLine confirm) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public PlanOverview.View View { get; private set; } = null!;

    /// <summary>Whether this reader may write in the plan at all.</summary>
    public bool MayWrite => View.MayWrite && User.May(Policies.WorkCases);

    public DateOnly Today => UkTime.DateOf(View.Begun.At);

    /// <summary>Every section that holds a line, in the order of the plan; one that is given up comes last.</summary>
    public IEnumerable<IGrouping<string, PlanLineView>> Sections => View.Begun.Lines.Where(l => l.Line.IsLive).GroupBy(l => l.Line.Section)
        .OrderBy(g => PlanSections.All.Select(s => s.Code).ToList().IndexOf(g.Key) is var at && at < 0 ? int.MaxValue : at);

    public IReadOnlyList<PlanLineView> GivenUp => [.. View.Begun.Lines.Where(l => !l.Line.IsLive)];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken ct)
    {
        Refuse();
        var begun = await begin.HandleAsync(User.ToActor(), Id, ct);
        if (begun.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage(new { Id });
    }

    /// <param name="line">Its number.</param>
    /// <param name="seen">When the page was made, in ticks (UTC): what has happened since is not confirmed by it.</param>
    public async Task<IActionResult> OnPostConfirmAsync(int line, long seen, CancellationToken ct)
    {
        Refuse();
        var confirmed = await confirm.HandleAsync(User.ToActor(), new(Id, line, PlanForms.Instant(seen) ?? DateTimeOffset.MinValue), ct);
        if (confirmed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage(new { Id });
    }

    private void Refuse()
    {
        if (!User.May(Policies.WorkCases))
        {
            throw new RecordNotFoundException();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);
}
