using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>
/// When somebody in a report is taken for a person on record without asking anybody. The points and the threshold are the matching's own
/// (docs/matching.md); these are the two figures beside them.
/// </summary>
public static class PersonMatching
{
    /// <summary>
    /// So many points above the threshold nobody is asked: the odds are 128 to 1 or better. What a household shares never gets there
    /// (<see cref="HouseholdRule"/> stops at 3.5).
    /// </summary>
    public const double Certain = 7;

    /// <summary>So far behind must whoever comes second be.</summary>
    public const double Apart = 5;

    /// <summary>Which of those on record it is, or that a person must say, or that nobody comes near.</summary>
    /// <param name="scores">Those who may be meant, in any order.</param>
    /// <returns>The place of the one in the list for <see cref="IncomingPersonOutcome.Linked"/>, else null; and the points of the best.</returns>
    public static (IncomingPersonOutcome Outcome, int? Which, double? Points) Decide(IReadOnlyList<SamePersonScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var near = scores.Select((score, n) => (Score: score, Place: n)).Where(s => s.Score.Verdict is not SamePersonVerdict.Unlikely).OrderByDescending(s => s.Score.Points).ToList();
        return near switch
        {
            [] => (IncomingPersonOutcome.New, null, null),
            [var best, .. var rest] when best.Score.Points >= best.Score.Threshold + Certain && IsMoreThanAName(best.Score) && rest.TrueForAll(r => r.Score.Points <= best.Score.Points - Apart) =>
                (IncomingPersonOutcome.Linked, best.Place, best.Score.Points),
            [var best, ..] => (IncomingPersonOutcome.Waiting, null, best.Score.Points),
        };
    }

    /// <summary>A rare name alone takes two records far above the threshold; it is still only a name.</summary>
    private static bool IsMoreThanAName(SamePersonScore score) => score.Reasons.Any(r => r.Points > 0 && r.Rule is >= MatchRule.BirthSame and < MatchRule.CitySame);

    /// <summary>What a report says of somebody, for the matching.</summary>
    /// <param name="today">The date in London; an age is read by it.</param>
    public static KnownPerson KnownOf(ReadPerson person, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(person);
        var birth = BirthReading.Of(person.Birth, today);
        return KnownPerson.Typed(
            person.Name, birth.BornOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), birth.IsEstimated, person.Phone, new PostalAddress(person.Address ?? "", person.Postcode));
    }
}
