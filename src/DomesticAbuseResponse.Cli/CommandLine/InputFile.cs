namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>Reads a file named on the command line, or standard input for "-".</summary>
internal static class InputFile
{
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
