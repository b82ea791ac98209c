using System.Text.Json;
using System.Text.Json.Serialization;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>What one step of a count did with a date.</summary>
public enum TraceStepKind
{
    /// <summary>The date, or hours of it, counted.</summary>
    Counted,

    /// <summary>The date did not count, for a reason.</summary>
    Skipped,

    /// <summary>The count arrived at this date, for a reason worth saying.</summary>
    Reached,

    /// <summary>The answer moved on to this date, for a reason.</summary>
    Moved,

    /// <summary>The clocks changed on this date while the count ran.</summary>
    ClocksChanged,
}

/// <summary>
/// One step of a count. <paramref name="Day"/> is the running number of a counted day, <paramref name="Time"/> the time
/// of that date that counted.
/// </summary>
public sealed record TraceStep(TraceStepKind Kind, DateOnly Date, string? Reason = null, int? Day = null, TimeSpan? Time = null);

/// <summary>The answer another reading of the rule would give (R7.5); shown, never used.</summary>
public sealed record AlternativeReading(DateTimeOffset DueAt, string Reason);

/// <summary>An earlier day by which it is wise to finish, because the last day is not a working day (S45).</summary>
public sealed record FinishBy(DateOnly Date, string Reason);

/// <summary>
/// The whole reckoning of one deadline, complete in itself: it is stored with the deadline (R7.4) and answers
/// "Why this date?" years later, whatever the rules and calendars say by then. Instants are UTC, dates are London's.
/// </summary>
public sealed record DeadlineTrace(
    string RuleCode,
    string RuleVersion,
    string Clock,
    string Description,
    IReadOnlyList<string> Sources,
    string CalendarVersion,
    bool UsesWorkingDays,
    string Starts,
    DateTimeOffset StartedAt,
    bool StartHasTime,
    IReadOnlyList<TraceStep> Steps,
    DateTimeOffset DueAt,
    DateOnly? LastDay,
    AlternativeReading? Alternative = null,
    FinishBy? FinishBy = null,
    IReadOnlyList<string>? Notes = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, DeadlineJson.Default.DeadlineTrace);

    /// <exception cref="JsonException">The text is not a trace.</exception>
    public static DeadlineTrace FromJson(string json) =>
        JsonSerializer.Deserialize(json, DeadlineJson.Default.DeadlineTrace) ?? throw new JsonException("The trace is empty.");

    /// <summary>The trace as plain sentences, one line each.</summary>
    public IReadOnlyList<string> ToSentences() => TraceWords.Sentences(this);
}

/// <summary>A computed deadline. It is due at <see cref="DueAt"/> (UTC); the rest is why.</summary>
public sealed record DueDate(DeadlineTrace Trace)
{
    public DateTimeOffset DueAt => Trace.DueAt;

    /// <summary>The last London date on which it can be met, for rules that count days; null for rules that count hours.</summary>
    public DateOnly? LastDay => Trace.LastDay;

    public AlternativeReading? Alternative => Trace.Alternative;

    public FinishBy? FinishBy => Trace.FinishBy;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadlineTrace))]
[JsonSerializable(typeof(DeadlineRule))]
internal sealed partial class DeadlineJson : JsonSerializerContext;
