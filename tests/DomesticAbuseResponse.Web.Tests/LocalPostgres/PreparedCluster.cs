using System.Diagnostics;
using DomesticAbuseResponse.LocalPostgres;

namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

/// <summary>A stopped cluster to copy, since making one takes most of a second and copying one next to nothing.</summary>
public sealed class PreparedCluster : IAsyncLifetime
{
    private readonly ClusterFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using (await PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = _folder.Path, Durable = false }))
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal ClusterFolder Copy()
    {
        var copy = new ClusterFolder();
        using var process = Process.Start("cp", ["-a", _folder.Path, copy.Path]);
        process.WaitForExit();
        return copy;
    }
}
