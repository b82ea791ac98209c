using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Definitions;

/// <summary>What an agency or a MARAC has defined. The last two are settings of the MARAC (<see cref="Maracs.MaracProfile"/>).</summary>
public enum DefinitionKind
{
    RepeatVictim,
    RepeatPair,
    SerialPerpetrator,
    Vulnerable,
    PotentialEscalation,
    MaracRepeat,
}

/// <summary>How a victim stands to the perpetrator of an incident, as far as a definition asks.</summary>
public enum PairRelation
{
    /// <summary>Nobody has recorded it, or the perpetrator is not known.</summary>
    NotKnown,

    /// <summary>Partners and former partners.</summary>
    Intimate,

    /// <summary>Relatives, parents and children included.</summary>
    Family,

    /// <summary>Under one roof and nothing closer.</summary>
    Household,
}

/// <summary>What can make somebody vulnerable (R4.7); an agency ticks those that count.</summary>
public enum VulnerabilityGround
{
    Child,
    OlderPerson,

    /// <summary>The warning "vulnerable", with what it was ticked for and the words of whoever raised it.</summary>
    MarkedVulnerable,
    SelfHarm,
    HonourAbuse,
    CommunicationNeed,
}

/// <summary>So many incidents within so many calendar months, both ends included (R4.6).</summary>
public sealed record RepeatCount
{
    public const int MostIncidents = 50;

    public const int MostMonths = 120;

    public int Incidents { get; init; } = 2;

    public int Months { get; init; } = 12;

    /// <summary>True leaves out whatever is not recorded as a crime.</summary>
    public bool CrimesOnly { get; init; }

    public IReadOnlySet<PairRelation> Relations { get; init; } = DefinitionBook.EveryRelation;

    internal Refusal? Check(string what) =>
        Incidents is < 2 or > MostIncidents ? new($"definition.{what}-incidents", $"A repeat needs from 2 to {MostIncidents} incidents.")
        : Months is < 1 or > MostMonths ? new($"definition.{what}-months", $"Count over 1 to {MostMonths} months.")
        : DefinitionBook.CheckRelations(Relations, what);
}

/// <summary>Harm to several people (R2.24).</summary>
public sealed record SerialCount
{
    public int Victims { get; init; } = 2;

    /// <summary>On how many records, crime or not, at least.</summary>
    public int Incidents { get; init; } = 2;

    public int Months { get; init; } = 36;

    /// <summary>Youngest perpetrator, in whole years, on the day of each record; somebody of unknown age is not left out.</summary>
    public int FromAge { get; init; } = 16;

    public bool CrimesOnly { get; init; }

    public IReadOnlySet<PairRelation> Relations { get; init; } = DefinitionBook.EveryRelation;

    internal Refusal? Check() =>
        Victims is < 2 or > RepeatCount.MostIncidents ? new("definition.serial-victims", $"Serial means from 2 to {RepeatCount.MostIncidents} different victims.")
        : Incidents is < 1 or > RepeatCount.MostIncidents ? new("definition.serial-incidents", $"Count from 1 to {RepeatCount.MostIncidents} incidents.")
        : Months is < 1 or > RepeatCount.MostMonths ? new("definition.serial-months", $"Count over 1 to {RepeatCount.MostMonths} months.")
        : FromAge is < 10 or > 18 ? new("definition.serial-age", "The youngest age lies between 10 and 18.")
        : DefinitionBook.CheckRelations(Relations, "serial");
}

/// <summary>Who counts as vulnerable (R4.7): in need of special care, support or protection because of age, disability or risk of abuse or neglect.</summary>
public sealed record VulnerableGrounds
{
    public IReadOnlySet<VulnerabilityGround> Grounds { get; init; } =
        new HashSet<VulnerabilityGround> { VulnerabilityGround.Child, VulnerabilityGround.MarkedVulnerable, VulnerabilityGround.SelfHarm, VulnerabilityGround.HonourAbuse };

    /// <summary>Younger than this, in whole years, is a child.</summary>
    public int ChildUnder { get; init; } = 18;

    /// <summary>From this age on somebody is an older person.</summary>
    public int OlderFrom { get; init; } = 65;

    internal Refusal? Check() =>
        Grounds.Count == 0 ? new("definition.vulnerable-grounds", "Tick at least one thing that makes somebody vulnerable.")
        : ChildUnder is < 16 or > 26 ? new("definition.vulnerable-child", "The age under which somebody is a child lies between 16 and 26.")
        : OlderFrom is < 50 or > 110 ? new("definition.vulnerable-older", "The age of an older person lies between 50 and 110.")
        : null;
}

/// <summary>
/// What one agency means by repeat victim, repeat pair, serial perpetrator and vulnerable, in one version (R2.24, R4.6, R4.7). A flag names
/// the version it was met under. No national text defines these: each is a setting, shipped with the defaults shown here.
/// </summary>
public sealed record DefinitionBook
{
    public static IReadOnlySet<PairRelation> EveryRelation { get; } = Enum.GetValues<PairRelation>().ToHashSet();

    public static DefinitionBook Default { get; } = new() { Version = "shipped-1" };

    public required string Version { get; init; }

    public RepeatCount RepeatVictim { get; init; } = new();

    public RepeatCount RepeatPair { get; init; } = new();

    public SerialCount Serial { get; init; } = new();

    public VulnerableGrounds Vulnerable { get; init; } = new();

    /// <summary>How far back anything is counted.</summary>
    public int MostMonths => Math.Max(Math.Max(RepeatVictim.Months, RepeatPair.Months), Serial.Months);

    /// <summary>Whether any of them asks how two people stand to each other.</summary>
    public bool AsksForRelations => new[] { RepeatVictim.Relations, RepeatPair.Relations, Serial.Relations }.Any(r => !r.SetEquals(EveryRelation));

    /// <summary>Why these definitions cannot be used, or null when they can.</summary>
    public Refusal? Check() => RepeatVictim.Check("repeat-victim") ?? RepeatPair.Check("repeat-pair") ?? Serial.Check() ?? Vulnerable.Check();

    internal static Refusal? CheckRelations(IReadOnlySet<PairRelation> relations, string what) =>
        relations.Count == 0 ? new($"definition.{what}-relations", "Tick at least one relation that counts.") : null;
}

/// <summary>How one person stands to another by the relationships on record.</summary>
public static class PairRelations
{
    public static PairRelation Of(RelationshipKind kind) => kind switch
    {
        RelationshipKind.Partner or RelationshipKind.FormerPartner => PairRelation.Intimate,
        RelationshipKind.ParentOf or RelationshipKind.Sibling or RelationshipKind.OtherRelative => PairRelation.Family,
        RelationshipKind.HouseholdMember => PairRelation.Household,
    };

    /// <summary>The closest of several: a partner who shares the house is a partner.</summary>
    public static PairRelation Closest(IEnumerable<RelationshipKind> kinds) => kinds.Select(Of).OrderBy(r => r switch
    {
        PairRelation.Intimate => 0,
        PairRelation.Family => 1,
        PairRelation.Household => 2,
        PairRelation.NotKnown => 3,
    }).FirstOrDefault();
}
