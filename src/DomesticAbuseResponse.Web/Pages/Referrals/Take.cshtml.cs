using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>Children's services take on a referral of a child (R1.26, R1.28).</summary>
[Authorize(Policies.AnswerReferrals)]
public sealed class TakeModel(ReferralOverview overview, TakeChildrensReferral take, IValidator<TakeModel.InputModel> validator) : PageModel
{
    public const int MaxLength = 2000;

    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ReferralOverview.View View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var taken = await take.HandleAsync(User.ToActor(), new(Id, Input.Words, Request.FormVersion()), ct);
        if (taken.Refusal is not { } refusal)
        {
            return RedirectToPage("/Referrals/Details", new { Id, done = "taken" });
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        if (View.Kind is not ReferralKind.Childrens)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public string? Words { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Words).AtMost(MaxLength, "What you do next");
    }
}
