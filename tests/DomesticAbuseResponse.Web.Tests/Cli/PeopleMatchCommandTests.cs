using System.Text;
using System.Text.Json;
using DomesticAbuseResponse.Cli.CommandLine;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>dar people match reads files as they come and writes who is who, or says in one line what is wrong.</summary>
public sealed class PeopleMatchCommandTests
{
    private const string _people =
        "unique_id,first_name,surname,dob,email\n"
        + "1,Noah,Thornbury,2008-03-23,noah.thornbury@example.org\n"
        + "2,Thornbury,Noah ,23/03/2008,\n"
        + "3,Harriet,Winwick,1974-11-02,hw@example.org\n"
        + "4,Noha,Thornbery,2008-03-23,noah.thornbury@example.org\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("dar-people").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pairs_are_written_with_a_score_and_reasons_in_the_order_of_the_file()
    {
        var (run, lines) = await MatchAsync(_people);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Equal("unique_id_l,unique_id_r,score,reasons", lines[0]);
        Assert.Equal(["1,2", "1,4", "2,4"], lines.Skip(1).Select(l => string.Join(',', l.Split(',').Take(2))));
        Assert.Contains("first name and surname changed places (Noah Thornbury / Thornbury Noah", lines[1], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), l => Assert.InRange(double.Parse(l.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture), 0.5, 1));
        Assert.StartsWith("4 records, 3 pairs among 3 of them. Threshold ", Assert.Single(run.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_gives_the_same_bytes()
    {
        var (_, first) = await MatchAsync(_people);
        var (_, second) = await MatchAsync(_people);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Columns_may_come_in_any_order_with_others_between_and_dates_in_words()
    {
        var (run, lines) = await MatchAsync("DOB, Surname ,notes,First_Name,unique_id\r\n23 Mar 2008,Thornbury,\"a, \"\"b\"\"\",Noah,a-1\r\n\r\n2008-03-23,THORNBURY,,noah,a-2\r\n");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.StartsWith("a-1,a-2,", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16")]
    [InlineData("semicolons")]
    public async Task Files_as_spreadsheets_save_them_are_read(string form)
    {
        var text = form == "semicolons" ? _people.Replace(',', ';') : _people;
        var bytes = form switch
        {
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };

        var (run, lines) = await MatchAsync(bytes);

        Assert.Equal(("", 4), (run.Error, lines.Length));
    }

    [Fact]
    public async Task A_file_of_an_older_program_is_read_as_such_and_said_to_be()
    {
        var (run, lines) = await MatchAsync(Encoding.Latin1.GetBytes("unique_id,first_name,surname,dob\n1,Zoë,Brontë,1990-01-02\n2,Zoe,Bronte,1990-01-02\n"));

        Assert.Equal((ExitCode.Done, 2), (run.ExitCode, lines.Length));
        Assert.Contains("not UTF-8 and was read as Windows-1252", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_with_too_few_fields_without_an_id_or_with_one_twice_are_said_and_read_as_far_as_they_go()
    {
        var (run, lines) = await MatchAsync(_people + "5,Noah,Thornbury\n,Nobody,Known,1990-01-01,\n3,Harriet,Winwick,1974-11-02,hw@example.org,more\n");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("1 line without a unique_id: left out (7).", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 lines with more or fewer fields than columns: read as far as it goes (6, 8).", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 line with a unique_id that an earlier line has (8).", run.Error, StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("3,3,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n \n", "is empty")]
    [InlineData("unique_id,first_name,dob\n1,A,2000-01-01\n", "has no column surname; its first line names unique_id, first_name, dob")]
    [InlineData("unique_id,first_name,surname,dob,dob\n", "has the column dob twice")]
    [InlineData("unique_id,first_name,surname,dob\n1,\"Noah,Thornbury,2008-03-23\n2,a,b,\n3,a,b,\n4,a,b,\n5,a,b,\n6,a,b,\n", "is never closed")]
    public async Task A_file_that_makes_no_sense_is_refused_with_the_reason_and_nothing_is_written(string content, string reason)
    {
        var (run, lines) = await MatchAsync(content);

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task A_file_with_nobody_in_it_gives_the_header_alone()
    {
        var (run, lines) = await MatchAsync("unique_id,first_name,surname,dob\n");

        Assert.Equal((ExitCode.Done, "unique_id_l,unique_id_r,score,reasons"), (run.ExitCode, Assert.Single(lines)));
    }

    [Fact]
    public async Task Calls_that_make_no_sense_are_told_what_to_write()
    {
        var file = Path.Combine(_folder, "people.csv");
        await File.WriteAllTextAsync(file, _people, Ct);

        var nothing = await DarRun.OfAsync("people", "match");
        var absent = await DarRun.OfAsync("people", "match", "--csv", "no-such.csv", "--out", "x.csv");
        var over = await DarRun.OfAsync("people", "match", "--csv", file, "--out", file);
        var points = await DarRun.OfAsync("people", "match", "--csv", file, "--out", "x.csv", "--threshold", "high");
        var unwritable = await DarRun.OfAsync("people", "match", "--csv", file, "--out", Path.Combine(_folder, "no", "such", "x.csv"));

        Assert.Equal((ExitCode.Usage, ExitCode.Failed, ExitCode.Usage, ExitCode.Usage, ExitCode.Failed), (nothing.ExitCode, absent.ExitCode, over.ExitCode, points.ExitCode, unwritable.ExitCode));
        Assert.Contains("--csv is missing", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("no-such.csv cannot be read", absent.Error, StringComparison.Ordinal);
        Assert.Contains("would overwrite", over.Error, StringComparison.Ordinal);
        Assert.Contains("--threshold takes a whole number", points.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be written", unwritable.Error, StringComparison.Ordinal);
        Assert.Equal(_people, await File.ReadAllTextAsync(file, Ct));
    }

    [Fact]
    public async Task Standard_input_and_output_a_threshold_and_a_summary_for_programs()
    {
        var piped = await DarRun.WithInputAsync(_people, "people", "match", "--csv", "-", "--out", "-");
        var (strict, lines) = await MatchAsync(_people, "--threshold", "90", "--json");

        Assert.Equal(4, piped.Lines.Length);
        Assert.Single(lines);
        using var summary = JsonDocument.Parse(strict.Out);
        Assert.Equal((4, 0, 90), (summary.RootElement.GetProperty("records").GetInt32(), summary.RootElement.GetProperty("pairs").GetInt32(), summary.RootElement.GetProperty("threshold").GetInt32()));
    }

    private Task<(DarRun Run, string[] Lines)> MatchAsync(string content, params string[] more) => MatchAsync(Encoding.UTF8.GetBytes(content), more);

    private async Task<(DarRun Run, string[] Lines)> MatchAsync(byte[] content, params string[] more)
    {
        var (file, to) = (Path.Combine(_folder, "people.csv"), Path.Combine(_folder, "pairs.csv"));
        await File.WriteAllBytesAsync(file, content, Ct);
        var run = await DarRun.OfAsync(["people", "match", "--csv", file, "--out", to, .. more]);
        return (run, File.Exists(to) ? await File.ReadAllLinesAsync(to, Ct) : []);
    }
}
