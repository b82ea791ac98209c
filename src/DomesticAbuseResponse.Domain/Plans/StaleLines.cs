namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>A line as the question of whether it still holds sees it.</summary>
/// <param name="IsLive">To be done, or done and relied on: a lock at an address that was left is done, and no use.</param>
/// <param name="LookedAt">When somebody last wrote, changed or confirmed it.</param>
public sealed record LineToLookAt(int Number, string Section, bool IsLive, DateTimeOffset LookedAt);

/// <summary>A line to be looked at again, and why: the newest of each kind of event, the latest first.</summary>
public sealed record StaleLine(int Number, IReadOnlyList<PlanEvent> Because);

/// <summary>
/// Which lines of a plan may no longer hold (R3.11): a live line is doubtful from the moment something happened that touches its section, until somebody
/// confirms or changes it. Nothing else clears it.
/// </summary>
public static class StaleLines
{
    public const string Rule = "R3.11";

    /// <param name="events">In any order; those still to come do not count yet.</param>
    public static IReadOnlyList<StaleLine> Of(IEnumerable<LineToLookAt> lines, IReadOnlyCollection<PlanEvent> events, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(events);
        return [.. lines.Where(l => l.IsLive).Select(l => new StaleLine(l.Number, Since(l, events, now))).Where(s => s.Because.Count > 0)];
    }

    private static IReadOnlyList<PlanEvent> Since(LineToLookAt line, IReadOnlyCollection<PlanEvent> events, DateTimeOffset now) =>
    [
        .. events.Where(e => e.At > line.LookedAt && e.At <= now && PlanSections.IsTouched(line.Section, e.Kind))
            .GroupBy(e => e.Kind).Select(g => g.MaxBy(e => e.At)!).OrderByDescending(e => e.At).ThenBy(e => e.Kind),
    ];
}
