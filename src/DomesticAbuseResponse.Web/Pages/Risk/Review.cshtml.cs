using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>A supervisor's, specialist's or IDVA's grade on a finished form (R1.17, R1.18).</summary>
[Authorize(Policies.GradeForms)]
public sealed class ReviewModel(AssessmentOverview overview, GiveGrade give, TimeProvider clock) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(Name = FormFields.Version)]
    public uint? Version { get; set; }

    public AssessmentOverview.View View { get; private set; } = null!;

    public object Edited => Input;

    public bool IsJudgement => true;

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.Grade is not { } grade)
        {
            ModelState.AddModelError("Input.Grade", "Choose your grade");
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var given = await give.HandleAsync(User.ToActor(), new GiveGrade.Command(Id, grade, Input.Reason, Version), ct);
        if (given.Refusal is not { } refusal)
        {
            return RedirectToPage("/Risk/Form", new { Id, done = "graded" });
        }

        await LoadAsync(ct);
        if (refusal.Code is "grade.reason-needed")
        {
            ModelState.AddModelError("Input.Reason", refusal.Message);
            return this.PageWithErrors();
        }

        return this.PageRefused(refusal);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var latest = View.History.Timeline.LastOrDefault(g => g.IsHuman);
        Input = new InputModel { Grade = latest?.Grade, Reason = latest?.Reason };
        return View.Assessment.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);
        Version ??= View.Assessment.Version;
    }

    public sealed class InputModel
    {
        public RiskGrade? Grade { get; set; }

        public string? Reason { get; set; }
    }
}
