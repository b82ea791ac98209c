namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// Families share a surname, an address, a number and an e-mail address. Where the given names are those of two people, or the dates of birth a
/// generation apart, what a household shares is no evidence: twins, siblings, spouses, a father and son of one name.
/// </summary>
internal static class HouseholdRule
{
    /// <summary>Takes back what the shared fields gave.</summary>
    public static void Add(MatchPolicy policy, ref Findings found)
    {
        if (!AreTwoPeople(found))
        {
            return;
        }

        var shared = 0.0;
        for (var i = 0; i < found.Count; i++)
        {
            var points = policy.PointsOf(found[i]);
            shared += IsShared(found[i].Rule) && points > 0 ? points : 0;
        }

        if (shared > 0)
        {
            found.Add(MatchRule.HouseholdOnly, shared);
        }
    }

    private static bool AreTwoPeople(in Findings found)
    {
        var (twoNames, unlikeName, otherBirth, generation, swapped) = (false, false, false, false, false);
        for (var i = 0; i < found.Count; i++)
        {
            var rule = found[i].Rule;
            swapped |= rule is MatchRule.NamesSwapped;
            twoNames |= rule is MatchRule.GivenOther;
            unlikeName |= rule is MatchRule.GivenDifferent or MatchRule.GivenAlike;
            otherBirth |= rule is MatchRule.BirthDifferent or MatchRule.BirthGeneration or MatchRule.BirthTwoFigures or MatchRule.BirthSameYear;
            generation |= rule is MatchRule.BirthGeneration;
        }

        return !swapped && (twoNames || (unlikeName && otherBirth) || (generation && !found.Has(MatchRule.EmailSame)));
    }

    private static bool IsShared(MatchRule rule) =>
        rule is (>= MatchRule.SurnameSame and <= MatchRule.SurnameLikeness) or (>= MatchRule.EmailSame and <= MatchRule.EmailLocalSame)
            or MatchRule.PhoneSame or MatchRule.PhoneTypo or (>= MatchRule.PostcodeSame and <= MatchRule.PostcodeDistrict)
            or (>= MatchRule.AddressSame and <= MatchRule.AddressStreet) or MatchRule.CitySame or MatchRule.CityClose;
}
