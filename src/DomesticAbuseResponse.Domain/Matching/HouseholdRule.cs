namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// Families share a surname, an address, a number and often an e-mail address. However much of that agrees, it only tells the household; who in it is
/// meant, the given name and the date of birth must say. So what a household shares counts for little more than the threshold, twins share their date of
/// birth too, and a father and a son of one name share that.
/// </summary>
internal static class HouseholdRule
{
    /// <summary>Takes back what the shared fields gave beyond what tells a household.</summary>
    public static void Add(MatchPolicy policy, double threshold, ref Findings found)
    {
        var (names, births) = (NameVerdict.Unknown, NameVerdict.Unknown);
        var generation = false;
        var (hasPlace, hasEmail) = (false, false);
        for (var i = 0; i < found.Count; i++)
        {
            var rule = found[i].Rule;
            names = rule switch
            {
                MatchRule.GivenOther => NameVerdict.TwoPeople,
                MatchRule.GivenDifferent or MatchRule.GivenAlike => NameVerdict.Unlike,
                >= MatchRule.GivenSame and <= MatchRule.GivenLikeness => NameVerdict.Same,
                _ => names,
            };
            births = rule is MatchRule.BirthSame ? NameVerdict.Same : births;
            generation |= rule is MatchRule.BirthGeneration;
            hasPlace |= IsPlace(rule);
            hasEmail |= rule is >= MatchRule.EmailSame and <= MatchRule.EmailClose;
        }

        // Twins, and people of one household who bear one name.
        var sharesBirth = names is NameVerdict.TwoPeople && births is NameVerdict.Same;
        var sharesName = generation && hasPlace;
        var shared = 0.0;
        for (var i = 0; i < found.Count; i++)
        {
            var rule = found[i].Rule;
            var isShared = IsPlace(rule) || IsSurname(rule) || (sharesBirth && rule is MatchRule.BirthSame) || (sharesName && rule is >= MatchRule.GivenSame and <= MatchRule.GivenLikeness);
            shared += isShared ? Math.Max(0, policy.PointsOf(found[i])) : 0;
        }

        var most = threshold + (hasEmail ? policy.Threshold.HouseholdWithEmail : policy.Threshold.Household);
        if (shared > most)
        {
            found.Add(MatchRule.HouseholdOnly, shared - most);
        }
    }

    private static bool IsSurname(MatchRule rule) => rule is >= MatchRule.SurnameSame and <= MatchRule.SurnameLikeness;

    private static bool IsPlace(MatchRule rule) =>
        rule is (>= MatchRule.EmailSame and <= MatchRule.EmailLocalSame) or MatchRule.PhoneSame or MatchRule.PhoneTypo or (>= MatchRule.PostcodeSame and <= MatchRule.PostcodeDistrict)
            or (>= MatchRule.AddressSame and <= MatchRule.AddressStreet) or MatchRule.CitySame or MatchRule.CityClose;

    private enum NameVerdict
    {
        Unknown,
        Same,
        Unlike,
        TwoPeople,
    }
}
