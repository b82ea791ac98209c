using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>Prints the pairs of a labelled file that were missed or wrongly found, with what the comparison said.</summary>
internal static class Mistakes
{
    public static void Print(LabelledFile file, MatchPolicy policy, int most)
    {
        PersonProfile[] people = [.. file.Records.Select(Trial.ProfileOf)];
        var matcher = PeopleMatcher.Of(people, policy);
        var found = matcher.Find().Select(p => (p.Left, p.Right)).ToHashSet();
        var missed = Trial.TruePairs(file).Where(p => !found.Contains(p)).ToList();
        var wrong = found.Where(p => file.Entities[p.Left] != file.Entities[p.Right]).ToList();
        Console.WriteLine($"{file.Name}: {missed.Count} missed, {wrong.Count} wrong");
        var rules = missed.SelectMany(p => Rules(matcher.Compare(p.Left, p.Right))).GroupBy(r => r).OrderByDescending(g => g.Count()).Take(24);
        Console.WriteLine(string.Join(", ", rules.Select(g => $"{g.Key} {g.Count()}")));
        Every(missed, most).ForEach(p => Line("missed", p.Left, p.Right, file, matcher, policy));
        Every(wrong, most).ForEach(p => Line("wrong", p.Left, p.Right, file, matcher, policy));
    }

    private static List<(int Left, int Right)> Every(List<(int Left, int Right)> pairs, int most) =>
        [.. pairs.Where((_, i) => i % Math.Max(1, pairs.Count / most) == 0)];

    private static IEnumerable<MatchRule> Rules(Findings findings) => Enumerable.Range(0, findings.Count).Select(i => findings[i].Rule);

    private static void Line(string what, int a, int b, LabelledFile file, PeopleMatcher matcher, MatchPolicy policy)
    {
        var findings = matcher.Compare(a, b);
        var rules = Enumerable.Range(0, findings.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{findings[i].Rule} {policy.PointsOf(findings[i]):+0.0;-0.0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {matcher.Above(a, b):+0.0;-0.0}: {string.Join(", ", rules)}\n    {Text(file.Records[a])}\n    {Text(file.Records[b])}"));
    }

    private static string Text(PersonDetails p) => string.Join(" | ", p.GivenName, p.Surname, p.BornOn, p.Email, p.Phone, p.Address, p.Postcode, p.City);
}
