using System.Globalization;

namespace DomesticAbuseResponse.Domain.Flow;

/// <summary>The published rule by which a route is watched: all of it is data.</summary>
/// <param name="WindowDays">The spans that are judged, in days, rising. The shortest in which enough is expected is used, so that thin routes are judged on more days.</param>
/// <param name="BaselineWeeks">From how many weeks before the span the expectation is made.</param>
/// <param name="LeastWeeks">How many weeks of history a route needs before it is judged.</param>
/// <param name="LeastExpected">How much must be expected before a silence means anything.</param>
/// <param name="AlarmBelow">How improbable so few must be before the alarm is raised, between 0 and 1.</param>
/// <param name="EndsFrom">How probable so few must be again before an open alarm ends; above the alarm, so that a route on its edge does not raise one after the other.</param>
/// <param name="MostSpread">The most by which counts that vary more than by chance soften the rule.</param>
public sealed record FlowSettings(
    string Version, IReadOnlyList<int> WindowDays, int BaselineWeeks, int LeastWeeks, double LeastExpected, double AlarmBelow, double EndsFrom, double MostSpread)
{
    /// <summary>With 7 expected, none at all comes about by chance less than once in a thousand.</summary>
    public static FlowSettings Default { get; } = new("default-1", [7, 14, 28], 8, 4, 7, 0.001, 0.05, 3);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() =>
        WindowDays.Count is 0 or > 6 || WindowDays.Any(d => d is < 1 or > 60) || !WindowDays.SequenceEqual(WindowDays.Distinct().Order())
            ? new("flow.windows", "Name one to six spans of 1 to 60 days, each longer than the one before.")
        : LeastWeeks < 2 || BaselineWeeks < LeastWeeks || BaselineWeeks > 52
            ? new("flow.weeks", "An expectation is made from 2 to 52 weeks, and from no fewer than a route needs to be judged.")
        : !(AlarmBelow is > 0 and < 0.5) || !(EndsFrom >= AlarmBelow && EndsFrom < 1) || !(LeastExpected >= 1) || !(MostSpread >= 1)
            ? new("flow.threshold", "The alarm lies between 0 and 0.5 and ends at no less; at least 1 is expected; the spread is 1 or more.")
        : null;
}

public enum FlowState
{
    /// <summary>As many as can be expected, or more.</summary>
    AsExpected,

    /// <summary>Far fewer than can be by chance.</summary>
    Dropped,

    /// <summary>Nothing at all, where something would have come.</summary>
    Silent,

    /// <summary>So little is expected that no count would mean anything.</summary>
    TooFew,

    /// <summary>Not watched for long enough.</summary>
    TooNew,
}

/// <summary>What a route carried on each weekday before the span that is judged.</summary>
/// <param name="PerWeekday">The mean count of each weekday, Sunday first, as <see cref="DayOfWeek"/> counts.</param>
/// <param name="Weeks">From how many weeks.</param>
/// <param name="Spread">By how much the weeks vary more than chance alone would make them: variance over mean, at least 1.</param>
public sealed record FlowExpectation(IReadOnlyList<double> PerWeekday, int Weeks, double Spread)
{
    public double PerWeek => PerWeekday.Sum();

    /// <summary>What is expected on the days up to and including one.</summary>
    public double Over(DateOnly through, int days) => Enumerable.Range(0, days).Sum(back => PerWeekday[(int)through.AddDays(-back).DayOfWeek]);

    /// <param name="first">The first day on which the route was counted.</param>
    /// <param name="before">The first day of the span that is judged: the weeks lie before it.</param>
    /// <returns>Null while there are too few weeks.</returns>
    public static FlowExpectation? From(IReadOnlyDictionary<DateOnly, int> counts, DateOnly first, DateOnly before, FlowSettings settings)
    {
        var weeks = Math.Min(settings.BaselineWeeks, (before.DayNumber - first.DayNumber) / _week);
        if (weeks < settings.LeastWeeks)
        {
            return null;
        }

        var perWeekday = new double[_week];
        var totals = new double[weeks];
        for (var back = 1; back <= weeks * _week; back++)
        {
            var day = before.AddDays(-back);
            var count = counts.GetValueOrDefault(day);
            perWeekday[(int)day.DayOfWeek] += (double)count / weeks;
            totals[(back - 1) / _week] += count;
        }

        var mean = totals.Average();
        var variance = totals.Sum(t => (t - mean) * (t - mean)) / (weeks - 1);
        return new(perWeekday, weeks, Math.Clamp(mean > 0 ? variance / mean : 1, 1, settings.MostSpread));
    }

    private const int _week = 7;
}

