using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace DomesticAbuseResponse.Application.Documents;

/// <summary>What a scanner says of a file.</summary>
public enum ScanAnswer
{
    Clean,
    Infected,

    /// <summary>It was reached and could not scan it.</summary>
    Refused,

    /// <summary>It was not reached. Somebody asks again.</summary>
    Silent,
}

/// <summary>Looks for malware in what is added to a case.</summary>
public interface IFileScanner
{
    /// <summary>Whether one is set up. Where none is, files are not scanned, and pages say so.</summary>
    bool IsSetUp { get; }

    Task<ScanAnswer> ScanAsync(ReadOnlyMemory<byte> file, CancellationToken ct);
}

/// <summary>Where ClamAV's clamd listens (section <c>Documents</c> of the settings). Not set: files are not scanned.</summary>
public sealed class ScannerOptions
{
    public string? ClamdHost { get; set; }

    public int ClamdPort { get; set; } = 3310;

    /// <summary>Seconds for one file.</summary>
    public int ScanSeconds { get; set; } = 20;
}

/// <summary>Asks clamd over TCP by its INSTREAM command: nothing is written to a disk.</summary>
public sealed class ClamdScanner(ScannerOptions options) : IFileScanner
{
    private const int _chunk = 64 * 1024;

    public bool IsSetUp => !string.IsNullOrWhiteSpace(options.ClamdHost);

    public async Task<ScanAnswer> ScanAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.ScanSeconds));
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(options.ClamdHost!, options.ClamdPort, limit.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), limit.Token);
            var size = new byte[4];
            for (var at = 0; at < file.Length; at += _chunk)
            {
                var part = file.Slice(at, Math.Min(_chunk, file.Length - at));
                BinaryPrimitives.WriteInt32BigEndian(size, part.Length);
                await stream.WriteAsync(size, limit.Token);
                await stream.WriteAsync(part, limit.Token);
            }

            await stream.WriteAsync(new byte[4], limit.Token);
            using StreamReader answer = new(stream, Encoding.ASCII);
            var said = (await answer.ReadToEndAsync(limit.Token)).TrimEnd('\0', '\n', ' ');
            return said.EndsWith(" OK", StringComparison.Ordinal) ? ScanAnswer.Clean : said.EndsWith(" FOUND", StringComparison.Ordinal) ? ScanAnswer.Infected : ScanAnswer.Refused;
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return ScanAnswer.Silent;
        }
    }
}
