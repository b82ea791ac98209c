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

/// <summary>Both sides of a counter-allegation, and a second person's decision on who the primary victim is (R4.17, S84).</summary>
[Authorize(Policies.SendReferrals)]
public sealed class PrimaryVictimModel(CounterAllegationView both, DecidePrimaryVictim decide, IValidator<PrimaryVictimModel.InputModel> validator) : PageModel
{
    public const int MaxLength = 4000;

    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CounterAllegationView.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> People => [.. View.Sides.Select(s => new Choice(s.Person.Id.ToString(), s.Person.Name))];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var decided = await decide.HandleAsync(User.ToActor(), new(Id, Input.Primary!.Value, Input.Rationale!), ct);
        if (decided.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code is "counter.rationale" ? this.PageWithError("Input.Rationale", refusal) : this.PageRefused(refusal);
        }

        return Redirect($"/cases/{decided.Match(id => id, _ => Id)}");
    }

    private async Task LoadAsync(CancellationToken ct) => View = await both.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public Id<Person>? Primary { get; set; }

        public string? Rationale { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Primary).NotNull().WithMessage("Choose who the primary victim is");
            RuleFor(i => i.Rationale).NotEmpty().WithMessage("Write why").MaximumLength(MaxLength).WithMessage($"Why must be {MaxLength:N0} characters or fewer");
        }
    }
}
