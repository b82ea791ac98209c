using System.Diagnostics;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>A lock between processes which the system itself lets go when its holder dies, however it dies.</summary>
internal static class FileLock
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static FileStream? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    public static FileStream? TryShared(string path) => TryOpen(path, FileAccess.Read, FileShare.Read);

    public static Task<FileStream> ExclusiveAsync(string path, CancellationToken ct) => WaitAsync(() => TryExclusive(path), path, ct);

    public static Task<FileStream> SharedAsync(string path, CancellationToken ct) => WaitAsync(() => TryShared(path), path, ct);

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LocalPostgresException($"{path} belongs to another user: run as that user, or remove its folder to start afresh.", e);
        }
    }

    private static async Task<FileStream> WaitAsync(Func<FileStream?> attempt, string path, CancellationToken ct)
    {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < _patience)
        {
            if (attempt() is { } held)
            {
                return held;
            }

            await Task.Delay(_pause, ct);
        }

        throw new LocalPostgresException($"Another process has held {path} for {_patience.TotalMinutes:0} minutes: end that process and try again.");
    }
}
