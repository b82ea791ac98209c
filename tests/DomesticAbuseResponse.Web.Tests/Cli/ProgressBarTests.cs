using DomesticAbuseResponse.Cli.CommandLine;

namespace DomesticAbuseResponse.Web.Tests.Cli;

public sealed class ProgressBarTests
{
    [Fact]
    public void On_a_terminal_the_bar_redraws_its_line_and_ends_it()
    {
        var shown = Show(isTerminal: true, seconds: 4);

        Assert.Contains("\rLoading incidents [#######.......................] 25 % (250 of 1,000), 3 s left", shown, StringComparison.Ordinal);
        Assert.Contains("\rLoading incidents [##############################] 100 % (1,000 of 1,000), 0 s left", shown, StringComparison.Ordinal);
        Assert.Equal(1, shown.Count(c => c == '\n'));
        Assert.EndsWith("\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Elsewhere_it_prints_a_plain_line_every_five_seconds() =>
        Assert.Equal(
            "Loading incidents: 25 % (250 of 1,000), 15 s left\n"
            + "Loading incidents: 50 % (500 of 1,000), 10 s left\n"
            + "Loading incidents: 75 % (750 of 1,000), 5 s left\n"
            + "Loading incidents: 100 % (1,000 of 1,000), 0 s left\n",
            Show(isTerminal: false, seconds: 20));

    [Fact]
    public void Work_that_is_soon_done_shows_nothing() => Assert.Equal("", Show(isTerminal: true, seconds: 0.5));

    private static string Show(bool isTerminal, double seconds)
    {
        var clock = new ManualClock();
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(Stream.Null, Stream.Null, error, isTerminal, clock);

        using (var bar = new ProgressBar(terminal, "Loading incidents", 1000))
        {
            for (var done = 1; done <= 1000; done++)
            {
                clock.Advance(TimeSpan.FromSeconds(seconds / 1000));
                bar.Report(done);
            }
        }

        return error.ToString();
    }
}
