namespace DomesticAbuseResponse.Domain.Time;

/// <summary>A run of days on which schools are open on weekdays; both ends included. Half-terms lie between runs.</summary>
public sealed record SchoolTerm(string Name, DateOnly FirstDay, DateOnly LastDay);

/// <summary>
/// The school days of one local authority (R4.45): weekdays in term that are neither bank holidays nor closure days.
/// </summary>
public sealed class SchoolCalendar
{
    private readonly HashSet<DateOnly> _closures;

    /// <exception cref="ArgumentException">A term ends before it starts, or there is none.</exception>
    public SchoolCalendar(
        string authority, string version, IEnumerable<SchoolTerm> terms, WorkingCalendar workingDays, IEnumerable<DateOnly>? closures = null)
    {
        Terms = [.. terms.OrderBy(t => t.FirstDay)];

        if (Terms.Count == 0 || Terms.Any(t => t.LastDay < t.FirstDay))
        {
            throw new ArgumentException("A school calendar needs terms, and a term ends on or after its first day.", nameof(terms));
        }

        (Authority, Version, WorkingDays) = (authority, version, workingDays);
        _closures = [.. closures ?? []];
    }

    public string Authority { get; }

    public string Version { get; }

    public IReadOnlyList<SchoolTerm> Terms { get; }

    public WorkingCalendar WorkingDays { get; }

    public DateOnly FirstDay => Terms[0].FirstDay;

    public DateOnly LastDay => Terms[^1].LastDay;

    public bool IsSchoolDay(DateOnly date) => Why(date) is null;

    /// <summary>Why there is no school on the date, in words; null for a school day.</summary>
    public string? Why(DateOnly date) =>
        (Terms.Any(t => date >= t.FirstDay && date <= t.LastDay) ? null : "outside term")
        ?? WorkingDays.Why(date)
        ?? (_closures.Contains(date) ? "schools closed" : null);
}
