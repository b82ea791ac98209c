using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>An IDVA service takes a case: an IDVA for themselves, a manager for anybody in the service, with what each carries in sight (R3.1).</summary>
[Authorize(Policies.CarryCases)]
public sealed class AcceptModel(
    ReferralOverview overview, AcceptReferral accept, IdvaLoads loads, TimeProvider clock, IValidator<AcceptModel.InputModel> validator) : PageModel
{
    public const int ReasonMaxLength = 2000;

    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ReferralOverview.View View { get; private set; } = null!;

    public IReadOnlyList<IdvaLoad> Loads { get; private set; } = [];

    public bool IsManager => User.ToActor().Has(Role.IdvaManager);

    public IdvaLoad? Mine => Loads.FirstOrDefault(l => l.Idva.Id == User.ToActor().StaffId);

    public IReadOnlyList<Choice> Choices =>
        [.. Loads.OrderBy(l => l.State.OpenHigh).ThenBy(l => l.Idva.Name, StringComparer.Ordinal).Select(l => new Choice(l.Idva.Id.ToString(), l.Idva.Name, l.State.Words))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return View.May.Answer ? Page() : RedirectToPage("/Referrals/Details", new { Id });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var accepted = await accept.HandleAsync(User.ToActor(), new(Id, Input.Idva!.Value, Input.Reason, Request.FormVersion()), ct);
        if (accepted.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code is "caseload.reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal);
        }

        await LoadAsync(ct);
        return Redirect($"/cases/{View.CaseId}?done=accepted");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Loads = await loads.ReadAsync(User.ToActor(), clock.GetUtcNow(), ct);
    }

    public sealed class InputModel
    {
        public Id<StaffMember>? Idva { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Idva).NotNull().WithMessage("Choose who carries the case");
            RuleFor(i => i.Reason).MaximumLength(ReasonMaxLength).WithMessage($"The reason must be {ReasonMaxLength:N0} characters or fewer");
        }
    }
}
