using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Incidents;

public enum CallSource
{
    Emergency999,
    NonEmergency101,
    Online,
    Station,
    Agency,
    ThirdParty,
}

public enum Silence
{
    /// <summary>The caller spoke.</summary>
    None,
    Silent,
    Abandoned,

    /// <summary>Nobody has written down whether the caller spoke.</summary>
    NotRecorded,
}

public static class Silences
{
    extension(Silence silence)
    {
        /// <summary>A silent or abandoned call is always attended (R4.1).</summary>
        public bool IsAlwaysAttended() => silence is Silence.Silent or Silence.Abandoned;
    }
}

public enum YesNoUnknown
{
    Unknown,
    Yes,
    No,
}

public enum Fear
{
    NotAsked,
    NotFrightened,
    Frightened,
    VeryFrightened,
}

public enum PartyRole
{
    Victim,
    Perpetrator,
    Child,
    Caller,
    Witness,
    Other,
}

/// <summary>How soon an officer is sent (R4.1). The names and targets of a force's scheme are settings; these four are what they map to.</summary>
public enum ResponseGrade
{
    Immediate,
    EarlyResponse,
    Routine,
    Diary,
}

public static class ResponseGrades
{
    extension(ResponseGrade grade)
    {
        /// <summary>Every domestic abuse call graded routine or diary needs a control-room supervisor's review (R4.1).</summary>
        public bool NeedsReview() => grade is ResponseGrade.Routine or ResponseGrade.Diary;
    }
}

/// <summary>What was said and seen while the caller was on the line. Everything may be blank: saving never fails for it.</summary>
public sealed record Call
{
    public const int DetailMaxLength = 2000;

    public const int TimesMaxLength = 300;

    public CallSource? Source { get; init; }

    public Silence Silence { get; init; }

    /// <summary>999 then 55, when the caller cannot speak (R4.3).</summary>
    public bool SilentSolution { get; init; }

    public string? CallerName { get; init; }

    public string? CallerPhone { get; init; }

    /// <summary>The caller's number in E.164, worked out from what was typed.</summary>
    public string? CallerPhoneE164 { get; init; }

    public string? Location { get; init; }

    public string? Postcode { get; init; }

    /// <summary>The caller's first words, verbatim. Never edited after they are logged.</summary>
    public string? FirstWords { get; init; }

    public string? WhatHappened { get; init; }

    public Fear Fear { get; init; }

    public string? Injuries { get; init; }

    public string? Weapons { get; init; }

    public YesNoUnknown ChildrenPresent { get; init; }

    public YesNoUnknown IsCrime { get; init; }

    /// <summary>The day it happened, where that is known: it may be earlier than the report (R2.9).</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>Times that were typed and could not be used, word for word: an impossible date, one that has not come yet.</summary>
    public string? TimesAsTyped { get; init; }

    /// <summary>The same call with its number in E.164 and its postcode in the usual form, where they can be read; else as typed.</summary>
    public Call Read() => this with
    {
        CallerPhoneE164 = PhoneNumber.Normalise(CallerPhone ?? ""),
        Postcode = People.Postcode.Normalise(Postcode) ?? Postcode,
    };
}

/// <summary>One person's part in one incident.</summary>
public sealed class IncidentParty
{
    private IncidentParty()
    {
    }

    internal IncidentParty(Id<Incident> incidentId, Id<Person> personId, PartyRole role, DateTimeOffset since, string? asTyped) =>
        (IncidentId, PersonId, Role, Since, AsTyped) = (incidentId, personId, role, since, asTyped);

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public PartyRole Role { get; private init; }

    public DateTimeOffset Since { get; private init; }

    /// <summary>What was typed about the person on this call and could not be read: an impossible date of birth, half a postcode.</summary>
    public string? AsTyped { get; private init; }

    /// <summary>A victim's own case, in which this part of theirs is told; null for everybody else (R2.2).</summary>
    public Id<Case>? CaseId { get; internal set; }
}

/// <summary>A control-room supervisor's decision on a response grade.</summary>
public sealed class SupervisorReview
{
    private SupervisorReview()
    {
    }

    internal SupervisorReview(Id<Incident> incidentId, Id<StaffMember> by, ResponseGrade? before, ResponseGrade grade, string reason, DateTimeOffset at) =>
        (IncidentId, By, Before, Grade, Reason, At) = (incidentId, by, before, grade, reason, at);

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public ResponseGrade? Before { get; private init; }

    public ResponseGrade Grade { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset At { get; private init; }
}
