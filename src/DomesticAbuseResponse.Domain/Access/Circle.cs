using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Access;

/// <summary>Why an agency or a MARAC stands in a record's circle.</summary>
public enum ParticipationKind
{
    /// <summary>It made the record and controls it.</summary>
    Owner,

    /// <summary>It accepted a referral and works on it.</summary>
    Partner,

    /// <summary>It has been asked by a referral and has not answered.</summary>
    Asked,

    /// <summary>The case is before this MARAC.</summary>
    Marac,

    /// <summary>A referral to this MARAC waits for its coordinator; its representatives see nothing yet.</summary>
    MaracAsked,

    /// <summary>One member of a crew that is asked to reach the victim, while the task is open (R5.1). It is the person's own place, whichever agency they work for.</summary>
    Crew,
}

/// <summary>One agency's, one MARAC's, or one crew member's place in a record's circle. Ended places stay, with their dates.</summary>
public sealed class Participation
{
    private Participation()
    {
    }

    public long Number { get; private init; }

    public Guid RecordId { get; private init; }

    public RecordKind RecordKind { get; private init; }

    public Id<Agency>? AgencyId { get; private init; }

    public Id<Marac>? MaracId { get; private init; }

    /// <summary>Whose place it is, of somebody in a crew.</summary>
    public Id<StaffMember>? StaffId { get; private init; }

    public ParticipationKind Kind { get; private init; }

    public DateTimeOffset Since { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    /// <summary>The case through which this place came, for a person or an incident in it. It ends when the record is no longer part of that case.</summary>
    public Id<Case>? ThroughCaseId { get; private init; }

    /// <summary>The task through which a crew member's place came, and with which it ends.</summary>
    public Id<CrewTask>? ThroughTaskId { get; private init; }

    public static Participation Of(
        Id<Agency> agency, RecordKind recordKind, Guid recordId, ParticipationKind kind, DateTimeOffset now, Id<Case>? through = null) =>
        new() { RecordId = recordId, RecordKind = recordKind, AgencyId = agency, Kind = kind, Since = now, ThroughCaseId = through };

    public static Participation Of(
        Id<Marac> marac, RecordKind recordKind, Guid recordId, DateTimeOffset now, ParticipationKind kind = ParticipationKind.Marac, Id<Case>? through = null) =>
        new() { RecordId = recordId, RecordKind = recordKind, MaracId = marac, Kind = kind, Since = now, ThroughCaseId = through };

    public static Participation Of(Id<StaffMember> staff, RecordKind recordKind, Guid recordId, Id<CrewTask> task, DateTimeOffset now) =>
        new() { RecordId = recordId, RecordKind = recordKind, StaffId = staff, Kind = ParticipationKind.Crew, Since = now, ThroughTaskId = task };

    public void End(DateTimeOffset now) => Until ??= now;
}

/// <summary>
/// Somebody, or a whole agency, who must not see a record: a conflict of interest. It wins over everything (R6.10). Made on a person, it
/// reaches the other people, the incidents and the cases around them; each of those remembers where it came from.
/// </summary>
public sealed class Exclusion
{
    private Exclusion()
    {
    }

    public Exclusion(Guid recordId, Id<StaffMember>? staffId, Id<Agency>? agencyId, string reason, DateTimeOffset since, Guid? sourceId = null) =>
        (RecordId, StaffId, AgencyId, Reason, Since, SourceId) = (recordId, staffId, agencyId, reason, since, sourceId);

    public long Number { get; private init; }

    public Guid RecordId { get; private init; }

    public Id<StaffMember>? StaffId { get; private init; }

    public Id<Agency>? AgencyId { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset Since { get; private init; }

    /// <summary>The person on whose record it was made and from whom it came to this one; null when it was made on this record.</summary>
    public Guid? SourceId { get; private init; }

    /// <summary>When it was lifted; it stays in the history.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Where it was made: there it is lifted.</summary>
    public Guid MadeOn => SourceId ?? RecordId;

    public void End(DateTimeOffset now) => Until ??= now;

    /// <summary>Whether the two keep the same people from a record, for the same conflict of interest.</summary>
    public bool Matches(Exclusion other) => (StaffId, AgencyId, MadeOn) == (other.StaffId, other.AgencyId, other.MadeOn);
}

/// <summary>Why somebody is named on a restricted record.</summary>
public enum NamedBecause
{
    /// <summary>Somebody who answers for the record chose them.</summary>
    Chosen,

    /// <summary>They restricted it.</summary>
    Restricted,

    /// <summary>They carry a case of the person as its IDVA.</summary>
    CarriesCase,

    /// <summary>Their role goes on working on restricted records of its agency.</summary>
    StandsForAgency,

    /// <summary>A referral of a restricted case was sent to them.</summary>
    Referral,
}

/// <summary>Somebody who may open a restricted record.</summary>
public sealed class NamedStaff
{
    private NamedStaff()
    {
    }

    public NamedStaff(Guid recordId, Id<StaffMember> staffId, DateTimeOffset since, NamedBecause because = NamedBecause.Chosen) =>
        (RecordId, StaffId, Since, Because) = (recordId, staffId, since, because);

    public long Number { get; private init; }

    public Guid RecordId { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public DateTimeOffset Since { get; private init; }

    public NamedBecause Because { get; private init; }

    /// <summary>When they were taken off it; it stays in the history.</summary>
    public DateTimeOffset? Until { get; private set; }

    public void End(DateTimeOffset now) => Until ??= now;
}
