using System.Diagnostics;
using DomesticAbuseResponse.LocalPostgres;

namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

/// <summary>Another process that holds a cluster until it is stopped one way or the other, at the latest with this one.</summary>
internal sealed class HoldingProcess : IDisposable
{
    private readonly Process _process;

    private HoldingProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static HoldingProcess Start(string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PrivateCluster).Assembly.Location, folder, "--fast", "--until-input-ends"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new HoldingProcess(Process.Start(start)!);
    }

    /// <summary>Null when it ended without having a cluster to tell of.</summary>
    public async Task<string?> ConnectionStringAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        var errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await EndedAsync();
        return (_process.ExitCode, errors);
    }

    public async Task AskToEndAsync()
    {
        await Process.Start("sh", ["-c", $"kill -TERM {Id}"]).WaitForExitAsync(TestContext.Current.CancellationToken);
        await EndedAsync();
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await EndedAsync();
    }

    private Task EndedAsync() =>
        _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
