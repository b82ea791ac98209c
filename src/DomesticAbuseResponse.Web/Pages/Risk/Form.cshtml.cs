using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>One assessment: what is still to do while it is a draft; the result, the answers and every grade once it is complete.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class FormModel(AssessmentOverview overview, AfterGrading grading, SaveSection save, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public bool HonourConcern { get; set; }

    public AssessmentOverview.View View { get; private set; } = null!;

    public bool MayReview => View.MayReview;

    /// <summary>What has just been done: "completed" or "graded".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>What the grade set going; null to whoever has not just given one.</summary>
    public AfterGrading.View? After { get; private set; }

    public string Said => Done is "completed"
        ? After is { ToSergeant: true } ? "The assessment is complete and has been sent to the sergeant for review." : "The assessment is complete."
        : "Your grade has been recorded.";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);
        After = View.Assessment.IsComplete && Done is "completed" or "graded" ? await grading.ReadAsync(User.ToActor(), View.Opened, ct) : null;
        return View.Opened.Instrument.Kind is InstrumentKind.Scales ? RedirectToPage("/Risk/Child", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostHonourAsync(CancellationToken ct)
    {
        var saved = await save.HandleAsync(User.ToActor(), new SaveSection.Command(Id) { HonourConcern = HonourConcern }, ct);
        if (saved.Refusal is { } refusal)
        {
            await OnGetAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage(new { Id });
    }

    /// <summary>What the judgement section still lacks once it was begun, or all else is done (R1.9).</summary>
    public IReadOnlyList<Gap> JudgementGaps => View.Assessment.Professional is not null || View.Opened.Answers.Unanswered.Count == 0
        ? [.. View.Opened.Completeness.Gaps.Where(g => g.Code.StartsWith("considerations.", StringComparison.Ordinal))]
        : [];

    /// <summary>The first question with no answer, where "go on" leads.</summary>
    public Item? NextQuestion => View.Opened.Answers.Unanswered is [var first, ..] ? first : null;
}
