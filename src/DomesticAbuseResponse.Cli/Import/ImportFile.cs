using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Cli.CommandLine;

namespace DomesticAbuseResponse.Cli.Import;

/// <summary>
/// What a file is before a row of it is read: its hash, its encoding and about how many lines it has. It is read once from end to end in small
/// pieces, so that its size makes no difference to the memory used.
/// </summary>
/// <param name="Spoken">The encoding in words, for the report.</param>
internal sealed record ImportFile(string Path, byte[] Hash, Encoding Encoding, string Spoken, long Lines)
{
    private const int _piece = 128 * 1024;

    /// <exception cref="CommandFailedException">It cannot be read, or is plainly something else than text.</exception>
    public static async Task<ImportFile> InspectAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, _piece, FileOptions.SequentialScan | FileOptions.Asynchronous);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
            var (bytes, chars) = (new byte[_piece], new char[_piece]);
            var (isUtf8, lines, even, odd, total) = (true, 0L, 0L, 0L, 0L);
            byte[] start = [];
            while (await stream.ReadAsync(bytes, ct) is > 0 and var count)
            {
                start = start.Length == 0 ? bytes[..Math.Min(8, count)] : start;
                hash.AppendData(bytes, 0, count);
                for (var n = 0; n < count; n++)
                {
                    lines += bytes[n] == '\n' ? 1 : 0;
                    even += bytes[n] == 0 && ((total + n) & 1) == 0 ? 1 : 0;
                    odd += bytes[n] == 0 && ((total + n) & 1) == 1 ? 1 : 0;
                }

                total += count;
                isUtf8 = isUtf8 && IsRead(decoder, bytes.AsSpan(0, count), chars);
            }

            RefuseOthers(path, start, total);
            var (encoding, spoken) = EncodingOf(path, start, isUtf8, even, odd, total);
            return new ImportFile(path, hash.GetHashAndReset(), encoding, spoken, lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException($"{path} cannot be read: {e.Message}", e);
        }
    }

    public StreamReader Open() => new(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, _piece, FileOptions.SequentialScan), Encoding, detectEncodingFromByteOrderMarks: true, _piece);

    private static bool IsRead(Decoder decoder, ReadOnlySpan<byte> bytes, char[] chars)
    {
        try
        {
            decoder.GetChars(bytes, chars, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static void RefuseOthers(string path, byte[] start, long total)
    {
        var what = start switch
        {
            _ when total == 0 => "is empty",
            [(byte)'P', (byte)'K', 3, 4, ..] => "is a workbook or an archive, not a CSV file. Open it and save it as \"CSV UTF-8\"",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "is an old workbook, not a CSV file. Open it and save it as \"CSV UTF-8\"",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "is a PDF, not a CSV file",
            [0x1F, 0x8B, ..] => "is packed, not a CSV file. Unpack it first",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] => "is a picture, not a CSV file",
            _ => null,
        };
        if (what is not null)
        {
            throw new CommandFailedException($"{path} {what}.");
        }
    }

    private static (Encoding Encoding, string Spoken) EncodingOf(string path, byte[] start, bool isUtf8, long even, long odd, long total) => (start, even, odd) switch
    {
        ([0xEF, 0xBB, 0xBF, ..], _, _) when isUtf8 => (Encoding.UTF8, "UTF-8 with a byte order mark"),
        ([0xFF, 0xFE, ..], _, _) => (Encoding.Unicode, "UTF-16"),
        ([0xFE, 0xFF, ..], _, _) => (Encoding.BigEndianUnicode, "UTF-16, big end first"),
        (_, 0, > 0) when odd > total / 5 => (Encoding.Unicode, "UTF-16 without a byte order mark"),
        (_, > 0, 0) when even > total / 5 => (Encoding.BigEndianUnicode, "UTF-16, big end first, without a byte order mark"),
        (_, > 0, _) or (_, _, > 0) => throw new CommandFailedException($"{path} holds bytes that no text has: it is no CSV file."),
        _ when isUtf8 => (Encoding.UTF8, "UTF-8"),
        _ => (CodePagesEncodingProvider.Instance.GetEncoding(1252)!, "Windows-1252, since it is not UTF-8"),
    };
}
