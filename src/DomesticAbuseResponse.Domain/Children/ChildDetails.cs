using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>Why a notice to a child's school could reach the wrong person.</summary>
public enum SchoolConcern
{
    None,
    PerpetratorWorksThere,
    PerpetratorCollects,
}

/// <summary>What is known of a child's school, health and needs (R1.28).</summary>
/// <param name="SchoolName">Of one that is in no directory.</param>
/// <param name="AuthorityId">Where the child lives, where that is known and another than the school's.</param>
/// <param name="SpecialNeeds">Raises the level of a DVRIM (R1.27); null when nobody has asked.</param>
public sealed record ChildFacts(
    Education Education, Id<School>? SchoolId, string? SchoolName, Id<LocalAuthority>? AuthorityId, string? Gp, string? HealthVisitor, bool? SpecialNeeds, string? Needs,
    SchoolConcern Concern = SchoolConcern.None, string? ConcernWords = null)
{
    public static ChildFacts Unknown { get; } = new(Education.NotKnown, null, null, null, null, null, null, null);
}

/// <summary>What somebody wrote down of a child's school, health and needs, at a time. None is ever changed: the newest counts, and those before it say what held then.</summary>
public sealed class ChildDetails
{
    public const int ShortMaxLength = 200;
    public const int WordsMaxLength = 2000;

    private ChildDetails()
    {
    }

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public Education Education { get; private init; }

    public Id<School>? SchoolId { get; private init; }

    public string? SchoolName { get; private init; }

    public Id<LocalAuthority>? AuthorityId { get; private init; }

    public string? Gp { get; private init; }

    public string? HealthVisitor { get; private init; }

    public bool? SpecialNeeds { get; private init; }

    public string? Needs { get; private init; }

    public SchoolConcern Concern { get; private init; }

    public string? ConcernWords { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public ChildFacts Facts => new(Education, SchoolId, SchoolName, AuthorityId, Gp, HealthVisitor, SpecialNeeds, Needs, Concern, ConcernWords);

    /// <summary>Refused where somebody says that the perpetrator is near the school, and not how they know.</summary>
    public static Result<ChildDetails> Record(Id<Person> child, ChildFacts facts, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var atPlace = facts.Education is Education.School or Education.College or Education.Nursery;
        return facts.Concern is not SchoolConcern.None && string.IsNullOrWhiteSpace(facts.ConcernWords)
            ? new Refusal("child.concern", "Say how you know, and who it is: a safeguarding officer decides on it.")
            : new ChildDetails
            {
                PersonId = child,
                Education = facts.Education,
                SchoolId = atPlace ? facts.SchoolId : null,
                SchoolName = atPlace && facts.SchoolId is null ? School.Blank(facts.SchoolName) : null,
                AuthorityId = facts.AuthorityId,
                Gp = School.Blank(facts.Gp),
                HealthVisitor = School.Blank(facts.HealthVisitor),
                SpecialNeeds = facts.SpecialNeeds,
                Needs = School.Blank(facts.Needs),
                Concern = facts.Concern,
                ConcernWords = facts.Concern is SchoolConcern.None ? null : School.Blank(facts.ConcernWords),
                By = by.StaffId,
                ByAgencyId = by.AgencyId,
                At = now,
            };
    }
}

/// <summary>Where a child was while it happened. A school is told whatever the answer (R4.44).</summary>
public enum ChildPresence
{
    NotRecorded,
    InTheRoom,
    ElsewhereInTheHome,
    Asleep,
    Absent,
}

/// <summary>A child's part in an incident, as somebody established it (R1.28). None is ever changed: the newest counts.</summary>
public sealed class ChildPart
{
    public const int WordsMaxLength = 500;

    private ChildPart()
    {
    }

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public YesNoUnknown LivesThere { get; private init; }

    public ChildPresence Presence { get; private init; }

    /// <summary>Where exactly, in a few words.</summary>
    public string? Where { get; private init; }

    public YesNoUnknown Witnessed { get; private init; }

    public YesNoUnknown Injured { get; private init; }

    public string? Injuries { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public static ChildPart Establish(
        Id<Incident> incident, Id<Person> child, YesNoUnknown livesThere, ChildPresence presence, string? where, YesNoUnknown witnessed, YesNoUnknown injured, string? injuries, Actor by, DateTimeOffset now) => new()
        {
            IncidentId = incident,
            PersonId = child,
            LivesThere = livesThere,
            Presence = presence,
            Where = School.Blank(where),
            Witnessed = witnessed,
            Injured = injured,
            Injuries = School.Blank(injuries),
            By = by.StaffId,
            ByAgencyId = by.AgencyId,
            At = now,
        };
}
