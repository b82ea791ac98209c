using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Definitions;

/// <summary>Who met a definition at some time in a period: a victim or perpetrator, or of a pair both.</summary>
public readonly record struct DefinitionSubject(Id<Person> PersonId, Id<Person>? VictimId);

/// <summary>What a change of one definition would have made of a period that is over.</summary>
public sealed record DefinitionEffect(DefinitionKind Kind, IReadOnlySet<DefinitionSubject> Was, IReadOnlySet<DefinitionSubject> WouldBe)
{
    public IReadOnlySet<DefinitionSubject> Gained => field ??= WouldBe.Except(Was).ToHashSet();

    public IReadOnlySet<DefinitionSubject> Lost => field ??= Was.Except(WouldBe).ToHashSet();
}

/// <summary>
/// Replays two versions of the definitions over a period. Somebody met a definition in it when they met it on the day of one of their incidents in
/// it, which is when the flag would have been seen.
/// </summary>
public static class DefinitionPreview
{
    /// <summary>The last quarter of the calendar that is over on that London date, both ends included.</summary>
    public static (DateOnly From, DateOnly To) LastQuarter(DateOnly today)
    {
        var current = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        return (current.AddMonths(-3), current.AddDays(-1));
    }

    public static IReadOnlyList<DefinitionEffect> Compare(DefinitionFacts facts, DateOnly from, DateOnly to, DefinitionBook now, DefinitionBook draft)
    {
        var inPeriod = facts.Incidents.Where(i => i.ReportedOn >= from && i.ReportedOn <= to).ToList();
        var victims = Days(inPeriod.SelectMany(i => i.Victims, (i, v) => (new DefinitionSubject(v, null), i.ReportedOn)));
        var perpetrators = Days(inPeriod.SelectMany(i => i.Perpetrators, (i, p) => (new DefinitionSubject(p, null), i.ReportedOn)));
        var pairs = Days(
            from i in inPeriod
            from v in i.Victims
            from p in i.Perpetrators
            where v != p
            select (new DefinitionSubject(p, v), i.ReportedOn));
        return
        [
            Effect(DefinitionKind.RepeatVictim, victims, (s, on, book) => DefinitionRules.RepeatVictim(s.PersonId, facts, on, book)),
            Effect(DefinitionKind.RepeatPair, pairs, (s, on, book) => DefinitionRules.RepeatPair(s.VictimId!.Value, s.PersonId, facts, on, book)),
            Effect(DefinitionKind.SerialPerpetrator, perpetrators, (s, on, book) => DefinitionRules.Serial(s.PersonId, facts, on, book)),
            Effect(DefinitionKind.Vulnerable, victims, (s, on, book) => facts.People.TryGetValue(s.PersonId, out var person) ? DefinitionRules.Vulnerable(person, on, book) : null),
        ];

        DefinitionEffect Effect(DefinitionKind kind, IReadOnlyList<(DefinitionSubject Subject, List<DateOnly> On)> subjects, Func<DefinitionSubject, DateOnly, DefinitionBook, DefinitionResult?> evaluate)
        {
            HashSet<DefinitionSubject> Who(DefinitionBook book) => [.. subjects.Where(s => s.On.Any(on => evaluate(s.Subject, on, book)?.IsMet is true)).Select(s => s.Subject)];
            return new(kind, Who(now), Who(draft));
        }
    }

    private static IReadOnlyList<(DefinitionSubject Subject, List<DateOnly> On)> Days(IEnumerable<(DefinitionSubject Subject, DateOnly On)> seen) =>
        [.. seen.Distinct().GroupBy(s => s.Subject, (subject, days) => (subject, days.Select(d => d.On).OrderDescending().ToList()))];
}