/// <summary>How a route stands, with everything it was worked out from.</summary>
/// <param name="From">The first day of the span.</param>
/// <param name="Through">Its last day: a whole one.</param>
/// <param name="Probability">How probable so few, or fewer, would be; null where it was not judged.</param>
public sealed record FlowVerdict(FlowState State, DateOnly From, DateOnly Through, int Actual, double Expected, double? Probability, FlowExpectation? Expectation, string Explanation)
{
    /// <summary>Whether an open alarm ends: so few are no longer improbable.</summary>
    public bool EndsAlarm(FlowSettings settings) => State is FlowState.AsExpected && Probability >= settings.EndsFrom;

    public bool IsAlarm => State is FlowState.Dropped or FlowState.Silent;
}

/// <summary>
/// Whether a route carries what it usually carries. When a new system comes, referrals may quietly stop: an inspectorate found them at half, and victim
/// services at an eighth, months later. The rule is plain: the mean of the same weekdays of the weeks before, and the chance (Poisson) of so few. Where the
/// weeks vary more than chance would make them, both are divided by how much more, so that a lively route raises no false alarm.
/// </summary>
public static class FlowRule
{
    /// <param name="counts">The counts of days; a day that is missing counted none.</param>
    /// <param name="first">The first day on which the route was counted.</param>
    /// <param name="through">The last whole day.</param>
    /// <param name="frozen">While an alarm is open: what was expected when it was raised, so that a route that stays silent does not become usual.</param>
    public static FlowVerdict Judge(IReadOnlyDictionary<DateOnly, int> counts, DateOnly first, DateOnly through, FlowSettings settings, FlowExpectation? frozen = null)
    {
        FlowVerdict? last = null;
        foreach (var days in settings.WindowDays)
        {
            var from = through.AddDays(1 - days);
            if ((frozen ?? FlowExpectation.From(counts, first, from, settings)) is not { } expectation)
            {
                return last ?? new(FlowState.TooNew, from, through, Sum(counts, from, through), 0, null, null, Number($"Counted since {first:d MMMM yyyy}: a route is judged after {settings.LeastWeeks} weeks before the last {days} days."));
            }

            var (actual, expected) = (Sum(counts, from, through), expectation.Over(through, days));
            if (expected / expectation.Spread < settings.LeastExpected)
            {
                last = new(FlowState.TooFew, from, through, actual, expected, null, expectation, Number($"{expected:0.0} expected in {days} days: too few to judge. From {settings.LeastExpected:0.#} on, a silence would mean something."));
                continue;
            }

            var probability = PoissonAtMost((int)Math.Floor(actual / expectation.Spread), expected / expectation.Spread);
            var state = probability >= settings.AlarmBelow ? FlowState.AsExpected : actual == 0 ? FlowState.Silent : FlowState.Dropped;
            return new(state, from, through, actual, expected, probability, expectation, Explain(state, actual, expected, days, probability, expectation, settings, frozen is not null));
        }

        return last!;
    }

    /// <summary>The chance of at most this many where so many are expected (Poisson).</summary>
    public static double PoissonAtMost(int count, double expected)
    {
        if (count < 0)
        {
            return 0;
        }

        // In logarithms: e to the minus 800 is nought to a computer.
        var (log, sum) = (-expected, 0.0);
        for (var k = 0; k <= count; k++)
        {
            sum += Math.Exp(log);
            log += Math.Log(expected) - Math.Log(k + 1);
        }

        return Math.Min(1, sum);
    }

    private static int Sum(IReadOnlyDictionary<DateOnly, int> counts, DateOnly from, DateOnly through)
    {
        var sum = 0;
        for (var day = from; day <= through; day = day.AddDays(1))
        {
            sum += counts.GetValueOrDefault(day);
        }

        return sum;
    }

    private static string Explain(FlowState state, int actual, double expected, int days, double probability, FlowExpectation expectation, FlowSettings settings, bool frozen)
    {
        var usual = Number($"{actual} in {days} days, where {expected:0.0} are expected from the same weekdays of {(frozen ? "the" : "the last")} {expectation.Weeks} weeks{(frozen ? " before the alarm" : "")}.");
        var chance = probability < 0.0001 ? "less than once in 10,000 times" : Number($"about once in {Math.Max(1, Math.Round(1 / probability)):N0} times");
        var spread = expectation.Spread > 1.05 ? Number($" The weeks vary {expectation.Spread:0.0} times as much as chance alone would make them, which is allowed for.") : "";
        return state is FlowState.AsExpected
            ? $"{usual} So few, or fewer, would come about by chance {chance}: no alarm.{spread}"
            : $"{usual} So few would come about by chance {chance}; the alarm is raised below once in {Math.Round(1 / settings.AlarmBelow).ToString("N0", CultureInfo.InvariantCulture)}.{spread}";
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.GetCultureInfo("en-GB"));
}
