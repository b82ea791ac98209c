using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Incidents.People;

/// <summary>What came of reaching a victim: the attempt and its outcome in one form.</summary>
public sealed class SupportInput
{
    [Display(Name = "The time")]
    public DateTimeOffset? At { get; set; }

    public EngagementOutcome? Outcome { get; set; }

    public string? Because { get; set; }

    /// <summary>The number of an entry on the card, or the name of a channel.</summary>
    public string? Way { get; set; }

    public ContactOutcome? Happened { get; set; }

    public bool? MessageLeft { get; set; }

    [Display(Name = "The call back")]
    public DateTimeOffset? CallbackAt { get; set; }

    public bool? ThroughRelative { get; set; }

    public InterpreterUse? Interpreter { get; set; }

    public bool? SafeToTalk { get; set; }

    public List<Onward> Onward { get; set; } = [];

    public bool DashDone { get; set; }

    public bool DisclosureGiven { get; set; }

    public string? Needs { get; set; }

    public string? Note { get; set; }

    public NoteReaders? Readers { get; set; }

    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "engagement.because" => nameof(Because),
        "engagement.onward" => nameof(Onward),
        "contact.callback" => nameof(CallbackAt),
        "contact.relative" or "contact.relative-not-said" => nameof(ThroughRelative),
        "contact.interpreter" or "contact.interpreter-not-said" => nameof(Interpreter),
        _ => nameof(At),
    };

    public RecordEngagement.Command ToCommand(Id<Incident> incident, Id<Person> victim, VictimToReach.View view)
    {
        var entry = long.TryParse(Way, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? view.Ways.FirstOrDefault(w => w.Number == number) : null;
        var channel = entry?.Channel ?? (Enum.TryParse<ContactChannel>(Way, out var named) ? named : ContactChannel.Phone);
        return new(
            incident, victim, At!.Value,
            new(Outcome!.Value, Onward, SafeToTalk, DashDone, DisclosureGiven, Because, Needs, Note, Readers ?? NoteReaders.SupportWorkers),
            Way is null || Happened is not { } happened ? null : new(channel, entry?.Number, happened, MessageLeft is true, CallbackAt, ThroughRelative, Interpreter));
    }

    public sealed class Validator : AbstractValidator<SupportInput>
    {
        public Validator()
        {
            RuleFor(i => i.At).NotNull().WithMessage("Enter when it was");
            RuleFor(i => i.Outcome).NotNull().WithMessage("Choose the outcome");
            RuleFor(i => i.Because).AtMost(Engagement.BecauseMaxLength, "Why");
            RuleFor(i => i.Way).NotEmpty().When(i => i.Happened is not null).WithMessage("Choose how you tried");
            RuleFor(i => i.Happened).NotNull().When(i => i.Way is not null || i.Outcome is EngagementOutcome.EngagedByPhone).WithMessage("Choose what happened");
            RuleFor(i => i.Happened).Must(h => h is ContactOutcome.Spoke or ContactOutcome.Declined or ContactOutcome.AgreedCallback).When(i => i.Outcome is EngagementOutcome.EngagedByPhone && i.Happened is not null)
                .WithMessage("You engaged them by phone, so choose that you spoke, that they declined, or that you agreed a time");
            RuleFor(i => i.Happened).Must(h => h is not (ContactOutcome.Spoke or ContactOutcome.AgreedCallback)).When(i => i.Outcome is EngagementOutcome.NoContact or EngagementOutcome.NotAppropriate && i.Happened is not null)
                .WithMessage("You chose that nobody spoke with them. Change the outcome or what happened");
            RuleFor(i => i.MessageLeft).NotNull().When(i => i.Happened is not null).WithMessage("Choose yes or no: did you leave a message?");
            RuleFor(i => i.CallbackAt).NotNull().When(i => i.Happened is ContactOutcome.AgreedCallback).WithMessage("Enter the time you agreed to call back");
            RuleFor(i => i.Onward).Must(o => o.All(Enum.IsDefined) && o.Count <= 20).WithMessage("Choose from the list");
            RuleFor(i => i.Needs).AtMost(Engagement.TextMaxLength, "What they need");
            RuleFor(i => i.Note).AtMost(Engagement.TextMaxLength, "Your note");
        }
    }
}
