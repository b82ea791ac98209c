using System.Text;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>One call of <c>dar</c> inside the test process, with what it printed and told the shell.</summary>
internal sealed record DarRun(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<DarRun> OfAsync(params string[] arguments) => WithInputAsync("", arguments);

    public static async Task<DarRun> WithInputAsync(string input, params string[] arguments)
    {
        using var stdin = new MemoryStream(Encoding.UTF8.GetBytes(input));
        return await WithStreamAsync(stdin, CommandRegistry.All, TestContext.Current.CancellationToken, arguments);
    }

    /// <summary>On a database, as somebody in Development calls it.</summary>
    public static async Task<DarRun> OnAsync(TestDatabase database, params string[] arguments)
    {
        var workplace = new Workplace(new Dictionary<string, string?> { ["ConnectionStrings:Database"] = database.ConnectionString, ["environment"] = "Testing" });
        return await WithStreamAsync(Stream.Null, CommandRegistry.For(workplace), TestContext.Current.CancellationToken, arguments);
    }

    public static async Task<DarRun> WithStreamAsync(
        Stream stdin, IReadOnlyList<ICommand> commands, CancellationToken ct, params string[] arguments)
    {
        using var stdout = new MemoryStream();
        using var stderr = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(stdin, stdout, stderr, errorIsTerminal: false, new ManualClock());
        var exitCode = await CommandRunner.RunAsync(arguments, commands, terminal, ct);
        return new DarRun(exitCode, Encoding.UTF8.GetString(stdout.ToArray()), stderr.ToString());
    }
}

/// <summary>A clock that moves only when told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public void Advance(TimeSpan time) => _now += time;
}
