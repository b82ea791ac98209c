using DomesticAbuseResponse.Cli.CommandLine;

namespace DomesticAbuseResponse.Web.Tests.Cli;

public sealed class CommandRunnerTests
{
    [Fact]
    public async Task Without_arguments_it_explains_itself_and_fails()
    {
        var run = await DarRun.OfAsync();

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("Usage: dar COMMAND", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_lists_every_command(string argument)
    {
        var run = await DarRun.OfAsync(argument);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.All(CommandRegistry.All, c => Assert.Contains(c.Summary, run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_command_explains_its_options_within_80_columns()
    {
        foreach (var command in CommandRegistry.All)
        {
            var after = await DarRun.OfAsync([.. command.Name.Split(' '), "--help"]);
            var before = await DarRun.OfAsync(["help", .. command.Name.Split(' ')]);

            Assert.Equal((ExitCode.Done, after.Out), (after.ExitCode, before.Out));
            Assert.All(command.Syntax.Options, o => Assert.Contains(o.Name, after.Out, StringComparison.Ordinal));
            Assert.All(after.Lines, line => Assert.True(line.Length <= 80, line));
        }
    }

    [Fact]
    public void Commands_are_told_apart_by_name_and_summed_up_without_a_full_stop()
    {
        Assert.Equal(CommandRegistry.All.Count, CommandRegistry.All.Select(c => c.Name).Distinct().Count());
        Assert.All(CommandRegistry.All, c => Assert.False(c.Summary.EndsWith('.'), c.Name));
    }

    [Fact]
    public async Task A_command_of_two_words_is_found_and_given_the_rest()
    {
        var demo = new Echo("seed demo");
        var load = new Echo("seed load");

        var run = await RunAsync([demo, load], "seed", "load", "one", "--size", "3");

        Assert.Equal((ExitCode.Done, "seed load: one, size 3\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task The_first_word_alone_says_which_commands_it_begins()
    {
        var run = await RunAsync([new Echo("seed demo"), new Echo("seed load")], "seed");
        var help = await RunAsync([new Echo("seed demo"), new Echo("user create")], "seed", "--help");

        Assert.Equal((ExitCode.Usage, "dar: Say which: dar seed demo, dar seed load.\n"), (run.ExitCode, run.Error));
        Assert.Contains("seed demo", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("user create", help.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operand_that_is_missing_is_named()
    {
        var run = await RunAsync([new Echo("seed")], "seed");

        Assert.Equal((ExitCode.Usage, "dar: WHAT is missing: what to seed.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("99999999999")]
    public async Task A_number_out_of_range_is_refused_with_the_range(string size)
    {
        var run = await RunAsync([new Echo("seed")], "seed", "x", "--size", size);

        Assert.Equal(
            (ExitCode.Usage, $"dar: --size takes a whole number from 1 to 1,000, not \"{size}\".\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_fault_is_told_in_one_line_without_a_stack_trace()
    {
        var run = await RunAsync([new Faulty(new InvalidOperationException("The cupboard is bare."))], "faulty");

        Assert.Equal((ExitCode.Failed, "dar: The cupboard is bare.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Work_that_is_stopped_says_so()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var run = await DarRun.WithStreamAsync(
            Stream.Null, [new Faulty(new OperationCanceledException(stopped.Token))], stopped.Token, "faulty");

        Assert.Equal((ExitCode.Failed, "dar: stopped before the work was done.\n"), (run.ExitCode, run.Error));
    }

    private static Task<DarRun> RunAsync(IReadOnlyList<ICommand> commands, params string[] arguments) =>
        DarRun.WithStreamAsync(Stream.Null, commands, TestContext.Current.CancellationToken, arguments);

    private sealed class Echo(string name) : ICommand
    {
        public string Name => name;

        public string Summary => "Repeat what was said";

        public CommandSyntax Syntax { get; } = new(new CommandOption("--size", "N", "How much"))
        {
            Operands = [new CommandOperand("WHAT", "what to seed")],
        };

        public Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
        {
            terminal.Out.WriteLine($"{name}: {input.Operands[0]}, size {input.Number("--size", 1, 1, 1000)}");
            return Task.FromResult(ExitCode.Done);
        }
    }

    private sealed class Faulty(Exception fault) : ICommand
    {
        public string Name => "faulty";

        public string Summary => "Fail";

        public CommandSyntax Syntax { get; } = new();

        public Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct) => throw fault;
    }
}
