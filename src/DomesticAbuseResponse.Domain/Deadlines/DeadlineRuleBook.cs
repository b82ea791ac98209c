using System.Collections.Frozen;
using System.Globalization;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>
/// The versioned rules in force: for any code and date there is at most one. Start from <see cref="Default"/> and add
/// the versions a force or partnership has agreed.
/// </summary>
public sealed class DeadlineRuleBook
{
    /// <summary>A domestic violence protection order lasts from 14 to 28 days (R4.29).</summary>
    public const int DvpoShortest = 14;

    public const int DvpoLongest = 28;

    private const string _dvpo = "dvpo-";

    private readonly FrozenDictionary<string, DeadlineRule[]> _versions;

    /// <exception cref="ArgumentException">Two versions of a rule are in force on the same day, or one ends before it starts.</exception>
    public DeadlineRuleBook(IEnumerable<DeadlineRule> rules)
    {
        Rules = [.. rules.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.EffectiveFrom)];
        _versions = Rules.GroupBy(r => r.Code).ToFrozenDictionary(g => g.Key, g => g.ToArray());

        foreach (var rule in Rules.Where(r => r.EffectiveTo < r.EffectiveFrom))
        {
            throw new ArgumentException($"{rule.Code} version {rule.Version} ends before it starts.", nameof(rules));
        }

        foreach (var (earlier, later) in Rules.Zip(Rules.Skip(1)))
        {
            if (earlier.Code == later.Code && (earlier.EffectiveTo is null || earlier.EffectiveTo >= later.EffectiveFrom))
            {
                throw new ArgumentException(
                    $"{earlier.Code} versions {earlier.Version} and {later.Version} are in force at once.", nameof(rules));
            }
        }
    }

    /// <summary>Why these rules make no book, or null when they do. A list need not be whole.</summary>
    public static Refusal? Check(IReadOnlyList<DeadlineRule> rules)
    {
        if (rules.FirstOrDefault(r => Default.Rules.All(d => d.Code != r.Code)) is { } unknown)
        {
            return new Refusal("deadline-rule.unknown", $"There is no deadline rule named {unknown.Code}.");
        }

        try
        {
            _ = new DeadlineRuleBook(rules);
            return null;
        }
        catch (ArgumentException e)
        {
            return new Refusal("deadline-rules.clash", e.Message);
        }
    }

    /// <summary>Version 1 of every rule this product is shipped with.</summary>
    public static DeadlineRuleBook Default { get; } = new(DefaultRules.All);

    /// <summary>In order of code, then of date.</summary>
    public IReadOnlyList<DeadlineRule> Rules { get; }

    /// <summary>
    /// The version in force on a London date. dvpo-14 to dvpo-28 are all understood; another number of days is refused.
    /// </summary>
    public Result<DeadlineRule> Find(string code, DateOnly on)
    {
        if (_versions.TryGetValue(code, out var versions))
        {
            return Array.Find(versions, r => r.IsInForceOn(on)) is { } rule
                ? rule
                : new Refusal("deadline-rule.not-in-force", $"No version of {code} was in force on that date.");
        }

        return code.StartsWith(_dvpo, StringComparison.Ordinal)
            && int.TryParse(code.AsSpan(_dvpo.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? Dvpo(days, on)
            : new Refusal("deadline-rule.unknown", $"There is no deadline rule named {code}.");
    }

    /// <summary>A domestic violence protection order of so many days, beginning with the day it is made.</summary>
    public Result<DeadlineRule> Dvpo(int days, DateOnly madeOn)
    {
        if (days is < DvpoShortest or > DvpoLongest)
        {
            return new Refusal(
                "dvpo.length", $"A domestic violence protection order lasts from {DvpoShortest} to {DvpoLongest} days, not {days}.");
        }

        return Find(DeadlineCodes.Dvpo28, madeOn).Match<Result<DeadlineRule>>(
            rule => rule with
            {
                Code = $"{_dvpo}{days}",
                Clock = Clock.BeginningWith(days),
                Description = $"A domestic violence protection order of {days} days begins with the day it was made.",
            },
            refusal => refusal);
    }

    /// <summary>The due date by the version in force on the day the clock starts.</summary>
    /// <exception cref="InvalidOperationException">There is no such rule or no answer; see <see cref="TryDue"/>.</exception>
    public DueDate Due(string code, DeadlineStart start, DeadlineCalendars calendars) =>
        TryDue(code, start, calendars).Match(
            due => due, refusal => throw new InvalidOperationException($"{code}: {refusal.Message}"));

    /// <summary>As <see cref="Due"/>, for codes and starts that come from outside.</summary>
    public Result<DueDate> TryDue(string code, DeadlineStart start, DeadlineCalendars calendars) =>
        Find(code, start.Date).Match(rule => DeadlineClock.TryCompute(rule, start, calendars), refusal => refusal);

    /// <summary>A book with a new version, which closes the version in force on the day before it takes effect.</summary>
    public DeadlineRuleBook With(DeadlineRule next)
    {
        var others = Rules.Select(r => r.Code == next.Code && r.IsInForceOn(next.EffectiveFrom) && r.EffectiveFrom < next.EffectiveFrom
            ? r with { EffectiveTo = next.EffectiveFrom.AddDays(-1) }
            : r);
        return new DeadlineRuleBook([.. others, next]);
    }
}
