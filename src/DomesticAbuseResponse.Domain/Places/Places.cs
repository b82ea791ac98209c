using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Places;

/// <summary>A force's local policing unit. It belongs to the area of one MARAC.</summary>
public sealed class PolicingUnit
{
    public const int NameMaxLength = 120;

    private PolicingUnit()
    {
    }

    public PolicingUnit(Id<PolicingUnit> id, Id<Agency> forceId, string name, Id<Marac> maracId) =>
        (Id, ForceId, Name, MaracId) = (id, forceId, name, maracId);

    public Id<PolicingUnit> Id { get; private init; }

    public Id<Agency> ForceId { get; private init; }

    public string Name { get; private set; } = "";

    public Id<Marac> MaracId { get; private set; }

    /// <summary>The specialist service that takes IDVA referrals from here; null leaves the choice to <see cref="Referrals.IdvaServices"/>.</summary>
    public Id<Agency>? IdvaServiceId { get; private set; }

    /// <summary>Another name or MARAC. Cases that a MARAC has already taken stay with it.</summary>
    public void Describe(string name, Id<Marac> maracId) => (Name, MaracId) = (name.Trim(), maracId);

    /// <summary>Whether a response scheme's longer time for the country holds here (R4.2).</summary>
    public bool IsRural { get; private set; }

    public void LiesInTheCountry(bool isRural) => IsRural = isRural;

    public void ServedBy(Id<Agency>? idvaService) => IdvaServiceId = idvaService;
}

/// <summary>A neighbourhood inside a local policing unit and a local authority.</summary>
public sealed class Neighbourhood
{
    private readonly List<string> _postcodeAreas = [];

    private Neighbourhood()
    {
    }

    public Neighbourhood(Id<Neighbourhood> id, Id<PolicingUnit> unitId, Id<LocalAuthority> authorityId, string name) =>
        (Id, UnitId, AuthorityId, Name) = (id, unitId, authorityId, name);

    public Id<Neighbourhood> Id { get; private init; }

    public Id<PolicingUnit> UnitId { get; private init; }

    public Id<LocalAuthority> AuthorityId { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>The beginnings of the postcodes that lie in it: how its calls are found.</summary>
    public IReadOnlyList<string> PostcodeAreas => _postcodeAreas;

    public void HasPostcodes(IEnumerable<string> areas)
    {
        _postcodeAreas.Clear();
        _postcodeAreas.AddRange(areas);
    }
}

/// <summary>A council area.</summary>
public sealed class LocalAuthority
{
    private LocalAuthority()
    {
    }

    public LocalAuthority(Id<LocalAuthority> id, string name, Id<Agency>? councilId) => (Id, Name, CouncilId) = (id, name, councilId);

    public Id<LocalAuthority> Id { get; private init; }

    public string Name { get; private init; } = "";

    public Id<Agency>? CouncilId { get; private init; }
}
