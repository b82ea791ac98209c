using System.Text;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>What a command reads, writes and takes the time from, so that tests can stand in for a real terminal.</summary>
internal sealed class Terminal(Stream input, Stream output, TextWriter error, bool errorIsTerminal, TimeProvider clock)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Stream Input { get; } = input;

    /// <summary>Standard output as bytes, for bulk data; flush <see cref="Out"/> before mixing the two.</summary>
    public Stream Output { get; } = output;

    /// <summary>Standard output as text: results, and nothing else. Flushed when the command ends.</summary>
    public TextWriter Out { get; } = new StreamWriter(output, _utf8, bufferSize: 16 * 1024, leaveOpen: true);

    /// <summary>Standard error: problems and progress.</summary>
    public TextWriter Error { get; } = error;

    public bool ErrorIsTerminal { get; } = errorIsTerminal;

    public TimeProvider Clock { get; } = clock;

    public static Terminal OfConsole(TimeProvider clock) => new(
        Console.OpenStandardInput(),
        Console.OpenStandardOutput(),
        Console.Error,
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        clock);
}
