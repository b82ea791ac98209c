using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Specialists;

/// <summary>What one engagement counts for.</summary>
public sealed record EngagementFact(Id<Person> Victim, EngagementOutcome Outcome, IReadOnlyCollection<Onward> Onward);

/// <summary>
/// Victims engaged and referred, counted as published (R5.3, R5.6): each victim once however often they were spoken with; one who has support
/// already or declines is not referred.
/// </summary>
public sealed record EngagementFigures(int Engaged, int Referred, int ReferredElsewhere, int AlreadySupported, int Declined, int MovedToSafety, int NotReached, int ResponseUpgraded, int Arrests)
{
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
            all.Count(f => f.Onward.Contains(Onward.Arrest)));

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
