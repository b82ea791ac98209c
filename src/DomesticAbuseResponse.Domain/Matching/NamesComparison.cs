namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Compares given name and surname together, as they stand and crosswise, and takes the reading that fits better.</summary>
internal static class NamesComparison
{
    private const int _shortestInEmail = 4;
    private const int _shortestWhole = 6;

    public static void Add(WeighedPerson a, WeighedPerson b, MatchPolicy policy, ref Findings found)
    {
        var (one, other) = (a.Profile, b.Profile);
        if (WholeInOne(one, other) || WholeInOne(other, one))
        {
            found.Add(MatchRule.NameInOneField, Math.Max(a.GivenRarity + a.SurnameRarity, b.GivenRarity + b.SurnameRarity));
            return;
        }

        var given = Pair(MatchRule.GivenSame, one.Given, other.Given, a.GivenRarity, b.GivenRarity);
        var surname = Pair(MatchRule.SurnameSame, one.Surname, other.Surname, a.SurnameRarity, b.SurnameRarity);
        var crossed = Pair(MatchRule.GivenSame, one.Given, other.Surname, a.GivenRarity, b.SurnameRarity);
        var crossedBack = Pair(MatchRule.GivenSame, one.Surname, other.Given, a.SurnameRarity, b.GivenRarity);
        var straight = policy.PointsOf(given) + policy.PointsOf(surname);
        var swapped = policy.PointsOf(crossed) + policy.PointsOf(crossedBack) + policy.PointsOf(new(MatchRule.NamesSwapped, 0));
        if (swapped > straight && (IsAgreement(crossed) || IsAgreement(crossedBack)))
        {
            (given, surname) = policy.PointsOf(crossed) >= policy.PointsOf(crossedBack) ? (crossed, crossedBack) : (crossedBack, crossed);
            found.Add(MatchRule.NamesSwapped);
        }

        found.Add(given.Rule, given.Weight);
        found.Add(surname.Rule, surname.Weight);
        AddFromEmail(one, b, ref found);
        AddFromEmail(other, a, ref found);
    }

    private static Finding Pair(MatchRule same, NameTerm? one, NameTerm? other, double rarity, double otherRarity) =>
        one is null || other is null ? default : new(same + (int)NameComparison.Of(one, other), (float)Math.Min(rarity, otherRarity));

    private static bool IsAgreement(Finding finding) =>
        finding.Rule is >= MatchRule.GivenSame and <= MatchRule.GivenSound or MatchRule.GivenClose or MatchRule.GivenPart;

    /// <summary>"juliataylor" in one field of one, "Julia" and "Taylor" in the two of the other.</summary>
    private static bool WholeInOne(PersonProfile a, PersonProfile b)
    {
        if ((a.Given is null) == (a.Surname is null) || b.Given is not { } given || b.Surname is not { } surname)
        {
            return false;
        }

        var whole = (a.Given ?? a.Surname)!.Joined;
        return whole.Length >= _shortestWhole && whole.Length == given.Joined.Length + surname.Joined.Length
            && (whole == given.Joined + surname.Joined || whole == surname.Joined + given.Joined);
    }

    /// <summary>A name one record lacks may stand in its e-mail address.</summary>
    private static void AddFromEmail(PersonProfile lacking, WeighedPerson other, ref Findings found)
    {
        if (lacking.Email is not { } email || other.Profile.Email is not null)
        {
            return;
        }

        if (lacking.Surname is null && other.Profile.Surname is { Joined.Length: >= _shortestInEmail } surname && email.Local.Contains(surname.Joined, StringComparison.Ordinal))
        {
            found.Add(MatchRule.NameInEmail, other.SurnameRarity);
        }

        if (lacking.Given is null && other.Profile.Given is { Joined.Length: >= _shortestInEmail } given && email.Local.Contains(given.Joined, StringComparison.Ordinal))
        {
            found.Add(MatchRule.NameInEmail, other.GivenRarity);
        }
    }
}
