using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Access;

public enum ProtectionActKind
{
    Restricted,
    RestrictionLifted,
    Named,
    NameRemoved,
    Excluded,
    ExclusionLifted,
}

/// <summary>One thing done to protect a person's record, or to lift a protection: by whom, about whom, and why. None is ever taken out (R6.10).</summary>
public sealed class ProtectionAct
{
    private ProtectionAct()
    {
    }

    public ProtectionAct(Id<Person> personId, ProtectionActKind kind, Id<StaffMember> by, string? reason, DateTimeOffset at) =>
        (PersonId, Kind, By, Reason, At) = (personId, kind, by, reason, at);

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public ProtectionActKind Kind { get; private init; }

    /// <summary>Who was named or excluded, or is so no longer.</summary>
    public Id<StaffMember>? StaffId { get; init; }

    public Id<Agency>? AgencyId { get; init; }

    public Id<StaffMember> By { get; private init; }

    public string? Reason { get; private init; }

    public DateTimeOffset At { get; private init; }
}
