using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Neighbourhoods;

/// <summary>Writes down a weekly meeting of the partners (R4.19).</summary>
[Authorize(Policies.ReadNeighbourhoods)]
public sealed class MeetingModel(NeighbourhoodPage page, RecordPartnershipMeeting record, IValidator<MeetingModel.InputModel> validator, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Neighbourhood> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public NeighbourhoodPage.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await page.ReadAsync(User.ToActor(), Id, ct);
        Input = new() { HeldOn = UkTime.DateOf(clock.GetUtcNow()) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            View = await page.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, Input.HeldOn!.Value, Input.Present, Input.Notes), ct);
        if (recorded.Refusal is not { } refusal)
        {
            return RedirectToPage("/Neighbourhoods/Place", new { Id, done = "met" });
        }

        View = await page.ReadAsync(User.ToActor(), Id, ct);
        return this.PageWithError(refusal.Code is "meeting.present" ? "Input.Present" : "Input.HeldOn", refusal);
    }

    public sealed class InputModel
    {
        [Display(Name = "Day of the meeting")]
        public DateOnly? HeldOn { get; set; }

        public string? Present { get; set; }

        public string? Notes { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.HeldOn).NotNull().WithMessage("Enter the day of the meeting");
            RuleFor(i => i.Present).MaximumLength(PartnershipMeeting.TextMaxLength).WithMessage($"This must be {PartnershipMeeting.TextMaxLength:N0} characters or fewer");
            RuleFor(i => i.Notes).MaximumLength(PartnershipMeeting.TextMaxLength).WithMessage($"This must be {PartnershipMeeting.TextMaxLength:N0} characters or fewer");
        }
    }
}
