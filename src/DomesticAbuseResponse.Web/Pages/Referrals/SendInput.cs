using System.Linq.Expressions;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>What is typed to send a referral.</summary>
public sealed class SendInput
{
    public bool? Consent { get; set; }

    public List<string> Bases { get; set; } = [];

    public Id<StaffMember>? DecidedBy { get; set; }

    public string? Reason { get; set; }

    public bool? VictimAware { get; set; }

    public string? NotAwareBecause { get; set; }

    public string? Narrative { get; set; }

    public string? AfraidOf { get; set; }

    public string? SafeToTalkTo { get; set; }

    public string? UnsafeToTalkTo { get; set; }

    public string? OtherMaracs { get; set; }

    public string? Concern { get; set; }

    public DateOnly? SinceOn { get; set; }

    public List<AbuseBehaviour> SinceWhat { get; set; } = [];

    public List<Id<StaffMember>> Named { get; set; } = [];

    /// <summary>The form with what was said in another referral of the same case; what is asked of each receiver anew stays empty.</summary>
    public static SendInput From(ReferralAccount? said) => new()
    {
        Narrative = said?.Narrative,
        AfraidOf = said?.AfraidOf,
        SafeToTalkTo = said?.SafeToTalkTo,
        UnsafeToTalkTo = said?.UnsafeToTalkTo,
        OtherMaracs = said?.OtherMaracs,
    };

    public SendReferral.Command ToCommand(Id<Referral> id, uint? version) => new(
        id, Consent!.Value, Bases, DecidedBy, Reason, VictimAware ?? Consent.Value, NotAwareBecause,
        new ReferralAccount
        {
            Narrative = Narrative!.Trim(),
            AfraidOf = Blank(AfraidOf),
            SafeToTalkTo = Blank(SafeToTalkTo),
            UnsafeToTalkTo = Blank(UnsafeToTalkTo),
            OtherMaracs = Blank(OtherMaracs),
        },
        Concern, SinceOn is { } on && SinceWhat.Count > 0 ? new FurtherAbuse(on, SinceWhat) : null, Named, version);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Consent or a lawful basis, and an account of the risk; which grounds it gives is for the rules.</summary>
    public sealed class Validator : AbstractValidator<SendInput>
    {
        private static readonly Expression<Func<SendInput, string?>>[] _texts =
            [i => i.Reason, i => i.NotAwareBecause, i => i.AfraidOf, i => i.SafeToTalkTo, i => i.UnsafeToTalkTo, i => i.OtherMaracs, i => i.Concern];

        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.Consent).NotNull().WithMessage("Say whether there is consent");
            When(i => i.Consent is false, () =>
            {
                RuleFor(i => i.Bases).NotEmpty().WithMessage("Choose the lawful basis for sharing without consent");
                RuleFor(i => i.DecidedBy).NotNull().WithMessage("Choose who decided to share");
                RuleFor(i => i.Reason).Must(r => (r?.Trim().Length ?? 0) >= SharingBasis.MinimumReasonLength)
                    .WithMessage($"Write why it is shared without consent, in at least {SharingBasis.MinimumReasonLength} characters");
                RuleFor(i => i.VictimAware).NotNull().WithMessage("Say whether they know of the referral");
                RuleFor(i => i.NotAwareBecause).NotEmpty().When(i => i.VictimAware is false).WithMessage("Write why they do not know: people are told unless that is unsafe");
            });
            RuleFor(i => i.Narrative).NotEmpty().WithMessage("Write what is happening and what you fear")
                .MaximumLength(ReferralAccount.MaxLength).WithMessage($"What is happening must be {ReferralAccount.MaxLength:N0} characters or fewer");
            RuleFor(i => i.SinceWhat).NotEmpty().When(i => i.SinceOn is not null).WithMessage("Choose what it was");
            RuleFor(i => i.SinceOn).NotNull().When(i => i.SinceWhat.Count > 0).WithMessage("Enter the day of the further abuse");
            RuleFor(i => i.SinceOn).Must(on => on is null || on <= UkTime.DateOf(clock.GetUtcNow())).WithMessage("The day of the further abuse must be today or in the past");
            foreach (var text in _texts)
            {
                RuleFor(text).MaximumLength(ReferralAccount.MaxLength).WithMessage($"This must be {ReferralAccount.MaxLength:N0} characters or fewer");
            }
        }
    }
}
