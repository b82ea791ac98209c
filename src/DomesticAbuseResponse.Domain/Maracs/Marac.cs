using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Maracs;

public enum MaracCadence
{
    Fortnightly,
    Monthly,
}

public enum MaracRole
{
    Coordinator,
    Chair,
    Representative,
}

/// <summary>A multi-agency risk assessment conference for one area: its rhythm, its people and, through its profile, its thresholds.</summary>
public sealed class Marac
{
    private readonly List<MaracMember> _members = [];

    private Marac()
    {
    }

    public Marac(Id<Marac> id, string name, Id<Agency> hostAgencyId, MaracCadence cadence) =>
        (Id, Name, HostAgencyId, Cadence) = (id, name, hostAgencyId, cadence);

    public Id<Marac> Id { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>The agency that keeps the papers.</summary>
    public Id<Agency> HostAgencyId { get; private init; }

    public MaracCadence Cadence { get; private init; }

    public IReadOnlyCollection<MaracMember> Members => _members;

    public void Appoint(Id<StaffMember> staffId, MaracRole role) => _members.Add(new MaracMember(Id, staffId, role));
}

/// <summary>One person's standing on one MARAC.</summary>
public sealed record MaracMember(Id<Marac> MaracId, Id<StaffMember> StaffId, MaracRole Role);
