using System.Text;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>Reads a file named on the command line, or standard input for "-".</summary>
internal static class InputFile
{
    /// <summary>What it says, without the byte order mark that some editors put before it.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static async Task<string> ReadTextAsync(string file, Terminal terminal, CancellationToken ct) =>
        Encoding.UTF8.GetString(await ReadAsync(file, terminal, ct)).TrimStart('\uFEFF');

    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string file, Terminal terminal, CancellationToken ct)
    {
        try
        {
            if (file != "-")
            {
                return await File.ReadAllBytesAsync(file, ct);
            }

            using var bytes = new MemoryStream();
            await terminal.Input.CopyToAsync(bytes, ct);
            return bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException($"{file} cannot be read: {e.Message}", e);
        }
    }
}
