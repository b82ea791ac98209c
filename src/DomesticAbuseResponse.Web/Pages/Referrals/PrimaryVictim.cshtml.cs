using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>Both sides of a counter-allegation: who did what to whom, who is proposed as the primary victim, and a second person's answer (R4.17, S84).</summary>
[Authorize(Policies.SendReferrals)]
public sealed class PrimaryVictimModel(
    CounterAllegationView both, ProposePrimaryVictim propose, AnswerPrimaryVictim decide, IValidator<PrimaryVictimModel.InputModel> validator, IValidator<PrimaryVictimModel.AnswerModel> answerValidator) : PageModel
{
    public const int MaxLength = PrimaryVictimProposal.WordsMaxLength;

    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public AnswerModel Answer { get; set; } = new();

    public CounterAllegationView.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> People => [.. View.Sides.Select(s => new Choice(s.Person.Id.ToString(), s.Person.Name))];

    public IReadOnlyList<Choice> Answers { get; } = [new("true", "Yes, I confirm it"), new("false", "No, I refuse it")];

    public string NameOf(Id<Person> person) => View.Sides.FirstOrDefault(s => s.Person.Id == person)?.Person.Name ?? "Somebody else";

    public static string Words(Said said) => said is Said.NotKnown ? "Not known" : said.ToString();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var proposed = await propose.HandleAsync(User.ToActor(), new(Id, Input.Primary!.Value, Input.Rationale!), ct);
        return await AfterAsync(proposed, $"/cases/{Id}/primary-victim", ct);
    }

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(answerValidator, Answer, ct, nameof(Answer)))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var answered = await decide.HandleAsync(User.ToActor(), new(Id, Answer.Confirm!.Value, Answer.Reason, Answer.Proposal), ct);
        return await AfterAsync(answered, Answer.Confirm is true ? $"/cases/{answered.Match(id => id, _ => Id)}" : $"/cases/{Id}/primary-victim", ct);
    }

    private async Task<IActionResult> AfterAsync(Result<Id<Case>> done, string next, CancellationToken ct)
    {
        if (done.Refusal is not { } refusal)
        {
            return Redirect(next);
        }

        await LoadAsync(ct);
        return refusal.Code switch
        {
            "counter.rationale" => this.PageWithError("Input.Rationale", refusal),
            "counter.refuse-reason" => this.PageWithError("Answer.Reason", refusal),
            _ => this.PageRefused(refusal),
        };
    }

    private async Task LoadAsync(CancellationToken ct) => View = await both.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public Id<Person>? Primary { get; set; }

        public string? Rationale { get; set; }
    }

    public sealed class AnswerModel
    {
        public long? Proposal { get; set; }

        public bool? Confirm { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Primary).NotNull().WithMessage("Choose who the primary victim is");
            RuleFor(i => i.Rationale).NotEmpty().WithMessage("Write why").MaximumLength(MaxLength).WithMessage($"Why must be {MaxLength:N0} characters or fewer");
        }
    }

    public sealed class AnswerValidator : AbstractValidator<AnswerModel>
    {
        public AnswerValidator()
        {
            RuleFor(i => i.Proposal).NotNull().WithMessage("Open the page again: this form is not whole");
            RuleFor(i => i.Confirm).NotNull().WithMessage("Say whether you confirm it");
            RuleFor(i => i.Reason).MaximumLength(MaxLength).WithMessage($"Why must be {MaxLength:N0} characters or fewer");
        }
    }
}
