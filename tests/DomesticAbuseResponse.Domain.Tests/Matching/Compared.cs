using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

/// <summary>Two people and what the shipped policy says of them, among 1,000.</summary>
internal static class Compared
{
    private static readonly PeopleCompared _among = PeopleCompared.OutOf(1000);

    private static double Threshold => MatchPolicy.Shipped.Threshold.Among(_among.Count);

    public static DateOnly Today { get; } = new(2026, 11, 26);

    public static PersonProfile Profile(PersonDetails typed) => PersonProfile.Of(typed, Today);

    public static Findings Findings(PersonDetails a, PersonDetails b) =>
        PersonComparison.Of(_among.Weigh(Profile(a)), _among.Weigh(Profile(b)), MatchPolicy.Shipped, Threshold);

    public static MatchRule[] Rules(PersonDetails a, PersonDetails b)
    {
        var findings = Findings(a, b);
        return [.. Enumerable.Range(0, findings.Count).Select(i => findings[i].Rule)];
    }

    public static double Points(PersonDetails a, PersonDetails b) => MatchPolicy.Shipped.Total(Findings(a, b));

    public static bool Match(PersonDetails a, PersonDetails b) => Points(a, b) >= Threshold;

    public static PersonDetails Amelia { get; } = new()
    {
        GivenName = "Amelia",
        Surname = "Thornbury",
        BornOn = "1983-05-19",
        Email = "a.thornbury@example.org",
        Phone = "07700 900123",
        Address = "14 Mill Road",
        Postcode = "LS1 4AP",
        City = "Leeds",
    };
}
