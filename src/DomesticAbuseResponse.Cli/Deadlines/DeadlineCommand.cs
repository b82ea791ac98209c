using System.Text.Json;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Deadlines;

/// <summary>Computes deadlines by the rules the product runs on, one at a time or in bulk, and says why.</summary>
internal sealed class DeadlineCommand : ICommand
{
    private const string _rule = "--rule";
    private const string _start = "--start";
    private const string _batch = "--batch";
    private const string _list = "--list";
    private const string _json = "--json";

    public string Name => "deadline";

    public string Summary => "Say when something is due, and why";

    public CommandSyntax Syntax { get; } = new(
        new CommandOption(_rule, "NAME", "The rule: see dar deadline --list"),
        new CommandOption(
            _start, "INSTANT", "What starts the clock: 2026-12-24, 2026-12-24T23:30 (London time) or 2026-12-24T23:30:00+00:00"),
        new CommandOption(_batch, "FILE", "Read JSON lines {\"rule\",\"start\"} from a file, or - for standard input"),
        new CommandOption(_list, null, "List the rules"),
        CommandOption.Json)
    {
        Remarks =
        [
            "A rule that counts days is due at 23:59:59 in London on the last day. For MARAC rules the start is the meeting, "
            + "for bail rules the arrest.",
            "--batch answers each line with the same line and \"due\", \"because\" and, where there are any, \"alternative\" and "
            + "\"finishBy\". A line that cannot be answered gets \"error\" instead, and the exit code is then 1.",
        ],
        Examples =
        [
            "deadline --rule victim-contact-medium --start 2026-12-24T23:30",
            "deadline --rule court-48h --start 2026-12-24T23:30:00+00:00 --json",
            "deadline --batch starts.jsonl > due.jsonl",
        ],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        string[] modes = [.. new[] { _rule, _batch, _list }.Where(input.Has)];

        if (modes.Length > 1)
        {
            throw new UsageException($"Choose one of {string.Join(" and ", modes)}.");
        }

        if (input.Has(_list))
        {
            List(input.Has(_json), terminal);
            return ExitCode.Done;
        }

        if (input[_batch] is { } file)
        {
            return input.Has(_start)
                ? throw new UsageException($"{_start} goes with {_rule}; in a batch each line has its own.")
                : await DeadlineBatch.RunAsync(file, terminal, ct);
        }

        if (!input.Has(_rule))
        {
            throw new UsageException($"Give {_rule} and {_start}, or {_batch}, or {_list}. See dar deadline --help.");
        }

        return One(input.Required(_rule), input.Required(_start), input.Has(_json), terminal);
    }

    private static int One(string rule, string start, bool json, Terminal terminal)
    {
        var result = DeadlineAnswer.Compute(rule, start);

        if (json)
        {
            terminal.Out.WriteLine(DeadlineAnswer.ToJson(rule, start, result));
        }

        return result.Match(
            due =>
            {
                if (!json)
                {
                    terminal.Out.WriteLine($"{DeadlineAnswer.Written(due.DueAt)}\n");
                    terminal.Out.WriteLine(string.Join('\n', due.Trace.ToSentences()));
                }

                return ExitCode.Done;
            },
            refusal => (json, refusal.Code) switch
            {
                (true, "deadline-rule.unknown" or "start.unreadable") => ExitCode.Usage,
                (true, _) => ExitCode.Failed,
                (false, "deadline-rule.unknown") => throw new UsageException(
                    $"{refusal.Message}{Suggestion.For(rule, DeadlineRuleBook.Default.Rules.Select(r => r.Code))} See dar deadline --list."),
                (false, "start.unreadable") => throw new UsageException(refusal.Message),
                (false, _) => throw new CommandFailedException(refusal.Message),
            });
    }

    private static void List(bool json, Terminal terminal)
    {
        var rules = DeadlineRuleBook.Default.Rules;

        if (json)
        {
            using var writer = new Utf8JsonWriter(terminal.Output, DeadlineAnswer.Relaxed);
            writer.WriteStartArray();

            foreach (var rule in rules)
            {
                writer.WriteStartObject();
                writer.WriteString("rule", rule.Code);
                writer.WriteString("version", rule.Version);
                writer.WriteString("clock", rule.Clock.ToString());
                writer.WriteString("starts", rule.Starts);
                writer.WriteString("description", rule.Description);
                writer.WriteStartArray("sources");
                rule.Sources.ToList().ForEach(writer.WriteStringValue);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.Flush();
            terminal.Out.WriteLine();
            return;
        }

        var width = rules.Max(r => r.Code.Length) + 2;
        var clock = rules.Max(r => r.Clock.ToString().Length) + 2;

        foreach (var rule in rules)
        {
            terminal.Out.WriteLine($"{rule.Code.PadRight(width)}{rule.Clock.ToString().PadRight(clock)}{rule.Description}");
        }

        terminal.Out.WriteLine($"\nBank holidays: {BankHolidays.Default.Version}, to {UkTime.Describe(BankHolidays.Default.LastDay)}.");

        if (BankHolidays.Default.EndsSoon(UkTime.DateOf(terminal.Clock.GetUtcNow())) is { } warning)
        {
            terminal.Error.WriteLine($"dar: {warning}");
        }
    }
}
