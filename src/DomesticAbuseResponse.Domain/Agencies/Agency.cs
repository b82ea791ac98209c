namespace DomesticAbuseResponse.Domain.Agencies;

public enum AgencyKind
{
    PoliceForce,
    SpecialistService,
    Council,
    Health,
    Housing,
}

/// <summary>Which data protection law an agency works under: police under Part 3 of the DPA 2018, all others under the UK GDPR (R6.1).</summary>
public enum DataRegime
{
    LawEnforcement,
    General,
}

/// <summary>An organisation that takes part. Every record has one agency that controls it.</summary>
public sealed class Agency
{
    public const int NameMaxLength = 120;

    private Agency()
    {
    }

    public Agency(Id<Agency> id, string name, AgencyKind kind, string contactLine)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Id, Name, Kind, ContactLine) = (id, name, kind, contactLine);
    }

    public Id<Agency> Id { get; private init; }

    public string Name { get; private init; } = "";

    public AgencyKind Kind { get; private init; }

    /// <summary>Whom to ring, in words, when only a pointer may be shown.</summary>
    public string ContactLine { get; private set; } = "";

    public void RungBy(string contactLine) => ContactLine = contactLine.Trim();

    public DataRegime Regime => Kind is AgencyKind.PoliceForce ? DataRegime.LawEnforcement : DataRegime.General;
}

/// <summary>A group of staff inside one agency.</summary>
public sealed class Team
{
    public const int NameMaxLength = 120;

    private Team()
    {
    }

    public Team(Id<Team> id, Id<Agency> agencyId, string name) => (Id, AgencyId, Name) = (id, agencyId, name);

    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;

    public Id<Team> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public string Name { get; private init; } = "";
}
