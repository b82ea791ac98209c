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
    public const int NameMaxLength = 120;

    private readonly List<MaracMember> _members = [];

    private Marac()
    {
    }

    public Marac(Id<Marac> id, string name, Id<Agency> hostAgencyId, MaracCadence cadence) =>
        (Id, Name, HostAgencyId, Cadence) = (id, name, hostAgencyId, cadence);

    public Id<Marac> Id { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>The agency that keeps the papers.</summary>
    public Id<Agency> HostAgencyId { get; private init; }

    public MaracCadence Cadence { get; private set; }

    public IReadOnlyCollection<MaracMember> Members => _members;

    public void Describe(string name, MaracCadence cadence) => (Name, Cadence) = (name.Trim(), cadence);

    public void Appoint(Id<StaffMember> staffId, MaracRole role) => _members.Add(new MaracMember(Id, staffId, role));

    /// <summary>Appoints somebody who holds the role that the place needs; anybody else could not do its work.</summary>
    public Result<MaracMember> Appoint(StaffMember member, MaracRole role)
    {
        var needed = role switch
        {
            MaracRole.Coordinator => Role.MaracCoordinator,
            MaracRole.Chair => Role.MaracChair,
            MaracRole.Representative => Role.AgencyRepresentative,
        };
        if (member.DisabledAt is not null || !member.Roles.Contains(needed))
        {
            return new Refusal("marac.wrong-role", "This person does not hold the role for that place. Their own agency’s administrator can give it to them.");
        }

        if (_members.Exists(m => m.StaffId == member.Id && m.Role == role))
        {
            return new Refusal("marac.appointed", "This person has that place already.");
        }

        Appoint(member.Id, role);
        return _members[^1];
    }

    /// <summary>Takes somebody's place away; false when they have none.</summary>
    public bool Dismiss(Id<StaffMember> staffId, MaracRole role) => _members.RemoveAll(m => m.StaffId == staffId && m.Role == role) > 0;
}

/// <summary>One person's standing on one MARAC.</summary>
public sealed record MaracMember(Id<Marac> MaracId, Id<StaffMember> StaffId, MaracRole Role);
