using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>What in a report a person must say.</summary>
public enum QuestionKind
{
    /// <summary>A word, a date or a number that could not be read.</summary>
    Word,

    /// <summary>Which person on record somebody is, or that they are new.</summary>
    Person,

    /// <summary>The other system changed what somebody here had changed too.</summary>
    Conflict,
}

/// <summary>Something in a report that nobody but a person can say.</summary>
/// <param name="Path">Where it stands: "grade", "people[0].phone", "people[0]".</param>
/// <param name="AsSent">The words it came in.</param>
/// <param name="Why">Why it is a question, without a word of anybody.</param>
public sealed record ReportQuestion(QuestionKind Kind, string Path, string AsSent, string Why);

/// <summary>What was decided in reading a field, for whoever sent it and whoever reads it.</summary>
public sealed record ReportNote(string Path, string Words);

/// <summary>Somebody in a report, understood as far as the words go. Who on record they are is another question.</summary>
/// <param name="Index">Their place in the report.</param>
/// <param name="Given">Names before the surname, for comparing.</param>
/// <param name="Birth">A date of birth in ISO form, or an age or anything else as it was sent.</param>
public sealed record ReadPerson(
    int Index, PartyRole Role, string? Name, string? Given, string? Family, string? Birth, string? Phone, string? Address, string? Postcode)
{
    /// <summary>Whether there is anything to compare or to put on record but the part they played.</summary>
    public bool IsBlank => Name is null && Birth is null && Phone is null && Address is null && Postcode is null;
}

/// <summary>What the words of one agency's systems mean.</summary>
/// <param name="Scheme">Its own names of the response grades (R4.2).</param>
/// <param name="Units">Its local policing units.</param>
/// <param name="Learned">Words that a person has explained for good, by field and folded word.</param>
/// <param name="IsLive">True for what happens now; false for a file of the past, whose dates lie anywhere.</param>
public sealed record ReportTerms(
    ResponseScheme Scheme, IReadOnlyList<(Id<PolicingUnit> Id, string Name)> Units, IReadOnlyDictionary<(string Field, string Word), string> Learned, bool IsLive)
{
    public const int LearnedMaxLength = 200;

    /// <summary>The fields whose words can be explained for good: the same word means the same the next time.</summary>
    public static bool CanBeLearned(string path) => LearnedAs(path) is not null;

    /// <summary>"people[3].role" is learned as "people.role".</summary>
    public static string? LearnedAs(string path) => SentReport.FieldAt(path) switch
    {
        SentField.Grade or SentField.Unit or SentField.Source or SentField.Silence or SentField.Fear => path,
        null when SentReport.PersonFieldAt(path) is (_, SentPersonField.Role) => "people.role",
        _ => null,
    };
}

/// <summary>What a report means, as far as it can be read.</summary>
/// <param name="ReportedAt">UTC; null when it says nothing of it that can be read.</param>
/// <param name="ClosedAt">UTC; when the system it comes from closed it.</param>
public sealed record ReportReading(
    Call Call, ResponseGrade? Grade, Id<PolicingUnit>? UnitId, DateTimeOffset? ReportedAt, DateTimeOffset? ClosedAt, string? ClosedReason,
    IReadOnlyList<ReadPerson> People, IReadOnlyList<ReportQuestion> Questions, IReadOnlyList<ReportNote> Notes)
{
    /// <summary>
    /// Whether it tells of anything that happened to anybody: one of a place, a number, a name or some words. A number of its own alone is no
    /// incident.
    /// </summary>
    public bool IsIncident =>
        Call is { FirstWords: not null } or { WhatHappened: not null } or { Location: not null } or { Postcode: not null } or { CallerPhone: not null }
            or { CallerName: not null } or { Injuries: not null } or { Weapons: not null }
        || Call.Silence.IsAlwaysAttended() || People.Any(p => !p.IsBlank) || Questions.Any(q => SentReport.PersonFieldAt(q.Path) is (_, not SentPersonField.Role));

    /// <summary>A file of the past that does not say when is no report yet: its clocks would start today.</summary>
    public bool SaysWhen => ReportedAt is not null;
}
