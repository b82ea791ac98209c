namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>
/// Finds the command a line calls, gives help where it is asked for, and turns every problem into one line on standard
/// error and an <see cref="ExitCode"/>: nobody at a terminal is shown a stack trace.
/// </summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyList<ICommand> commands, Terminal terminal, CancellationToken ct)
    {
        try
        {
            return await DispatchAsync(arguments, commands, terminal, ct);
        }
        catch (UsageException e)
        {
            return await TellAsync(terminal, e.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return await TellAsync(terminal, "stopped before the work was done.", ExitCode.Failed);
        }
        catch (Exception e)
        {
            // A start-up fault hides its cause in a wrapper whose own message says nothing.
            return await TellAsync(terminal, ((e as TypeInitializationException)?.InnerException ?? e).Message, ExitCode.Failed);
        }
        finally
        {
            await terminal.Out.FlushAsync(CancellationToken.None);
        }
    }

    private static async Task<int> DispatchAsync(
        IReadOnlyList<string> arguments, IReadOnlyList<ICommand> commands, Terminal terminal, CancellationToken ct)
    {
        if (arguments.Count == 0)
        {
            await terminal.Error.WriteAsync(HelpText.ForAll(commands));
            return ExitCode.Usage;
        }

        var wantsHelp = arguments[0] == "help" || arguments.TakeWhile(a => a != "--").Any(IsHelp);
        var words = arguments.Skip(arguments[0] == "help" ? 1 : 0).ToList();

        // "seed demo" before "seed", so that a command may share its first word with others.
        var command = commands.Where(c => IsCalledBy(c, words)).MaxBy(c => c.Name.Length);

        if (wantsHelp)
        {
            await terminal.Out.WriteAsync(command is not null ? HelpText.For(command) : HelpText.ForAll(Group(commands, words)));
            return ExitCode.Done;
        }

        if (command is null)
        {
            throw Unknown(words, commands);
        }

        var input = CommandInput.Parse(command.Syntax, [.. words.Skip(command.Name.Split(' ').Length)]);
        return await command.RunAsync(input, terminal, ct);
    }

    private static bool IsHelp(string argument) => argument is "--help" or "-h";

    private static bool IsCalledBy(ICommand command, List<string> words)
    {
        var name = command.Name.Split(' ');
        return words.Count >= name.Length && name.SequenceEqual(words.Take(name.Length));
    }

    private static IReadOnlyList<ICommand> Group(IReadOnlyList<ICommand> commands, List<string> words)
    {
        var first = words.FirstOrDefault(w => !IsHelp(w));

        if (first is null)
        {
            return commands;
        }

        ICommand[] group = [.. commands.Where(c => c.Name.StartsWith(first + " ", StringComparison.Ordinal))];
        return group.Length > 0 ? group : throw Unknown(words, commands);
    }

    private static UsageException Unknown(List<string> words, IReadOnlyList<ICommand> commands)
    {
        string[] group = [.. commands.Select(c => c.Name).Where(n => n.StartsWith(words[0] + " ", StringComparison.Ordinal))];
        return group.Length > 0
            ? new UsageException($"Say which: {string.Join(", ", group.Select(n => $"dar {n}"))}.")
            : new UsageException(
                $"There is no command \"{words[0]}\".{Suggestion.For(words[0], commands.Select(c => c.Name))} See dar --help.");
    }

    private static async Task<int> TellAsync(Terminal terminal, string message, int exitCode)
    {
        await terminal.Error.WriteLineAsync($"dar: {message}");
        return exitCode;
    }
}
