using System.Globalization;
using System.Text;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.People;

/// <summary>Finds the records of a file that are of the same person, by the rules the product itself matches people with.</summary>
internal sealed class PeopleMatchCommand : ICommand
{
    private const string _csv = "--csv";
    private const string _out = "--out";
    private const string _threshold = "--threshold";
    private const string _json = "--json";
    private const int _parts = 1000;
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string Name => "people match";

    public string Summary => "Find records of the same person in a file, and say why";

    public CommandSyntax Syntax { get; } = new(
        new CommandOption(_csv, "FILE", "The people, with the columns unique_id, first_name, surname and dob; - for standard input"),
        new CommandOption(_out, "FILE", "Where to write the pairs; - for standard output"),
        new CommandOption(_threshold, "POINTS", "The points a pair needs, in place of the policy's"),
        CommandOption.Json)
    {
        Remarks =
        [
            "The columns email, phone, address, postcode and city are used where there are any; others are passed over. Dates may be written "
            + "2008-03-23, 23/03/2008 or 23 Mar 2008; the day comes before the month.",
            "Each line written is unique_id_l, unique_id_r, score, reasons. The score runs from 0.5 at the threshold to 1; a point more doubles the "
            + "odds. A pair of 0.5 may lie below the threshold by itself and be held together by other records of the person. See docs/matching.md.",
        ],
        Examples = ["people match --csv people.csv --out pairs.csv", "people match --csv people.csv --out pairs.csv --threshold 14 --json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var (file, to) = (input.Required(_csv), input.Required(_out));
        double? threshold = input.Has(_threshold) ? input.Number(_threshold, 0, -20, 100) : null;
        if (file != "-" && to != "-" && Path.GetFullPath(file) == Path.GetFullPath(to))
        {
            throw new UsageException($"{_out} would overwrite the file of {_csv}.");
        }

        if (to == "-" && input.Has(_json))
        {
            throw new UsageException($"{_json} prints on standard output: give {_out} a file.");
        }

        var people = PeopleCsv.Read(await InputFile.ReadAsync(file, terminal, ct), file == "-" ? "standard input" : file);
        foreach (var remark in people.Remarks)
        {
            await terminal.Error.WriteLineAsync($"dar: {remark}");
        }

        var today = UkTime.DateOf(terminal.Clock.GetUtcNow());
        PersonProfile[] profiles = [.. people.People.Select(p => PersonProfile.Of(p, today))];
        var matcher = PeopleMatcher.Of(profiles, MatchPolicy.Shipped, threshold);
        var pairs = Find(matcher, terminal, ct);
        await WriteAsync(to, terminal, MatchCsv.Lines(people, profiles, matcher, pairs), ct);
        Tell(new(people.Ids.Count, pairs.Count, pairs.SelectMany(p => new[] { p.Left, p.Right }).Distinct().Count(), Math.Round(matcher.Threshold, 1), MatchPolicy.Shipped.Version), to, input.Has(_json), terminal);
        return ExitCode.Done;
    }

    private static IReadOnlyList<MatchedPair> Find(PeopleMatcher matcher, Terminal terminal, CancellationToken ct)
    {
        using var bar = new ProgressBar(terminal, "Comparing people", _parts);
        return matcher.Find(done => bar.Report(done), ct);
    }

    private static async Task WriteAsync(string to, Terminal terminal, IEnumerable<string> lines, CancellationToken ct)
    {
        try
        {
            await using var stream = to == "-" ? terminal.Output : new FileStream(to, FileMode.Create, FileAccess.Write);
            await using var writer = new StreamWriter(stream, _utf8, leaveOpen: to == "-") { NewLine = "\n" };
            foreach (var line in lines)
            {
                ct.ThrowIfCancellationRequested();
                await writer.WriteLineAsync(line);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException($"{to} cannot be written: {e.Message}", e);
        }
    }

    private static void Tell(MatchSummary summary, string to, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Out.WriteLine(CommandJson.Write(summary));
        }
        else if (to != "-")
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Records:N0} records, {summary.Pairs:N0} pairs among {summary.Matched:N0} of them. Threshold {summary.Threshold:0.0} points, policy {summary.Policy}."));
        }
    }

    /// <param name="Records">Lines read.</param>
    /// <param name="Matched">Records that have at least one other of the same person.</param>
    /// <param name="Threshold">Points.</param>
    private sealed record MatchSummary(int Records, int Pairs, int Matched, double Threshold, string Policy);
}
