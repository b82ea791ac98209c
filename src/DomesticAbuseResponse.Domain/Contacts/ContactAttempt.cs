using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Contacts;

public enum ContactOutcome
{
    Spoke,
    NoAnswer,
    UnsafeToTalk,
    PerpetratorAnswered,
    WrongNumber,
    Declined,
    AgreedCallback,
}

/// <summary>Who interpreted between the worker and the victim, if anybody did (R1.10).</summary>
public enum InterpreterUse
{
    None,

    /// <summary>An interpreter who was checked and is not from the victim's local community.</summary>
    Cleared,
    NotCleared,
}

/// <summary>One try at reaching the victim (R3.5). Only two-way contact stops a contact deadline (R4.25).</summary>
public sealed class ContactAttempt
{
    public const int NoteMaxLength = 4000;

    private ContactAttempt()
    {
    }

    public Id<ContactAttempt> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    /// <summary>When the attempt was made.</summary>
    public DateTimeOffset At { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public ContactChannel Channel { get; private init; }

    /// <summary>The number or address used, as on the safe-contact card.</summary>
    public string? Used { get; private init; }

    public ContactOutcome Outcome { get; private init; }

    public bool MessageLeft { get; private init; }

    public DateTimeOffset? CallbackAt { get; private init; }

    public string? Note { get; private init; }

    /// <summary>Made outside the contact plan as it was then: at another hour, by a way that nobody had said is safe, or with a message where none may be left. Null where that was not worked out.</summary>
    public bool? OutsidePlan { get; private init; }

    /// <summary>Whether somebody interpreted, and whether they were cleared as not from the local community (R1.10). Null when it was not asked.</summary>
    public InterpreterUse? Interpreter { get; private init; }

    /// <summary>
    /// Speaking with the victim, whatever was said, is two-way contact: declining help and agreeing a later time are too. Nobody speaks with the
    /// victim by letter or through another person, and a text counts only when it was answered (R4.25).
    /// </summary>
    public bool IsTwoWay => Channel is not (ContactChannel.Letter or ContactChannel.ThroughAnother)
        && Outcome is ContactOutcome.Spoke or ContactOutcome.Declined or ContactOutcome.AgreedCallback;

    public static ContactAttempt Record(
        Case about, Actor by, DateTimeOffset at, ContactChannel channel, string? used, ContactOutcome outcome, bool messageLeft, DateTimeOffset? callbackAt, string? note, DateTimeOffset now,
        InterpreterUse? interpreter = null, bool? outsidePlan = null) => new()
        {
            Id = Id<ContactAttempt>.New(now),
            CaseId = about.Id,
            PersonId = about.VictimId,
            By = by.StaffId,
            ByAgencyId = by.AgencyId,
            At = at,
            RecordedAt = now,
            Channel = channel,
            Used = used,
            Outcome = outcome,
            MessageLeft = messageLeft,
            CallbackAt = callbackAt,
            Note = note,
            Interpreter = interpreter,
            OutsidePlan = outsidePlan,
        };
}
