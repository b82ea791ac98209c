using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>Begins a referral by hand; the next page sends it.</summary>
[Authorize(Policies.SendReferrals)]
public sealed class StartModel(ReferralChoices choices, CaseFrames frames, StartReferral start, IValidator<StartModel.InputModel> validator) : PageModel
{
    public const int BecauseMaxLength = 500;

    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ReferralChoices.View View { get; private set; } = null!;

    public CaseFrame Frame { get; private set; } = null!;

    public IReadOnlyList<Choice> Services => [.. View.Services.Select(s => new Choice(s.Id.ToString(), s.Name))];

    public IReadOnlyList<Choice> Maracs => [.. View.Maracs.Select(m => new Choice(m.Id.ToString(), m.Name))];

    public IReadOnlyList<Choice> Children => [.. View.Children.Select(c => new Choice(c.Id.ToString(), $"{c.Name}{(c.Age is { } age ? $", aged {age}" : "")}"))];

    public IReadOnlyList<Choice> Councils => [.. View.Councils.Select(c => new Choice(c.Id.ToString(), c.Name))];

    /// <summary>What the child is called whom an open referral is about; null for any other, and where the reader may not know of them.</summary>
    public string? ChildOf(ReferralChoices.Open going) => View.Children.FirstOrDefault(c => c.Id == going.ChildId)?.Name;

    /// <param name="to">The kind that was asked for by whoever sent here.</param>
    public async Task OnGetAsync(ReferralKind? to, CancellationToken ct)
    {
        await LoadAsync(ct);
        var child = View.Children.Count == 1 ? View.Children[0] : null;
        Input = new InputModel { Kind = to, ToAgencyId = View.Suggested?.Id, MaracId = View.OwnMarac, ChildId = child?.Id, CouncilId = child?.CouncilId ?? View.Children.Select(c => c.CouncilId).FirstOrDefault() };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var started = await start.HandleAsync(User.ToActor(), new(Id, Input.Kind!.Value, Input.Kind is ReferralKind.Childrens ? Input.CouncilId : Input.ToAgencyId, Input.MaracId, Input.Because!, Input.ChildId), ct);
        if (started.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageWithError(refusal.Code switch { "referral.no-service" => "Input.ToAgencyId", "referral.no-council" => "Input.CouncilId", "referral.no-child" => "Input.ChildId", _ => "Input.MaracId" }, refusal);
        }

        return RedirectToPage("/Referrals/Send", new { id = started.Match(id => id, _ => default) });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await choices.ReadAsync(User.ToActor(), Id, ct);
        Frame = await frames.ReadAsync(User.ToActor(), View.Case, ct);
    }

    public sealed class InputModel
    {
        public ReferralKind? Kind { get; set; }

        public Id<Agency>? ToAgencyId { get; set; }

        public Id<Marac>? MaracId { get; set; }

        public Id<Person>? ChildId { get; set; }

        public Id<Agency>? CouncilId { get; set; }

        public string? Because { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose where to");
            RuleFor(i => i.ToAgencyId).NotNull().When(i => i.Kind is ReferralKind.Idva).WithMessage("Choose an IDVA service");
            RuleFor(i => i.MaracId).NotNull().When(i => i.Kind is ReferralKind.Marac).WithMessage("Choose a MARAC");
            RuleFor(i => i.ChildId).NotNull().When(i => i.Kind is ReferralKind.Childrens).WithMessage("Choose a child");
            RuleFor(i => i.CouncilId).NotNull().When(i => i.Kind is ReferralKind.Childrens).WithMessage("Choose a council");
            RuleFor(i => i.Because).NotEmpty().WithMessage("Say why you refer now")
                .MaximumLength(BecauseMaxLength).WithMessage($"Why now must be {BecauseMaxLength} characters or fewer");
        }
    }
}
