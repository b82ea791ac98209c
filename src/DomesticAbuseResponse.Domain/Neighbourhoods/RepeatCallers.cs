using System.Globalization;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Neighbourhoods;

/// <summary>A force's setting of its lists of repeat callers (R4.19).</summary>
/// <param name="Days">Calls of how many days count.</param>
/// <param name="LeastCalls">From how many calls on somebody is a repeat caller.</param>
/// <param name="Top">How many stand on the list of a neighbourhood.</param>
/// <param name="MeetsEveryDays">How often the partnership meets.</param>
public sealed record RepeatCallerSettings(string Version, int Days, int LeastCalls, int Top, int MeetsEveryDays)
{
    public static RepeatCallerSettings Default { get; } = new("default-1", 90, 2, 10, 7);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() => Days is < 1 or > 366 || LeastCalls is < 2 or > 100 || Top is < 1 or > 50 || MeetsEveryDays is < 1 or > 90
        ? new("repeat-callers.range", "Calls count for 1 to 366 days, a repeat begins with 2 to 100 calls, the list has 1 to 50 places, and a meeting is every 1 to 90 days.")
        : null;
}

/// <summary>One call as the ranking reads it. Whoever calls may have no assessment and no crime (R4.19).</summary>
/// <param name="Caller">Whoever is recorded as the caller; where nobody is, the victim named first.</param>
/// <param name="Number">The caller's number in E.164.</param>
/// <param name="Place">House and postcode, or the postcode alone.</param>
public sealed record CallFact(Id<Incident> Incident, DateTimeOffset At, ResponseGrade? Grade, Id<Person>? Caller, string? Number, string? Place);

public enum CallerKind
{
    Person,
    Number,
    Place,
}

/// <summary>By what calls are held together: a person where one is known, else a number, else a place.</summary>
public sealed record CallerKey(CallerKind Kind, Id<Person>? Person, string? Words)
{
    public static CallerKey Of(Id<Person> person) => new(CallerKind.Person, person, null);

    public static CallerKey OfNumber(string number) => new(CallerKind.Number, null, number);

    public static CallerKey OfPlace(string place) => new(CallerKind.Place, null, place);
}

/// <summary>Somebody on the list.</summary>
/// <param name="Rank">Their place, from 1.</param>
/// <param name="Gravest">The highest grade among their calls; null where none was graded.</param>
/// <param name="Newest">Their newest call.</param>
public sealed record RepeatCaller(int Rank, CallerKey Key, int Calls, DateTimeOffset LastAt, ResponseGrade? Gravest, Id<Incident> Newest, IReadOnlyList<Id<Incident>> Incidents);

/// <summary>The repeat callers of a neighbourhood in order (R4.19, S85): by number of calls; equal ones by the most recent call, then by the highest grade.</summary>
public static class RepeatCallers
{
    public const string Rule = "R4.19";

    /// <summary>The rule as the list shows it.</summary>
    public static string Words(RepeatCallerSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"Most calls in the last {settings.Days} days first, from {settings.LeastCalls} on. Equal ones: the most recent call first, then the highest response grade. A call counts for whoever made it; where nobody is recorded as the caller, for the victim; else for the number, and else for the place. A number that belongs to one caller counts for that person.");

    /// <returns>Every repeat caller in order; the list is the first <see cref="RepeatCallerSettings.Top"/> of them.</returns>
    public static IReadOnlyList<RepeatCaller> Rank(IReadOnlyCollection<CallFact> calls, RepeatCallerSettings settings)
    {
        // Only a number that one known caller alone has used is theirs: a shared telephone is nobody's.
        var owners = calls.Where(c => c is { Number: not null, Caller: not null }).GroupBy(c => c.Number!)
            .Where(g => g.Select(c => c.Caller).Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First().Caller!.Value);
        return
        [
            .. calls.Select(c => (Call: c, Key: KeyOf(c, owners))).Where(c => c.Key is not null).GroupBy(c => c.Key!)
                .Select(g => (g.Key, Calls: g.Select(c => c.Call).OrderByDescending(c => c.At).ThenByDescending(c => c.Incident.Value).ToList()))
                .Where(g => g.Calls.Count >= settings.LeastCalls)
                .OrderByDescending(g => g.Calls.Count).ThenByDescending(g => g.Calls[0].At).ThenBy(g => Weight(Gravest(g.Calls))).ThenByDescending(g => g.Calls[0].Incident.Value)
                .Select((g, n) => new RepeatCaller(n + 1, g.Key, g.Calls.Count, g.Calls[0].At, Gravest(g.Calls), g.Calls[0].Incident, [.. g.Calls.Select(c => c.Incident)])),
        ];
    }

    private static CallerKey? KeyOf(CallFact call, Dictionary<string, Id<Person>> owners) =>
        call.Caller is { } person ? CallerKey.Of(person)
        : call.Number is { } number ? owners.TryGetValue(number, out var owner) ? CallerKey.Of(owner) : CallerKey.OfNumber(number)
        : call.Place is { } place ? CallerKey.OfPlace(place)
        : null;

    private static ResponseGrade? Gravest(IEnumerable<CallFact> calls) => calls.Select(c => c.Grade).MinBy(Weight);

    private static int Weight(ResponseGrade? grade) => grade is { } given ? (int)given : int.MaxValue;
}
