using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>Somebody looked, or tried to. Reads are audited as strictly as writes (R6.3, R6.4). Append-only.</summary>
public sealed class AccessRecord
{
    public long Number { get; private init; }

    /// <summary>The record opened; null when a list was shown.</summary>
    public Guid? RecordId { get; init; }

    public required string Kind { get; init; }

    /// <summary>The records a list showed, in the order shown.</summary>
    public Guid[] Shown { get; init; } = [];

    public required Id<StaffMember> ByStaffId { get; init; }

    public required Id<Agency> ByAgencyId { get; init; }

    /// <summary>The roles held at that moment: as what they looked.</summary>
    public required string Roles { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Purpose { get; init; }

    public required AccessLevel Level { get; init; }

    public required string Reason { get; init; }
}
