using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents.Review;

/// <summary>A supervisor looks at a withdrawn complaint and says what is done for the victim's safety.</summary>
[Authorize(Policies.ReviewIncidents)]
public sealed class ComplaintModel(IncidentOverview overview, ReviewWithdrawal review, IValidator<ComplaintModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IncidentOverview.View View { get; private set; } = null!;

    public IReadOnlyList<ComplaintWithdrawal> Waiting => [.. View.Incident.Withdrawals.Where(w => w.ReviewedAt is null)];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var reviewed = await review.HandleAsync(User.ToActor(), new(Id, Input.Decision), ct);
        if (reviewed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code == "incident.withdrawal-decision" ? this.PageWithError("Input.Decision", refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Review/Index", new { done = Id, what = "complaint" });
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Decision { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Decision).NotEmpty().WithMessage("Say what is done for their safety");
            RuleFor(i => i.Decision).AtMost(ComplaintWithdrawal.WordsMaxLength, "What is done");
        }
    }
}
