namespace DomesticAbuseResponse.Domain.People;

public enum ContactChannel
{
    Phone,
    Text,
    Email,
    Letter,
    InPerson,
    ThroughAnother,
}

public enum Safety
{
    Unknown,
    Safe,
    Unsafe,
}

/// <summary>One way to reach a person and what makes it safe (R3.6). Nothing is safe until somebody has said so.</summary>
public sealed class SafeContact
{
    private Safety _safety;
    private DateOnly? _reviewOn;

    private SafeContact()
    {
    }

    public SafeContact(Id<Person> personId, ContactChannel channel, string value, DateTimeOffset recordedAt) =>
        (PersonId, Channel, Value, RecordedAt, ReviewOn) = (personId, channel, value.Trim(), recordedAt, null);

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public ContactChannel Channel { get; private init; }

    /// <summary>The number or address as typed. Never on a list, in a title or in a URL.</summary>
    public string Value { get; private init; } = "";

    public Safety Safety
    {
        get => _safety;
        init => _safety = value;
    }

    /// <summary>Days on which contact is safe; none means every day.</summary>
    public SafeDays Days { get; init; } = SafeDays.Every;

    /// <summary>London time. A window whose end is not after its start runs past midnight. Null with <see cref="To"/> means any hour.</summary>
    public TimeOnly? From { get; init; }

    public TimeOnly? To { get; init; }

    public string? WhoMayAnswer { get; init; }

    public string? CoverStory { get; init; }

    public bool WithholdNumber { get; init; } = true;

    public bool VoicemailAllowed { get; init; }

    public bool TextAllowed { get; init; }

    public string? CodeWord { get; init; }

    public string? Interpreter { get; init; }

    /// <summary>After this day the entry counts as unknown until somebody checks it again (R3.6, 30 days by default).</summary>
    public DateOnly? ReviewOn
    {
        get => _reviewOn;
        init => _reviewOn = value;
    }

    /// <summary>When somebody last asked whether this is safe.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Through another: whether the person in between is a relative, who is never a way to reach the victim of honour-based abuse (R1.10). Null when nobody has asked.</summary>
    public bool? ThroughRelative { get; init; }

    /// <summary>The last two figures of a telephone number, by which one is told from another without showing it; null for other channels.</summary>
    public string? Ending => Channel is ContactChannel.Phone or ContactChannel.Text && (PhoneNumber.Normalise(Value) ?? Value) is { Length: > 2 } number ? number[^2..] : null;

    /// <summary>Whether a call or a text to one reaches the same telephone as to the other, however the numbers were typed.</summary>
    public bool ReachesSameAs(SafeContact other) => Channel is ContactChannel.Phone or ContactChannel.Text && other.Channel is ContactChannel.Phone or ContactChannel.Text
        ? PhoneNumber.Same(Value, other.Value)
        : Channel == other.Channel && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The person has just said again that this is safe. Days, hours, code word and every other restriction stay as they are. What is marked
    /// unsafe is not made safe in passing: that is changed on the card.
    /// </summary>
    public Result<SafeContact> Check(DateTimeOffset now, DateOnly reviewOn)
    {
        if (Safety is Safety.Unsafe)
        {
            return MarkedUnsafe();
        }

        (_safety, _reviewOn, RecordedAt) = (Safety.Safe, reviewOn, now);
        return this;
    }

    /// <summary>What is said when a number or address is marked unsafe and somebody would make it safe beside that mark.</summary>
    public static Refusal MarkedUnsafe() =>
        new("contact.marked-unsafe", "This is marked unsafe on the safe-contact card. If that has changed, change the entry on the card first.");

    /// <summary>The same entry, known from now on to be unsafe.</summary>
    public SafeContact FoundUnsafe(DateTimeOffset now) => new(PersonId, Channel, Value, now)
    {
        Safety = Safety.Unsafe,
        Days = Days,
        From = From,
        To = To,
        WhoMayAnswer = WhoMayAnswer,
        CoverStory = CoverStory,
        WithholdNumber = WithholdNumber,
        CodeWord = CodeWord,
        Interpreter = Interpreter,
        ThroughRelative = ThroughRelative,
    };
}

[Flags]
public enum SafeDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    Every = 127,
}
