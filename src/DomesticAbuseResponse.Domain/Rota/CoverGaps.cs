namespace DomesticAbuseResponse.Domain.Rota;

/// <summary>A stretch of a service's hours without the crew it takes. Instants are UTC.</summary>
/// <param name="Missing">How many of which part are missing.</param>
public sealed record CoverGap(CoverWindow Window, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<CrewNeed> Missing, string Because);

/// <summary>When a shift stands, and with whom: what a gap is worked out from.</summary>
public sealed record ShiftPresence(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<CrewPart> Crew);

/// <summary>Where a service's hours are not covered by the rota. A gap is shown, never filled by itself.</summary>
public static class CoverGaps
{
    /// <summary>The gaps in one run of hours, in order of time.</summary>
    public static IReadOnlyList<CoverGap> In(CoverWindow window, CoverService service, IEnumerable<ShiftPresence> shifts)
    {
        var here = shifts.Where(s => s.From < window.Until && s.Until > window.From).ToList();
        var edges = here.SelectMany(s => new[] { s.From, s.Until }).Where(t => t > window.From && t < window.Until).Append(window.From).Append(window.Until).Distinct().Order().ToList();
        List<CoverGap> gaps = [];
        foreach (var (from, until) in edges.Zip(edges.Skip(1)))
        {
            var present = here.Where(s => s.From <= from && s.Until >= until).SelectMany(s => s.Crew).ToList();
            List<CrewNeed> missing = [.. service.Crew.Select(need => need with { Number = need.Number - present.Count(p => p == need.Part) }).Where(need => need.Number > 0)];
            if (missing.Count == 0)
            {
                continue;
            }

            // One stretch in which the same people are missing is one gap, however many shifts touch it.
            if (gaps is [.., var last] && last.Until == from && last.Missing.SequenceEqual(missing))
            {
                gaps[^1] = Gap(window, service, last.From, until, missing);
            }
            else
            {
                gaps.Add(Gap(window, service, from, until, missing));
            }
        }

        return gaps;
    }

    private static CoverGap Gap(CoverWindow window, CoverService service, DateTimeOffset from, DateTimeOffset until, List<CrewNeed> missing) =>
        new(window, from, until, missing, missing.SequenceEqual(service.Crew)
            ? $"Nobody is on the rota from {RotaWords.Span(from, until)}."
            : $"No {string.Join(" and no ", missing.Select(m => m.Number == 1 ? RotaWords.Of(m.Part) : $"{m.Number} more {RotaWords.Of(m.Part)}s"))} from {RotaWords.Span(from, until)}.");
}
