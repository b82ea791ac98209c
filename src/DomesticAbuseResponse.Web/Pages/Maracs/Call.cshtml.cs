using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>A coordinator calls a meeting. The rhythm of the MARAC proposes the date; an emergency needs the chair's agreement (S52).</summary>
[Authorize(Policies.RunMaracs)]
public sealed class CallModel(MeetingPlan plan, CallMeeting call, IValidator<CallModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Marac> MaracId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MeetingPlan.View Plan { get; private set; } = null!;

    public async Task OnGetAsync(bool emergency, CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel
        {
            HeldOn = emergency ? null : Plan.Proposed.Select(p => (DateOnly?)p.Proposed.Date).FirstOrDefault(),
            StartsAt = Plan.UsualTime is { } usual ? MaracWords.Time(usual) : null,
            Venue = Plan.UsualVenue,
            Emergency = emergency,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var called = await call.HandleAsync(User.ToActor(), Input.ToCommand(MaracId), ct);
        return called.Match<IActionResult>(
            id => RedirectToPage("/Maracs/Meeting", new { id }),
            refusal => refusal.Code switch
            {
                "meeting.past" or "meeting.far" => this.PageWithError("Input.HeldOn", refusal),
                "meeting.already" => this.PageWithError("Input.StartsAt", refusal),
                "agenda.not-agreed" => this.PageWithError("Input.Chair", refusal),
                "agenda.emergency-reason" => this.PageWithError("Input.Words", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Plan = await plan.ReadAsync(User.ToActor(), MaracId, ct);
        if (!Plan.IRun)
        {
            throw new Application.Access.RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public DateOnly? HeldOn { get; set; }

        public string? StartsAt { get; set; }

        public string? Venue { get; set; }

        public bool Emergency { get; set; }

        public Id<StaffMember>? Chair { get; set; }

        public string? Words { get; set; }

        public CallMeeting.Command ToCommand(Id<Marac> marac) => new(
            marac, HeldOn!.Value, UkDateTimeBinder.ReadTime(StartsAt)!.Value, Venue!, Emergency ? new CallMeeting.Emergency(Chair!.Value, Words!) : null);
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.HeldOn).NotNull().WithMessage("Enter the date of the meeting");
            RuleFor(i => i.StartsAt).Must(t => UkDateTimeBinder.ReadTime(t) is not null).WithMessage("Enter when it starts, for example 09:30");
            RuleFor(i => i.Venue).NotEmpty().WithMessage("Enter where it is held").MaximumLength(200).WithMessage("Where it is held must be 200 characters or fewer");
            RuleFor(i => i.Chair).NotNull().When(i => i.Emergency).WithMessage("Choose the chair who agreed");
            RuleFor(i => i.Words).NotEmpty().When(i => i.Emergency).WithMessage("Write why it cannot wait, and how the chair agreed");
            RuleFor(i => i.Words).MaximumLength(2000).WithMessage("Why it cannot wait must be 2000 characters or fewer");
        }
    }
}
