using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Flow;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Flow;

/// <summary>Brings the daily counts of the system used before, so that a drop shows from the first day of this one.</summary>
internal sealed class FlowImportCommand(Workplace workplace) : ICommand
{
    private static readonly CommandOption _check = new("--check", null, "Only say what would be taken in");
    private static readonly string[] _columns = ["day", "stream", "from", "unit", "to", "instrument", "count"];

    public string Name => "flow import";

    public string Summary => "Take in daily counts of an earlier system";

    public CommandSyntax Syntax { get; } = new(_check, CommandOption.Json)
    {
        Operands = [new CommandOperand("FILE", $"comma-separated values with the columns {string.Join(", ", _columns)}, or - for standard input")],
        Remarks =
        [
            "The stream is referral, assessment or incident; day is 2026-11-01; from, unit and to are names as pages show them. A referral's instrument is Idva or Marac, an "
            + "assessment's the code of its form, an incident has none. Only days before the first one counted here are taken; the same day again replaces its count. "
            + "A line that cannot be read is left out and named.",
        ],
        Examples = ["flow import counts.csv --check"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var (lines, unread) = Read(await InputFile.ReadTextAsync(input.Operands[0], terminal, ct), input.Operands[0]);
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var imported = (await scope.ServiceProvider.GetRequiredService<ImportFlow>().HandleAsync(Actor.System, lines, input.Has(_check.Name), ct))
            .Match(done => done with { LeftOut = [.. unread, .. done.LeftOut] }, refusal => throw new CommandFailedException(refusal.Message));
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(imported));
        }
        else
        {
            terminal.Out.WriteLine($"{imported.Rows} counts of {imported.Routes} routes {(input.Has(_check.Name) ? "would be taken in" : "taken in")}; {imported.LeftOut.Count} lines left out.");
            imported.LeftOut.Take(20).ToList().ForEach(l => terminal.Error.WriteLine($"dar: {l}"));
        }

        return imported.Rows == 0 && imported.LeftOut.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static (List<ImportFlow.Line> Lines, List<string> Unread) Read(string text, string file)
    {
        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null,
            MissingFieldFound = null,
            IgnoreBlankLines = true,
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
        });
        string[] header = csv.Read() && csv.ReadHeader() ? [.. csv.HeaderRecord!.Select(h => h.Trim().ToLowerInvariant())] : [];
        if (_columns.Except(header).ToList() is { Count: > 0 } missing)
        {
            throw new CommandFailedException($"{file} has no column {string.Join(", ", missing)}.");
        }

        List<ImportFlow.Line> lines = [];
        List<string> unread = [];
        while (csv.Read())
        {
            var number = csv.Parser.RawRow;
            string? Field(string column) => csv.TryGetField<string>(column, out var value) && value?.Trim() is { Length: > 0 } said ? said : null;
            if (!DateOnly.TryParseExact(Field("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || !Enum.TryParse<FlowKind>(Field("stream"), ignoreCase: true, out var stream) || !Enum.IsDefined(stream)
                || Field("from") is not { } from || !int.TryParse(Field("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                unread.Add($"Line {number}: a day like 2026-11-01, a stream, a sender and a whole number are needed.");
                continue;
            }

            lines.Add(new(number, day, stream, from, Field("unit"), Field("to"), Field("instrument"), count));
        }

        return (lines, unread);
    }
}
