using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Choice = DomesticAbuseResponse.Web.TagHelpers.Choice;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>One question of a form. Its answer is saved before the next question is shown.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class QuestionModel(AssessmentOverview overview, SaveAnswer save, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Instrument { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    public AssessmentOverview.View View { get; private set; } = null!;

    public Item Item { get; private set; } = null!;

    public AssessmentAnswers Answers { get; private set; } = null!;

    /// <summary>Not asked is no answer (R1.6): whoever chooses it is told so.</summary>
    public IReadOnlyList<Choice> Choices => [.. Item.AnswerType.Offered().Select(a => a is Answer.NotAsked
        ? new Choice(a.ToString(), "Not asked yet", "You will need to come back to it before you can grade, or say for the whole form why the questions could not be asked.")
        : new Choice(a.ToString(), Answers.Instrument.LabelOf(a, Item)))];

    /// <summary>Whether the answer came from somebody else, or is refused for not saying from whom.</summary>
    public bool FromElsewhere => Input.Source is not AnswerSource.Victim || ModelState["Input.Source"]?.Errors.Count > 0 || ModelState["Input.SourceName"]?.Errors.Count > 0;

    public int Position => 1 + Answers.Instrument.Items.ToList().IndexOf(Item);

    public string? Before => Position > 1 ? UrlOf(Answers.Instrument, Answers.Instrument.Items[Position - 2]) : $"/risk/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (View.Assessment.IsComplete)
        {
            return RedirectToPage("/Risk/Form", new { Id });
        }

        Input = QuestionInput.From(Answers[Number]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.Value is not { } value)
        {
            ModelState.AddModelError("Input.Value", "Choose an answer, or Not asked yet");
            return await AgainAsync(ct);
        }

        // The whole form is read only when the question has to be shown again.
        var saved = await save.HandleAsync(User.ToActor(), new SaveAnswer.Command(Id, Instrument, Input.ToAnswer(Number, value)), ct);
        return await saved.Match(
            given => Task.FromResult(Next(given.Instrument)),
            refusal =>
            {
                ModelState.AddModelError(FieldOf(refusal), refusal.Message);
                return AgainAsync(ct);
            });
    }

    private IActionResult Next(Instrument instrument) => instrument.Items.SkipWhile(i => i.Number != Number).Skip(1).FirstOrDefault() is { } next
        ? LocalRedirect(UrlOf(instrument, next))
        : RedirectToPage("/Risk/Form", new { Id });

    private async Task<IActionResult> AgainAsync(CancellationToken ct) => await LoadAsync(ct) ? this.PageWithErrors() : NotFound();

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "answer.source-missing" => "Input.Source",
        "answer.source-name-missing" or "answer.source-name-too-long" => "Input.SourceName",
        "answer.comment-too-long" => "Input.Comment",
        _ => "Input.Value",
    };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);
        (Answers, Item) = (View.Opened.AnswersTo(Instrument)!, View.Opened.AnswersTo(Instrument)?.Instrument.ItemNumbered(Number)!);
        return Item is not null;
    }

    private string UrlOf(Instrument instrument, Item item) => $"/risk/{Id}/{instrument.Code}/{item.Number}";
}
