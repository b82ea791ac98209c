using System.Text.Json;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// How many points each rule gives and how many make a match: data, with a version, which nothing but a new version changes. A point doubles the odds
/// that two records are one person.
/// </summary>
public sealed class MatchPolicy
{
    private readonly RulePoints[] _points;

    private MatchPolicy(string version, ThresholdPoints threshold, RulePoints[] points) => (Version, Threshold, _points) = (version, threshold, points);

    /// <summary>The one in the build: Data/matching-policy.json.</summary>
    public static MatchPolicy Shipped { get; } = Read();

    public string Version { get; }

    public ThresholdPoints Threshold { get; }

    public RulePoints this[MatchRule rule] => _points[(int)rule];

    public double PointsOf(Finding finding) => _points[(int)finding.Rule].For(finding.Weight);

    /// <summary>All points of a comparison.</summary>
    public double Total(in Findings findings)
    {
        var total = 0.0;
        for (var i = 0; i < findings.Count; i++)
        {
            total += PointsOf(findings[i]);
        }

        return total;
    }

    /// <exception cref="FormatException">The text is no policy: a rule is unknown or missing.</exception>
    public static MatchPolicy Parse(string json)
    {
        var file = JsonSerializer.Deserialize<PolicyFile>(json, JsonSerializerOptions.Web) ?? throw new FormatException("The policy is empty.");
        var points = new RulePoints[Enum.GetValues<MatchRule>().Length];
        foreach (var (name, given) in file.Rules)
        {
            points[(int)(Enum.TryParse<MatchRule>(name, out var rule) ? rule : throw new FormatException($"There is no rule {name}."))] = given;
        }

        var missing = Enum.GetValues<MatchRule>().Where(r => r is not MatchRule.None && !file.Rules.ContainsKey(r.ToString())).ToList();
        return missing.Count == 0 ? new(file.Version, file.Threshold, points) : throw new FormatException($"No points for {string.Join(", ", missing)}.");
    }

    private static MatchPolicy Read()
    {
        using var stream = typeof(MatchPolicy).Assembly.GetManifestResourceStream(typeof(MatchPolicy), "Data.matching-policy.json")
            ?? throw new InvalidOperationException("matching-policy.json is not in the build.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    private sealed record PolicyFile(string Version, ThresholdPoints Threshold, Dictionary<string, RulePoints> Rules);
}

/// <summary>Points, and points for each bit of rarity on top.</summary>
public readonly record struct RulePoints(double Points, double PerBit = 0)
{
    public double For(double bits) => Points + (PerBit * bits);
}

/// <summary>How many points make a match among how many records.</summary>
/// <param name="Base">For a single other record.</param>
/// <param name="PerDoubling">More for each doubling of the number of records, as twice as many agree by chance.</param>
/// <param name="Fewest">The number of records a smaller file counts as.</param>
/// <param name="Household">How far above the threshold what a household shares can take a pair.</param>
/// <param name="HouseholdWithEmail">The same where the e-mail address agrees, which most people have to themselves.</param>
/// <param name="Most">A pair speaks for joining the records of two groups with no more than this, above the threshold.</param>
/// <param name="Absence">How much a pair with nothing that disagrees, but too little that agrees, speaks against.</param>
/// <param name="Least">And against it with no more than this.</param>
public sealed record ThresholdPoints(double Base, double PerDoubling, int Fewest, double Household, double HouseholdWithEmail, double Most, double Least, double Absence)
{
    public double Among(int records) => Base + (PerDoubling * Math.Log2(Math.Max(records, Fewest)));
}
