using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Cli.Deadlines;

/// <summary>
/// Answers JSON lines as they come: one line out for each line in, in the same order, holding no more than one at a
/// time. Other properties of a line are passed through. Blank lines are left out.
/// </summary>
internal static class DeadlineBatch
{
    private const int _flushAt = 64 * 1024;
    private static readonly string[] _ours = ["rule", "start", "due", "because", "alternative", "finishBy", "error"];

    public static async Task<int> RunAsync(string file, Terminal terminal, CancellationToken ct)
    {
        await using var input = file == "-" ? terminal.Input : Open(file);
        using var reader = new StreamReader(input, Encoding.UTF8);
        using var progress = new ProgressBar(terminal, "Computing deadlines", 0);
        var buffer = new ArrayBufferWriter<byte>(2 * _flushAt);
        var answer = new ArrayBufferWriter<byte>(4096);
        await using var writer = new Utf8JsonWriter(answer, DeadlineAnswer.Relaxed);
        var (number, asked, failed) = (0L, 0L, 0L);

        while (true)
        {
            var reading = reader.ReadLineAsync(ct);

            // Whoever waits for an answer before writing the next line must get it.
            if (buffer.WrittenCount >= _flushAt || !reading.IsCompleted)
            {
                await FlushAsync(buffer, terminal.Output, ct);
            }

            if (await reading is not { } line)
            {
                break;
            }

            number++;

            if (!string.IsNullOrWhiteSpace(line))
            {
                asked++;
                failed += Answer(writer, answer, line, number) ? 0 : 1;
                buffer.Write(answer.WrittenSpan);
                buffer.Write("\n"u8);
                progress.Report(number);
            }
        }

        await FlushAsync(buffer, terminal.Output, ct);

        if (failed == 0)
        {
            return ExitCode.Done;
        }

        throw new CommandFailedException(string.Create(
            CultureInfo.InvariantCulture, $"{failed:N0} of {asked:N0} lines could not be answered; each says why in \"error\"."));
    }

    private static bool Answer(Utf8JsonWriter writer, ArrayBufferWriter<byte> answer, string line, long number)
    {
        try
        {
            Begin();
            using var document = JsonDocument.Parse(line);
            return Answer(writer, document.RootElement, number);
        }
        catch (JsonException)
        {
            Begin();
            return Write(writer, null, null, null, Problem(number, "it is not a JSON object"));
        }
        catch (InvalidOperationException)
        {
            // JSON allows half a character, written as an escape; text does not, and it shows only when it is read.
            Begin();
            return Write(writer, null, null, null, Problem(number, "it holds half a character"));
        }

        void Begin()
        {
            answer.ResetWrittenCount();
            writer.Reset();
        }
    }

    private static bool Answer(Utf8JsonWriter writer, JsonElement element, long number)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return Write(writer, null, null, null, Problem(number, "it is not a JSON object"));
        }

        var (rule, start) = (Text(element, "rule"), Text(element, "start"));

        return (rule, start) switch
        {
            (null, _) => Write(writer, element, rule, start, Problem(number, "\"rule\" must be a text")),
            (_, null) => Write(writer, element, rule, start, Problem(number, "\"start\" must be a text")),
            _ => Write(writer, element, rule, start, DeadlineAnswer.Compute(rule, start)),
        };
    }

    private static bool Write(Utf8JsonWriter writer, JsonElement? line, string? rule, string? start, Result<DueDate> result)
    {
        writer.WriteStartObject();

        foreach (var property in line?.EnumerateObject().Where(p => !_ours.Contains(p.Name)) ?? [])
        {
            property.WriteTo(writer);
        }

        writer.WriteString("rule", rule);
        writer.WriteString("start", start);
        var answered = DeadlineAnswer.Write(writer, result);
        writer.WriteEndObject();
        writer.Flush();
        return answered;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Result<DueDate> Problem(long number, string what) =>
        new Refusal("line.unreadable", string.Create(CultureInfo.InvariantCulture, $"Line {number} cannot be read: {what}."));

    private static async Task FlushAsync(ArrayBufferWriter<byte> buffer, Stream output, CancellationToken ct)
    {
        if (buffer.WrittenCount > 0)
        {
            await output.WriteAsync(buffer.WrittenMemory, ct);
            await output.FlushAsync(ct);
            buffer.ResetWrittenCount();
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException($"\"{file}\" cannot be read: {e.Message}", e);
        }
    }
}
