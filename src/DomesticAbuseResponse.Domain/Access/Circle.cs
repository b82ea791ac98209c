using DomesticAbuseResponse.Domain.Agencies;
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
}

/// <summary>One agency's, or one MARAC's, place in a record's circle. Ended places stay, with their dates.</summary>
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

    public ParticipationKind Kind { get; private init; }

    public DateTimeOffset Since { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    public static Participation Of(Id<Agency> agency, RecordKind recordKind, Guid recordId, ParticipationKind kind, DateTimeOffset now) =>
        new() { RecordId = recordId, RecordKind = recordKind, AgencyId = agency, Kind = kind, Since = now };

    public static Participation Of(
        Id<Marac> marac, RecordKind recordKind, Guid recordId, DateTimeOffset now, ParticipationKind kind = ParticipationKind.Marac) =>
        new() { RecordId = recordId, RecordKind = recordKind, MaracId = marac, Kind = kind, Since = now };

    public void End(DateTimeOffset now) => Until ??= now;
}

/// <summary>Somebody, or a whole agency, who must not see a record: a conflict of interest. It wins over everything (R6.10).</summary>
public sealed class Exclusion
{
    private Exclusion()
    {
    }

    public Exclusion(Guid recordId, Id<StaffMember>? staffId, Id<Agency>? agencyId, string reason, DateTimeOffset since) =>
        (RecordId, StaffId, AgencyId, Reason, Since) = (recordId, staffId, agencyId, reason, since);

    public long Number { get; private init; }

    public Guid RecordId { get; private init; }

    public Id<StaffMember>? StaffId { get; private init; }

    public Id<Agency>? AgencyId { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset Since { get; private init; }
}

/// <summary>Somebody who may open a restricted record.</summary>
public sealed class NamedStaff
{
    private NamedStaff()
    {
    }

    public NamedStaff(Guid recordId, Id<StaffMember> staffId, DateTimeOffset since) => (RecordId, StaffId, Since) = (recordId, staffId, since);

    public long Number { get; private init; }

    public Guid RecordId { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public DateTimeOffset Since { get; private init; }
}
