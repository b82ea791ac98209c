namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

/// <summary>A folder for one test's cluster, in memory where there is any, gone after the test.</summary>
internal sealed class ClusterFolder : IDisposable
{
    public ClusterFolder(string? within = null)
    {
        within ??= Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(within, $"dar-cluster-{Guid.CreateVersion7():n}");
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
