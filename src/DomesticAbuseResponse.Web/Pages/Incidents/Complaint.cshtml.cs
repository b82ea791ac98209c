using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Writes down that a complaint was withdrawn, and says what does not change by it (R4.23).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class ComplaintModel(IncidentFields fields, WithdrawComplaint withdraw, IValidator<ComplaintModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var withdrawn = await withdraw.HandleAsync(User.ToActor(), new(Id, Input.Words, Input.UnderPressure ?? YesNoUnknown.Unknown), ct);
        return withdrawn.Match<IActionResult>(
            _ => RedirectToPage("/Incidents/Incident", new { Id, done = "complaint-withdrawn" }), refusal => this.PageWithError("Input.Words", refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => Incident = await fields.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Words { get; set; }

        public YesNoUnknown? UnderPressure { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Words).NotEmpty().WithMessage("Write down what was said, and to whom");
            RuleFor(i => i.Words).AtMost(ComplaintWithdrawal.WordsMaxLength, "What was said");
        }
    }
}
