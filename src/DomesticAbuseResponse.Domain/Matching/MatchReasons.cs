using System.Globalization;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>One thing that speaks for or against two records being of one person.</summary>
/// <param name="Words">What was found: "surnames are one letter apart".</param>
/// <param name="Left">What the first record says, as it was typed; null where nothing is to be shown.</param>
/// <param name="Points">Above nothing for, below against.</param>
public sealed record MatchReason(MatchRule Rule, string Words, string? Left, string? Right, double Points)
{
    /// <summary>"surnames are one letter apart (Smith / Smiht, +5.9)".</summary>
    public override string ToString()
    {
        var points = Points.ToString("+0.0;-0.0;+0.0", CultureInfo.InvariantCulture);
        return (Left, Right) switch
        {
            (null, _) or (_, null) => $"{Words} ({points})",
            _ when Left == Right => $"{Words} ({Left}, {points})",
            _ => $"{Words} ({Left} / {Right}, {points})",
        };
    }
}

/// <summary>Puts a comparison into words.</summary>
public static class MatchReasons
{
    /// <summary>What speaks for a match first, then what speaks against it, each by its weight.</summary>
    public static IReadOnlyList<MatchReason> Of(PersonProfile a, PersonProfile b, in Findings findings, MatchPolicy policy)
    {
        var swapped = findings.Has(MatchRule.NamesSwapped);
        List<MatchReason> reasons = [];
        for (var i = 0; i < findings.Count; i++)
        {
            var (rule, _) = findings[i];
            var (left, right) = swapped && IsOfNames(rule) ? (FullName(a), FullName(b)) : (ValueOf(rule, a), ValueOf(rule, b));
            reasons.Add(new(rule, MatchWords.Of(rule), left, right, Math.Round(policy.PointsOf(findings[i]), 1)));
        }

        return [.. reasons.OrderByDescending(r => r.Points > 0).ThenByDescending(r => Math.Abs(r.Points)).ThenBy(r => r.Rule)];
    }

    private static bool IsOfNames(MatchRule rule) => rule is >= MatchRule.GivenSame and <= MatchRule.NameInOneField;

    private static string FullName(PersonProfile person) => Tidy($"{person.Typed.GivenName} {person.Typed.Surname}");

    private static string? ValueOf(MatchRule rule, PersonProfile person) => rule switch
    {
        >= MatchRule.GivenSame and <= MatchRule.GivenOther => Tidy(person.Typed.GivenName),
        >= MatchRule.SurnameSame and <= MatchRule.SurnameOther => Tidy(person.Typed.Surname),
        MatchRule.NamesSwapped or MatchRule.NameInOneField or MatchRule.NameInEmail => FullName(person),
        >= MatchRule.BirthSame and <= MatchRule.BirthGeneration => Tidy(person.Typed.BornOn),
        >= MatchRule.EmailSame and <= MatchRule.EmailDifferent => Tidy(person.Typed.Email),
        >= MatchRule.PhoneSame and <= MatchRule.PhoneDifferent => Tidy(person.Typed.Phone),
        >= MatchRule.PostcodeSame and <= MatchRule.PostcodeDifferent => Tidy(person.Typed.Postcode),
        >= MatchRule.AddressSame and <= MatchRule.AddressDifferent => Tidy(person.Typed.Address),
        >= MatchRule.CitySame and <= MatchRule.CityDifferent => Tidy(person.Typed.City),
        _ => null,
    };

    private static string Tidy(string? typed) => string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
