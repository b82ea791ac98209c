using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Specialists;

/// <summary>What one engagement counts for.</summary>
/// <param name="Withdrew">The victim told the crew that they withdraw what they had stated.</param>
/// <param name="Disclosed">Clare’s Law was explained and the form offered.</param>
/// <param name="CalledAgain">There was another call about the victim within <see cref="EngagementFigures.RepeatMonths"/> months of it.</param>
public sealed record EngagementFact(Id<Person> Victim, EngagementOutcome Outcome, IReadOnlyCollection<Onward> Onward, bool Withdrew = false, bool CalledAgain = false, bool Disclosed = false);

/// <summary>
/// Victims engaged and referred, counted as published (R5.3, R5.6): each victim once however often they were spoken with; one who has support
/// already or declines is not referred.
/// </summary>
public sealed record EngagementFigures(int Engaged, int Referred, int ReferredElsewhere, int AlreadySupported, int Declined, int MovedToSafety, int NotReached, int ResponseUpgraded, int Arrests, int Withdrew, int CalledAgain, int Contacts, int Disclosures)
{
    /// <summary>How long after an engagement another call counts as a repeat.</summary>
    public const int RepeatMonths = 12;

    /// <summary>Referred of engaged, per cent to one decimal place; null when nobody was engaged.</summary>
    public decimal? ReferredPercent => PercentOf(Referred, Engaged);

    public static EngagementFigures Of(IEnumerable<EngagementFact> facts)
    {
        List<EngagementFact> all = [.. facts];
        var engaged = all.Where(f => f.Outcome.IsEngaged()).ToLookup(f => f.Victim);
        return new(
            engaged.Count,
            Victims(Onward.ReferredToService),
            Victims(Onward.ReferredElsewhere),
            Victims(Onward.AlreadySupported),
            Victims(Onward.DeclinedReferral),
            Victims(Onward.MovedToSafety),
            all.Select(f => f.Victim).Distinct().Count(v => !engaged.Contains(v)),
            all.Count(f => f.Onward.Contains(Onward.ResponseUpgraded)),
            all.Count(f => f.Onward.Contains(Onward.Arrest)),
            engaged.Count(victim => victim.Any(f => f.Withdrew)),
            engaged.Count(victim => victim.Any(f => f.CalledAgain)),
            all.Count,
            all.Count(f => f.Disclosed));

        int Victims(Onward onward) => engaged.Count(victim => victim.Any(f => f.Onward.Contains(onward)));
    }

    /// <summary>Half of them are no longer than this; null of none.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> waits)
    {
        List<TimeSpan> sorted = [.. waits.Order()];
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>S69: 177 of 453 is 39.1 per cent.</summary>
    public static decimal? PercentOf(int part, int whole) => whole == 0 ? null : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);
}
