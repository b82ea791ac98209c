using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Perpetrators;

/// <summary>One domestic abuse record against somebody, crime or not (R2.24), by the London date it was reported.</summary>
public sealed record DaRecord(Id<Incident> Id, DateOnly ReportedOn, RecordGravity Gravity, IReadOnlyList<Id<Person>> Victims);

/// <summary>One part of a score, as it explains itself.</summary>
/// <param name="Band">Which band it fell into, in words. Never a day or a number that would tell of one record.</param>
/// <param name="Points">Before the weight.</param>
public sealed record RfgPartScore(RfgPart Part, string Band, int Points, int Weight)
{
    public int Total => Points * Weight;
}

/// <summary>One explained score (R2.23).</summary>
/// <param name="Records">How many records counted.</param>
/// <param name="Victims">How many different people they harmed.</param>
/// <param name="NextOn">The first London day on which it may be another although nothing has changed: a band has aged, or a record counts no more. Null where no record counts.</param>
public sealed record RfgScore(string Version, int Score, int Most, IReadOnlyList<RfgPartScore> Parts, int Records, int Victims, DateOnly? NextOn)
{
    public const string Rule = "R2.23";
}

/// <summary>Scores somebody by recency, frequency and gravity of the records against them (R2.23). Pure: the same records on the same day give the same score.</summary>
public static class RfgRules
{
    /// <summary>What an entry about injuries or weapons says when it says that there were none.</summary>
    private static readonly string[] _none = ["none", "no", "nil", "nothing", "n/a", "none seen", "none known", "no injuries", "no injury", "no visible injuries", "no weapon", "no weapons", "none reported"];

    /// <param name="records">Those against this person that may be counted, of whatever age; those outside the window are left out here.</param>
    /// <param name="on">London date; records of that day count.</param>
    public static RfgScore Score(Id<Person> person, IEnumerable<DaRecord> records, DateOnly on, RfgTable table)
    {
        var from = on.AddMonths(-table.Months);
        var counted = records.Where(r => r.ReportedOn >= from && r.ReportedOn <= on && r.Victims.Any(v => v != person)).ToList();
        if (counted.Count == 0)
        {
            return new(table.Version, 0, table.MostScore, [], 0, 0, null);
        }

        var victims = counted.SelectMany(r => r.Victims).Where(v => v != person).Distinct().Count();
        var (newest, gravest) = (counted.Max(r => r.ReportedOn), counted.Max(r => r.Gravity));
        var recency = RecencyOf(on.DayNumber - newest.DayNumber, table);
        RfgPartScore[] parts =
        [
            new(RfgPart.Recency, recency.Band, recency.Points, table.Weights.Recency),
            Counted(RfgPart.Frequency, counted.Count, table.Frequency, "record", "records", table),
            new(RfgPart.Gravity, GravityWords(gravest), table.Gravity.First(g => g.Gravity == gravest).Points, table.Weights.Gravity),
            Counted(RfgPart.Victims, victims, table.Victims, "victim", "victims", table),
        ];
        return new(table.Version, parts.Sum(p => p.Total), table.MostScore, [.. parts.Where(p => p.Weight > 0)], counted.Count, victims, NextOn(counted, newest, on, table));
    }

    /// <summary>How grave a record is by what it holds; what nobody recorded makes it no graver.</summary>
    public static RecordGravity GravityOf(bool isCrime, string? injuries, string? weapons, bool isHigh) =>
        isHigh ? RecordGravity.HighRisk
        : Says(weapons) is true ? RecordGravity.Weapon
        : Says(injuries) is true ? RecordGravity.Injury
        : isCrime ? RecordGravity.Crime
        : RecordGravity.Report;

    /// <summary>Whether words about injuries or weapons say that there were some; null where nothing was recorded.</summary>
    public static bool? Says(string? words) =>
        words?.Trim().TrimEnd('.', '!').ToLowerInvariant() is { Length: > 0 } said ? said is "not known" or "unknown" or "?" ? null : !_none.Contains(said) : null;

    public static string GravityWords(RecordGravity gravity) => gravity switch
    {
        RecordGravity.Report => "A report that is no recorded crime",
        RecordGravity.Crime => "A recorded crime",
        RecordGravity.Injury => "Somebody was injured",
        RecordGravity.Weapon => "A weapon was there",
        RecordGravity.HighRisk => "A victim graded High",
    };

    private static (string Band, int Points) RecencyOf(int days, RfgTable table) =>
        table.Recency.FirstOrDefault(b => days <= b.Limit) is { } band ? ($"The newest within {band.Limit} days", band.Points) : ($"None within {table.Recency[^1].Limit} days", table.OlderPoints);

    private static RfgPartScore Counted(RfgPart part, int count, IReadOnlyList<RfgBand> bands, string one, string many, RfgTable table)
    {
        var index = bands.ToList().FindLastIndex(b => count >= b.Limit);
        var (from, until) = (index < 0 ? 0 : bands[index].Limit, index + 1 < bands.Count ? bands[index + 1].Limit - 1 : (int?)null);
        var words = until is null ? $"{from} {many} or more" : until == from ? $"{from} {(from == 1 ? one : many)}" : $"{from} to {until} {many}";
        return new(part, words, index < 0 ? 0 : bands[index].Points, table.Weights.Of(part));
    }

    /// <summary>The first London day after this one on which one of these windows leaves one of these records out.</summary>
    /// <param name="months">How far back each window reaches.</param>
    /// <returns>Null where none will.</returns>
    public static DateOnly? LeavesOn(IEnumerable<DaRecord> records, DateOnly on, params IReadOnlyCollection<int> months) =>
        records.SelectMany(r => months.Select(m => r.ReportedOn.AddMonths(m).AddDays(1))).Where(d => d > on).Select(d => (DateOnly?)d).Min();

    private static DateOnly NextOn(List<DaRecord> counted, DateOnly newest, DateOnly on, RfgTable table)
    {
        var bands = table.Recency.Select(b => newest.AddDays(b.Limit + 1));
        var leaves = counted.Select(r => r.ReportedOn.AddMonths(table.Months).AddDays(1));
        return bands.Concat(leaves).Where(d => d > on).DefaultIfEmpty(on.AddDays(1)).Min();
    }
}
