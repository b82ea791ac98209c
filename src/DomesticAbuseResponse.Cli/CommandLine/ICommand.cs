namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>
/// One thing <c>dar</c> does. To add a command, write one class in its own file and list it in
/// <see cref="CommandRegistry"/>; help, parsing and exit codes follow from what it says about itself.
/// </summary>
internal interface ICommand
{
    /// <summary>The words that call it: "deadline", "user create".</summary>
    string Name { get; }

    /// <summary>One line for the list of commands, without a full stop.</summary>
    string Summary { get; }

    CommandSyntax Syntax { get; }

    /// <summary>
    /// Does the work and answers with an <see cref="ExitCode"/>. Throw <see cref="UsageException"/> for arguments that
    /// make no sense and <see cref="CommandFailedException"/> for work that cannot be done; both are told in one line.
    /// </summary>
    Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct);
}

/// <summary>What a command is given: options in the order of its help text, then operands, remarks and examples.</summary>
internal sealed record CommandSyntax(params CommandOption[] Options)
{
    public IReadOnlyList<CommandOperand> Operands { get; init; } = [];

    /// <summary>Paragraphs after the options.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whole command lines without the leading "dar".</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>"--rule NAME" takes a value; "--json", with no value named, is a switch.</summary>
internal sealed record CommandOption(string Name, string? Value, string Help)
{
    public static CommandOption Json { get; } = new("--json", null, "Print JSON");
}

/// <summary>A value given by its place.</summary>
internal sealed record CommandOperand(string Name, string Help, bool IsRequired = true);

/// <summary>What <c>dar</c> tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
}

/// <summary>The command line makes no sense; its message says what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The work cannot be done; its message says why and how to mend it.</summary>
internal sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner);
