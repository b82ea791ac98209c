using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People.SafeContact;

/// <summary>The fields of one entry on the safe-contact card.</summary>
public sealed class SafeContactInput
{
    public ContactChannel? Channel { get; set; }

    public string? Value { get; set; }

    public Safety? Safety { get; set; }

    public List<SafeDays> Days { get; set; } = [];

    public string? From { get; set; }

    public string? To { get; set; }

    public string? WhoMayAnswer { get; set; }

    public string? CoverStory { get; set; }

    public bool WithholdNumber { get; set; }

    public bool VoicemailAllowed { get; set; }

    public bool TextAllowed { get; set; }

    public string? CodeWord { get; set; }

    /// <summary>Takes the code word on record away; an empty <see cref="CodeWord"/> alone keeps it.</summary>
    public bool NoCodeWord { get; set; }

    /// <summary>Through another: whether the person in between is a relative.</summary>
    public bool? ThroughRelative { get; set; }

    public string? Interpreter { get; set; }

    [Display(Name = "Day to check again")]
    public DateOnly? ReviewOn { get; set; }

    /// <summary>Monday to Sunday; none chosen is every day.</summary>
    public static IReadOnlyList<SafeDays> Week { get; } = [.. Enum.GetValues<SafeDays>().Where(d => d is not (SafeDays.None or SafeDays.Every))];

    /// <summary>What an entry says, but for what is shown on the card alone: its value and its code word.</summary>
    public static SafeContactInput Of(Domain.People.SafeContact entry) => new()
    {
        Channel = entry.Channel,
        Safety = entry.Safety,
        Days = entry.Days is SafeDays.Every ? [] : [.. Week.Where(d => entry.Days.HasFlag(d))],
        From = entry.From?.ToString("HH:mm", CultureInfo.InvariantCulture),
        To = entry.To?.ToString("HH:mm", CultureInfo.InvariantCulture),
        WhoMayAnswer = entry.WhoMayAnswer,
        CoverStory = entry.CoverStory,
        WithholdNumber = entry.WithholdNumber,
        VoicemailAllowed = entry.VoicemailAllowed,
        TextAllowed = entry.TextAllowed,
        ThroughRelative = entry.ThroughRelative,
        Interpreter = entry.Interpreter,
        ReviewOn = entry.ReviewOn,
    };

    public RecordSafeContact.Details ToDetails() => new(
        Safety!.Value, Days.Count == 0 ? SafeDays.Every : Days.Aggregate(SafeDays.None, (all, day) => all | day), UkDateTimeBinder.ReadTime(From), UkDateTimeBinder.ReadTime(To), WhoMayAnswer, CoverStory, WithholdNumber,
        VoicemailAllowed, TextAllowed, CodeWord, Interpreter, ReviewOn, ThroughRelative, NoCodeWord);

    public sealed class Validator : AbstractValidator<SafeContactInput>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.Channel).NotNull().WithMessage("Choose how this reaches them");
            RuleFor(i => i.Value).AtMost(RecordSafeContact.TextMaxLength, "Number or address");
            RuleFor(i => i.ThroughRelative).NotNull().When(i => i.Channel is ContactChannel.ThroughAnother).WithMessage("Choose yes or no: is the person in between a relative?");
            RuleFor(i => i.Safety).NotNull().WithMessage("Choose whether it is safe");
            RuleFor(i => i.From).Must(IsTime).WithMessage("The time from which it is safe must be like 09:00");
            RuleFor(i => i.To).Must(IsTime).WithMessage("The time until which it is safe must be like 15:30");
            RuleFor(i => i.WhoMayAnswer).AtMost(RecordSafeContact.TextMaxLength, "Who may answer");
            RuleFor(i => i.CoverStory).AtMost(RecordSafeContact.TextMaxLength, "What to say you are");
            RuleFor(i => i.CodeWord).AtMost(RecordSafeContact.TextMaxLength, "Code word");
            RuleFor(i => i.Interpreter).AtMost(RecordSafeContact.TextMaxLength, "Interpreter");
            RuleFor(i => i.ReviewOn).Must(on => on is null || on >= UkTime.DateOf(clock.GetUtcNow())).WithMessage("The day to check again must be today or later");
        }

        private static bool IsTime(string? typed) => string.IsNullOrWhiteSpace(typed) || UkDateTimeBinder.ReadTime(typed) is not null;
    }
}
