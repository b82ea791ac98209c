using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Choice = DomesticAbuseResponse.Web.TagHelpers.Choice;

namespace DomesticAbuseResponse.Web.Pages.Quality.Samples;

/// <summary>A drawn form: scored without sight of the first grade, then decided with feedback (R4.26).</summary>
[Authorize(Policies.SampleForms)]
public sealed class FormModel(SampledForm form, ScoreSample score, DecideSample decide, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<QualitySample> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public DecisionModel Decision { get; set; } = new();

    public SampledForm.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Grades => [.. Enum.GetValues<RiskGrade>().OrderDescending().Select(g => Choice.Of(g, names))];

    private string Address => $"/quality/samples/{Id}/forms/{Number}";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostScoreAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.Grade is not { } grade || Input.Reason?.Length > SampledItem.TextMaxLength)
        {
            ModelState.AddModelError(Input.Grade is null ? "Input.Grade" : "Input.Reason", Input.Grade is null ? "Choose a grade" : $"Why must be {SampledItem.TextMaxLength:N0} characters or fewer");
            return this.PageWithErrors();
        }

        var scored = await score.HandleAsync(User.ToActor(), new(Id, Number, Request.FormVersion(), grade, Input.Reason), ct);
        return scored.Match<IActionResult>(_ => Redirect(Address), refusal => refusal.Code is "sample.reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal));
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Decision.Outcome is not { } outcome || Decision.Feedback?.Length > SampledItem.TextMaxLength)
        {
            ModelState.AddModelError(Decision.Outcome is null ? "Decision.Outcome" : "Decision.Feedback", Decision.Outcome is null ? "Choose which grade stands" : $"This must be {SampledItem.TextMaxLength:N0} characters or fewer");
            return this.PageWithErrors();
        }

        var decided = await decide.HandleAsync(User.ToActor(), new(Id, Number, Request.FormVersion(), outcome, Decision.Feedback), ct);
        return decided.Match<IActionResult>(_ => Redirect(Address), refusal => refusal.Code is "sample.feedback" ? this.PageWithError("Decision.Feedback", refusal) : this.PageRefused(refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await form.ReadAsync(User.ToActor(), Id, Number, ct);

    public sealed class InputModel
    {
        public RiskGrade? Grade { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class DecisionModel
    {
        public SampleOutcome? Outcome { get; set; }

        public string? Feedback { get; set; }
    }
}
