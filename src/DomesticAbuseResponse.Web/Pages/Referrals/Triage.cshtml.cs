using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>An IDVA service looks at a referral first: now, later, or a question to the referrer (R3.3, R3.4).</summary>
[Authorize(Policies.CarryCases)]
public sealed class TriageModel(ReferralOverview overview, TriageOfReferral read, TriageReferral triage, IValidator<TriageModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ReferralOverview.View View { get; private set; } = null!;

    public TriageOfReferral.View Triage { get; private set; } = null!;

    public IReadOnlyList<Choice> Priorities =>
    [
        new(nameof(TriagePriority.A), "Now", "Planning cannot wait: accept it next"),
        new(nameof(TriagePriority.B), "Later", "The referrer is told why, and a clock runs for taking it up"),
        new(nameof(TriagePriority.C), "Ask the referrer first", "Not enough is known"),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Priority = Triage.Now?.Suggested;
        return View.May.Answer && Triage.Now is not null ? Page() : RedirectToPage("/Referrals/Details", new { Id });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Triage.Now is null)
        {
            return RedirectToPage("/Referrals/Details", new { Id });
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var done = await triage.HandleAsync(User.ToActor(), new(Id, Input.Priority!.Value, Input.Reason, Request.FormVersion()), ct);
        return done.Match<IActionResult>(
            t => t.Priority is TriagePriority.A ? RedirectToPage("/Referrals/Accept", new { Id }) : RedirectToPage("/Referrals/Details", new { Id, done = t.Priority is TriagePriority.B ? "delayed" : "asked" }),
            refusal => refusal.Code is "triage.reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal));
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Triage = await read.ReadAsync(User.ToActor(), Id, ct);
    }

    public sealed class InputModel
    {
        public TriagePriority? Priority { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Priority).NotNull().WithMessage("Choose how soon it is taken up");
            RuleFor(i => i.Reason).AtMost(ReferralTriage.ReasonMaxLength, "Why");
        }
    }
}
