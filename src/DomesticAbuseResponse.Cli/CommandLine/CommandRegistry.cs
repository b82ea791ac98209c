using DomesticAbuseResponse.Cli.Deadlines;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>Every command of <c>dar</c>, in the order of the help text.</summary>
internal static class CommandRegistry
{
    public static IReadOnlyList<ICommand> All { get; } =
    [
        new DeadlineCommand(),
    ];
}
