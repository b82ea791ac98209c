using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incoming;

/// <summary>A person answers one question about what came in.</summary>
[Authorize(Policies.SettleIncoming)]
public sealed class AnswerModel(IncomingItem item, AnswerQuestion answer, IncomingWords words, DisplayNames names, IValidator<AnswerModel.InputModel> validator) : PageModel
{
    private const string _same = "same:";

    [BindProperty(SupportsGet = true)]
    public Id<IncomingReport> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IncomingItem.View View { get; private set; } = null!;

    /// <summary>Null once it has been answered.</summary>
    public IncomingItem.Asked? Question { get; private set; }

    public string Heading => Question is { } asked ? words.Heading(asked.Kind, asked.Path) : "Settled already";

    public bool CanBeLearned => Question is { AsSent.Length: > 0 } asked && ReportTerms.CanBeLearned(asked.Path);

    public bool CanBeTaken => Question is { } asked && SentReport.FieldAt(asked.Path) is { } fact && ReportedFacts.Has(fact);

    public IReadOnlyList<Choice> RememberChoice => [new("true", "The same word means this every time")];

    public string LeaveLabel => View.Report.State is IncomingState.Held && Question?.Path == SentReport.PathOf(SentField.ReportedAt) ? "Discard the row: it becomes no incident" : "Leave it as it came";

    /// <summary>The answers of a field that has a few; null where a word is typed.</summary>
    public IReadOnlyList<Choice>? Choices => Question is { } asked ? AnswerChoices.Of(asked.Path, View, names) : null;

    public string? Hint => Question is { } asked ? AnswerChoices.HintOf(asked.Path) : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await item.ReadAsync(User.ToActor(), Id, ct);
        Question = View.Questions.FirstOrDefault(q => q.Number == Number);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var (given, person) = Input.Decision switch
        {
            "correct" => (QuestionAnswer.Corrected, (Id<Person>?)null),
            "new" => (QuestionAnswer.NewPerson, null),
            { } same when same.StartsWith(_same, StringComparison.Ordinal) && Id<Person>.TryParse(same[_same.Length..], null, out var chosen) => (QuestionAnswer.SamePerson, chosen),
            _ => (QuestionAnswer.Discarded, null),
        };
        var done = await answer.HandleAsync(User.ToActor(), new(Id, Number, given, Input.Value, Input.Remember.Contains("true"), person, Input.Reason), ct);
        return done.Match<IActionResult>(
            report => Redirect(report.OpenQuestions > 0 ? $"/incoming/{Id}?done=answered" : report.IsLive ? "/incoming?done=settled" : "/incoming?files=true&done=settled"),
            refusal => refusal.Code switch
            {
                "incoming.no-word" or "incoming.unreadable" => this.PageWithError("Input.Value", refusal),
                "incoming.no-reason" => this.PageWithError("Input.Reason", refusal),
                "incoming.nobody" or "incoming.no-such-answer" => this.PageWithError("Input.Decision", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    public sealed class InputModel
    {
        public string? Decision { get; set; }

        public string? Value { get; set; }

        public List<string> Remember { get; set; } = [];

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Decision).NotEmpty().WithMessage("Choose an answer");
            RuleFor(i => i.Value).NotEmpty().When(i => i.Decision is "correct" && i.Value is not null).WithMessage("Say what it is").AtMost(Incident.WordsMaxLength, "What it is");
            RuleFor(i => i.Reason).AtMost(AnswerQuestion.ReasonMaxLength, "Reason");
        }
    }
}
