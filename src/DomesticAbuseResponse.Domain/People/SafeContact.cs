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

    public Safety Safety { get; init; }

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
    public DateOnly? ReviewOn { get; init; }

    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Whether a call or a text to one reaches the same telephone as to the other, however the numbers were typed.</summary>
    public bool ReachesSameAs(SafeContact other) => Channel is ContactChannel.Phone or ContactChannel.Text && other.Channel is ContactChannel.Phone or ContactChannel.Text
        ? (PhoneNumber.Normalise(Value) ?? Value) == (PhoneNumber.Normalise(other.Value) ?? other.Value)
        : Channel == other.Channel && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

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
