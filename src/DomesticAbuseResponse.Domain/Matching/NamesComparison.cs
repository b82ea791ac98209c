namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Compares given name and surname together, as they stand and crosswise, and takes the reading that fits better.</summary>
internal static class NamesComparison
{
    /// <summary>From a rule of given names to the same rule of surnames.</summary>
    private const int _toSurname = MatchRule.SurnameSame - MatchRule.GivenSame;

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
        var straight = policy.PointsOf(given) + policy.PointsOf(surname);
        var (crossedGiven, crossedSurname) = Crossed(a, b);
        var swapped = policy.PointsOf(crossedGiven) + policy.PointsOf(crossedSurname) + policy.PointsOf(new(MatchRule.NamesSwapped, 0));
        if (swapped > straight && (IsAgreement(crossedGiven.Rule) || IsAgreement(crossedSurname.Rule - _toSurname)))
        {
            (given, surname) = (crossedGiven, crossedSurname);
            found.Add(MatchRule.NamesSwapped);
        }

        found.Add(given.Rule, given.Weight);
        found.Add(surname.Rule, surname.Weight);
        AddFromEmail(one, b, ref found);
        AddFromEmail(other, a, ref found);
    }

    private static Finding Pair(MatchRule same, NameTerm? one, NameTerm? other, double rarity, double otherRarity) =>
        one is null || other is null ? default : new(same + (int)NameComparison.Of(one, other), (float)Math.Min(rarity, otherRarity));

    /// <summary>The two crosswise pairs. Which of them is the given names shows in the names themselves; where it does not, the rarer is the surname, then the one that agrees less.</summary>
    private static (Finding Given, Finding Surname) Crossed(WeighedPerson a, WeighedPerson b)
    {
        var there = Pair(MatchRule.GivenSame, a.Profile.Given, b.Profile.Surname, a.GivenRarity, b.SurnameRarity);
        var back = Pair(MatchRule.GivenSame, a.Profile.Surname, b.Profile.Given, a.SurnameRarity, b.GivenRarity);
        var (thereSigns, backSigns) = (Signs(a.Profile.Given, b.Profile.Surname), Signs(a.Profile.Surname, b.Profile.Given));
        var isBackGiven = thereSigns != backSigns ? backSigns > thereSigns
            : back.Weight != there.Weight ? back.Weight < there.Weight
            : back.Rule < there.Rule;
        var (given, surname) = isBackGiven ? (back, there) : (there, back);
        return (given, surname.Rule is MatchRule.None ? surname : surname with { Rule = surname.Rule + _toSurname });
    }

    /// <summary>How much speaks for a pair being given names: above nothing for given names, below for surnames.</summary>
    private static int Signs(NameTerm? one, NameTerm? other) => Sign(one) + Sign(other);

    private static int Sign(NameTerm? name) => name is null || name.IsGivenName == name.IsSurname ? 0 : name.IsGivenName ? 1 : -1;

    private static bool IsAgreement(MatchRule given) =>
        given is (>= MatchRule.GivenSame and <= MatchRule.GivenSound) or MatchRule.GivenClose or MatchRule.GivenPart;

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
