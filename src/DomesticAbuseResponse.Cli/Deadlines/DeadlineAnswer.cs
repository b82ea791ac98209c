using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Deadlines;

/// <summary>One question and its answer in the form this command reads and writes: London times, to the second.</summary>
internal static class DeadlineAnswer
{
    /// <summary>Leaves the plus sign of an offset as it is; the output is never put into a web page.</summary>
    public static JsonWriterOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Result<DueDate> Compute(string rule, string start) => DeadlineStart.Parse(start).Match(
        read => DeadlineRuleBook.Default.TryDue(rule, read, DeadlineCalendars.Default),
        refusal => refusal);

    /// <summary>"2026-10-25T13:00:00+00:00".</summary>
    public static string Written(DateTimeOffset instant) =>
        UkTime.ToLondon(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string ToJson(string rule, string start, Result<DueDate> result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        writer.WriteStartObject();
        writer.WriteString("rule", rule);
        writer.WriteString("start", start);
        Write(writer, result);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the answer's properties into an object already begun; false for an error.</summary>
    public static bool Write(Utf8JsonWriter writer, Result<DueDate> result) => result.Match(
        due =>
        {
            writer.WriteString("due", Written(due.DueAt));
            writer.WriteString("because", string.Join(' ', due.Trace.ToSentences()));

            if (due.Alternative is { } alternative)
            {
                writer.WriteString("alternative", Written(alternative.DueAt));
            }

            if (due.FinishBy is { } finishBy)
            {
                writer.WriteString("finishBy", Written(UkTime.EndOfDay(finishBy.Date)));
            }

            return true;
        },
        refusal =>
        {
            writer.WriteString("error", refusal.Message);
            return false;
        });
}
