using System.Globalization;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>Says a trace in plain sentences, in the order a person would work it out.</summary>
internal static class TraceWords
{
    public static IReadOnlyList<string> Sentences(DeadlineTrace trace)
    {
        List<string> sentences =
        [
            $"{trace.Description} (Rule {trace.RuleCode}, version {trace.RuleVersion}, {trace.Clock}; {string.Join(", ", trace.Sources)}.)",
            Start(trace),
        ];

        sentences.AddRange(Steps(trace));
        sentences.Add(Answer(trace));

        if (trace.Alternative is { } alternative)
        {
            sentences.Add($"Another reading gives {UkTime.Describe(alternative.DueAt)}: {alternative.Reason}.");
        }

        if (trace.FinishBy is { } finishBy)
        {
            sentences.Add($"Finish by {UkTime.Describe(finishBy.Date)}, because {finishBy.Reason}.");
        }

        sentences.AddRange(trace.Notes ?? []);

        if (trace.UsesWorkingDays)
        {
            sentences.Add($"Calendar used: {trace.CalendarVersion}.");
        }

        return sentences;
    }

    private static string Start(DeadlineTrace trace)
    {
        var zone = trace.Steps.Any(s => s.Kind is TraceStepKind.ClocksChanged);
        var when = trace.StartHasTime
            ? UkTime.Describe(trace.StartedAt, zone)
            : UkTime.Describe(UkTime.DateOf(trace.StartedAt));
        var dayZero = trace.Steps.Any(s => s.Day is not null) && trace.LastDay is not null && trace.Clock.StartsWith("WD", StringComparison.Ordinal);
        return $"Counted from {trace.Starts}, {when}{(dayZero ? ", which is day 0 whatever the hour" : "")}.";
    }

    private static IEnumerable<string> Steps(DeadlineTrace trace)
    {
        foreach (var step in trace.Steps)
        {
            if (step is { Kind: TraceStepKind.Reached, Reason: { } reason })
            {
                yield return $"{UkTime.Describe(step.Date)} is {reason}.";
            }
            else if (step.Kind is TraceStepKind.ClocksChanged)
            {
                yield return $"On {UkTime.Describe(step.Date)} {step.Reason}, which real hours do not notice.";
            }
        }

        var skipped = Skipped(trace.Steps);

        if (skipped.Count > 0)
        {
            yield return $"Not counted: {string.Join("; ", skipped)}.";
        }

        var counted = trace.Steps.Where(s => s.Kind is TraceStepKind.Counted).Select(Counted).ToList();

        if (counted.Count > 0)
        {
            yield return $"Counted: {string.Join("; ", counted)}.";
        }

        foreach (var step in trace.Steps.Where(s => s.Kind is TraceStepKind.Moved))
        {
            yield return $"So it moves to {UkTime.Describe(step.Date)}, {step.Reason}.";
        }
    }

    private static string Answer(DeadlineTrace trace)
    {
        if (trace.LastDay is { } last)
        {
            return trace.DueAt == UkTime.EndOfDay(last)
                ? $"Due by the end of {UkTime.Describe(last)}."
                : $"Due by {UkTime.Describe(trace.DueAt)}.";
        }

        var date = UkTime.DateOf(trace.DueAt);
        var zone = trace.Steps.Any(s => s.Kind is TraceStepKind.ClocksChanged);
        return trace.DueAt == UkTime.StartOfDay(date)
            ? $"Due by the end of {UkTime.Describe(date.AddDays(-1))} (00:00 on {UkTime.Describe(date)})."
            : $"Due by {UkTime.Describe(trace.DueAt, zone)}.";
    }

    /// <summary>Neighbouring dates skipped for the same reason are said as one run.</summary>
    private static List<string> Skipped(IReadOnlyList<TraceStep> steps)
    {
        List<string> runs = [];
        TraceStep? first = null;
        TraceStep? last = null;

        foreach (var step in steps.Where(s => s.Kind is TraceStepKind.Skipped))
        {
            if (last is not null && step.Reason == last.Reason && Math.Abs(step.Date.DayNumber - last.Date.DayNumber) == 1)
            {
                last = step;
                continue;
            }

            Say(first, last);
            (first, last) = (step, step);
        }

        Say(first, last);
        return runs;

        void Say(TraceStep? from, TraceStep? to)
        {
            if (from is null || to is null)
            {
                return;
            }

            var reason = from.Reason == from.Date.DayOfWeek.ToString() ? "" : $" ({from.Reason})";
            runs.Add(from == to
                ? $"{UkTime.Describe(from.Date)}{reason}"
                : $"{UkTime.Describe(from.Date)} to {UkTime.Describe(to.Date)}{reason}");
        }
    }

    private static string Counted(TraceStep step) => step switch
    {
        { Time: { } time } => $"{Hours(time)} of {UkTime.Describe(step.Date)}",
        { Day: { } day } => $"{Math.Abs(day).ToString(CultureInfo.InvariantCulture)} {UkTime.Describe(step.Date)}",
        _ => UkTime.Describe(step.Date),
    };

    private static string Hours(TimeSpan time)
    {
        var hours = (int)time.TotalHours;
        var minutes = (time - TimeSpan.FromHours(hours)).TotalMinutes;
        List<string> parts = [];

        if (hours > 0)
        {
            parts.Add(hours == 1 ? "1 hour" : $"{hours} hours");
        }

        if (minutes > 0 || hours == 0)
        {
            var said = minutes.ToString("0.##", CultureInfo.InvariantCulture);
            parts.Add(said == "1" ? "1 minute" : $"{said} minutes");
        }

        return string.Join(" ", parts);
    }
}
