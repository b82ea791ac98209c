using System.Globalization;
using System.Text.Json;
using DomesticAbuseResponse.Cli.CommandLine;

namespace DomesticAbuseResponse.Web.Tests.Cli;

public sealed class DeadlineCommandTests
{
    /// <summary>The machine-readable scenarios that have one rule and one answer.</summary>
    public static TheoryData<string, string, string, string> Scenarios => new()
    {
        { "S18", "victim-contact-medium", "2026-12-24T23:30:00+00:00", "2027-01-05T23:59:59+00:00" },
        { "S19", "victim-contact-high", "2026-12-24T23:30:00+00:00", "2026-12-25T23:30:00+00:00" },
        { "S20", "victim-contact-high", "2026-10-24T14:00:00+01:00", "2026-10-25T13:00:00+00:00" },
        { "S21", "victim-contact-high", "2027-03-27T22:00:00+00:00", "2027-03-28T23:00:00+01:00" },
        { "S23", "victim-contact-medium", "2027-03-24", "2027-04-02T23:59:59+01:00" },
        { "S29", "victims-code-enhanced", "2026-12-24", "2026-12-29T23:59:59+00:00" },
        { "S31", "victims-code-standard", "2026-12-31", "2027-01-08T23:59:59+00:00" },
        { "S32", "support-referral", "2026-12-24", "2026-12-30T23:59:59+00:00" },
        { "S34", "court-48h", "2026-11-24T10:00:00+00:00", "2026-11-26T10:00:00+00:00" },
        { "S38", "court-48h", "2027-03-25T16:00:00+00:00", "2027-03-30T16:00:00+01:00" },
        { "S40", "court-48h", "2026-11-29T10:00:00+00:00", "2026-12-02T00:00:00+00:00" },
        { "S41", "dvpo-28", "2026-12-29", "2027-01-25T23:59:59+00:00" },
        { "S44", "dapo-notify", "2026-11-27", "2026-11-29T23:59:59+00:00" },
        { "S50", "marac-referral-cutoff", "2027-01-07", "2026-12-21T23:59:59+00:00" },
        { "S50", "marac-agenda-out", "2027-01-07T09:30", "2026-12-23T23:59:59+00:00" },
        { "S51", "marac-minutes", "2027-04-08", "2027-04-13T23:59:59+01:00" },
        { "S54", "repeat-window", "2028-02-29", "2029-02-28T23:59:59+00:00" },
        { "S74", "subject-access", "2027-01-31", "2027-03-01T23:59:59+00:00" },
        { "S80", "bail-3", "2027-01-10", "2027-04-10T23:59:59+01:00" },
        { "S81", "bail-9", "2026-11-29", "2027-08-29T23:59:59+01:00" },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_command_gives_the_scenario_answer_in_London_time(string scenario, string rule, string start, string due)
    {
        var run = await DarRun.OfAsync("deadline", "--rule", rule, "--start", start, "--json");

        using var answer = JsonDocument.Parse(run.Out);
        Assert.Equal((0, scenario, due), (run.ExitCode, scenario, answer.RootElement.GetProperty("due").GetString()));
        Assert.Equal(rule, answer.RootElement.GetProperty("rule").GetString());
        Assert.Equal(start, answer.RootElement.GetProperty("start").GetString());
    }

    [Fact]
    public async Task Without_json_the_date_comes_first_and_then_the_reasons_in_sentences()
    {
        var run = await DarRun.OfAsync("deadline", "--rule=victim-contact-medium", "--start=2026-12-24T23:30");

        Assert.Equal("2027-01-05T23:59:59+00:00", run.Lines[0]);
        Assert.Contains("Due by the end of Tuesday 5 January 2027.", run.Lines);
    }

    [Fact]
    public async Task The_other_reading_and_the_day_to_finish_by_are_given_only_where_there_is_one()
    {
        using var court = JsonDocument.Parse((await DarRun.OfAsync("deadline", "--rule", "court-48h", "--start", "2026-12-24T23:30", "--json")).Out);
        using var disclosure = JsonDocument.Parse((await DarRun.OfAsync("deadline", "--rule", "dvds-28", "--start", "2026-12-04", "--json")).Out);

        Assert.Equal("2026-12-30T23:30:00+00:00", court.RootElement.GetProperty("alternative").GetString());
        Assert.False(court.RootElement.TryGetProperty("finishBy", out _));
        Assert.Equal("2026-12-31T23:59:59+00:00", disclosure.RootElement.GetProperty("finishBy").GetString());
        Assert.False(disclosure.RootElement.TryGetProperty("alternative", out _));
    }

    [Fact]
    public async Task A_batch_answers_each_line_in_order_and_fails_at_the_end_when_one_is_bad()
    {
        var run = await DarRun.WithInputAsync(
            """
            {"rule":"bail-3","start":"2026-11-29","id":7}

            not json
            [1]
            {"rule":"bail-3"}
            {"rule":7,"start":"2026-11-29"}
            {"rule":"no-such-rule","start":"2026-11-29"}
            {"rule":"dvpo-13","start":"2026-11-29"}
            {"rule":"bail-3","start":"9999-12-31"}
            {"rule":"bail-3","start":"2026-11-29","note":"\ud800"}
            {"rule":"school-notification","start":"2026-11-27T21:10"}
            {"rule":"dapo-notify","start":"2026-11-27"}
            """,
            "deadline", "--batch", "-");

        var answers = run.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("dar: 9 of 11 lines could not be answered; each says why in \"error\".\n", run.Error);
        Assert.Equal(
            [
                "2027-02-28T23:59:59+00:00",
                "Line 3 cannot be read: it is not a JSON object.",
                "Line 4 cannot be read: it is not a JSON object.",
                "Line 5 cannot be read: \"start\" must be a text.",
                "Line 6 cannot be read: \"rule\" must be a text.",
                "There is no deadline rule named no-such-rule.",
                "A domestic violence protection order lasts from 14 to 28 days, not 13.",
                "The start must lie between the years 1980 and 2199.",
                "Line 10 cannot be read: it holds half a character.",
                "No school term dates are held for this area.",
                "2026-11-29T23:59:59+00:00",
            ],
            answers.Select(a => (a.TryGetProperty("due", out var due) ? due : a.GetProperty("error")).GetString()));
        Assert.Equal(7, answers[0].GetProperty("id").GetInt32());
        Assert.All(answers, a => Assert.True(a.TryGetProperty("rule", out _) && a.TryGetProperty("start", out _)));
    }

    [Fact]
    public async Task A_batch_without_a_bad_line_succeeds_in_silence()
    {
        var run = await DarRun.WithInputAsync("{\"rule\":\"bail-3\",\"start\":\"2026-11-29\"}\n", "deadline", "--batch", "-");

        Assert.Equal((0, "", 1), (run.ExitCode, run.Error, run.Lines.Length));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_in_one_line()
    {
        var run = await DarRun.OfAsync("deadline", "--batch", "no-such-file.jsonl");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("dar: \"no-such-file.jsonl\" cannot be read:", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_before_asking_again_gets_it()
    {
        using var stdin = new QuestionByQuestion("""{"rule":"bail-3","start":"2026-11-29"}""", """{"rule":"bail-6","start":"2026-11-29"}""");
        using var stdout = new MemoryStream();
        using var stderr = new StringWriter();
        stdin.BeforeNext = () => stdin.Answered.Add(stdout.Length);
        var terminal = new Terminal(stdin, stdout, stderr, false, new ManualClock());

        await CommandRunner.RunAsync(
            ["deadline", "--batch", "-"],
            CommandRegistry.All,
            terminal,
            TestContext.Current.CancellationToken);

        Assert.Equal(3, stdin.Answered.Count);
        Assert.True(stdin.Answered[0] == 0 && stdin.Answered[1] > 0 && stdin.Answered[2] > stdin.Answered[1]);
    }

    [Theory]
    [InlineData("Give --rule and --start, or --batch, or --list. See dar deadline --help.", "deadline")]
    [InlineData("--start is missing.", "deadline", "--rule", "bail-3")]
    [InlineData("--rule needs a value: --rule NAME.", "deadline", "--rule", "--start", "2026-11-29")]
    [InlineData("Choose one of --rule and --list.", "deadline", "--rule", "bail-3", "--list")]
    [InlineData("--start goes with --rule; in a batch each line has its own.", "deadline", "--batch", "-", "--start", "2026-11-29")]
    [InlineData("There is no option --rulle. Did you mean --rule?", "deadline", "--rulle", "bail-3")]
    [InlineData("--json takes no value.", "deadline", "--json=yes")]
    [InlineData("--rule was given twice.", "deadline", "--rule", "bail-3", "--rule", "bail-6")]
    [InlineData("\"extra\" is not expected here.", "deadline", "extra")]
    [InlineData("There is no command \"dedline\". Did you mean deadline? See dar --help.", "dedline")]
    [InlineData(
        "There is no deadline rule named bial-3. Did you mean bail-3? See dar deadline --list.",
        "deadline", "--rule", "bial-3", "--start", "2026-11-29")]
    [InlineData(
        "Write the start as 2026-12-24, 2026-12-24T23:30 (London time) or 2026-12-24T23:30:00+00:00.",
        "deadline", "--rule", "bail-3", "--start", "29/11/2026")]
    public async Task A_line_that_makes_no_sense_says_what_to_write_instead(string message, params string[] arguments)
    {
        var run = await DarRun.OfAsync(arguments);

        Assert.Equal((2, "", $"dar: {message}\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task The_rules_are_listed_for_people_and_for_programs()
    {
        var table = await DarRun.OfAsync("deadline", "--list");
        using var json = JsonDocument.Parse((await DarRun.OfAsync("deadline", "--list", "--json")).Out);

        Assert.Contains(table.Lines, l => l.StartsWith("court-48h ", StringComparison.Ordinal));
        Assert.Contains(json.RootElement.EnumerateArray(), r => r.GetProperty("rule").GetString() == "court-48h");
    }

    [Fact]
    public async Task Every_rule_the_list_names_can_be_asked_for()
    {
        using var json = JsonDocument.Parse((await DarRun.OfAsync("deadline", "--list", "--json")).Out);

        foreach (var rule in json.RootElement.EnumerateArray().Select(r => r.GetProperty("rule").GetString()!))
        {
            if (rule != "school-notification")
            {
                var run = await DarRun.OfAsync("deadline", "--rule", rule, "--start", "2026-11-24T10:00");
                Assert.True(DateTimeOffset.TryParse(run.Lines[0], CultureInfo.InvariantCulture, out _), rule);
            }
        }
    }

    /// <summary>Hands out one line at a time, as a program does that waits for each answer.</summary>
    private sealed class QuestionByQuestion(params string[] lines) : MemoryStream
    {
        private int _next;

        public List<long> Answered { get; } = [];

        public Action BeforeNext { get; set; } = () => { };

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(50, cancellationToken);
            BeforeNext();
            return _next < lines.Length ? System.Text.Encoding.UTF8.GetBytes(lines[_next++] + "\n", buffer.Span) : 0;
        }
    }
}
