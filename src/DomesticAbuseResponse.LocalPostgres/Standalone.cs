using System.Runtime.InteropServices;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// The private cluster on its own, for psql and other tools: prints the connection string and holds the cluster until
/// it is interrupted. An argument names the folder; <c>--fast</c> gives the settings of the tests, and
/// <c>--until-input-ends</c> lets go together with whoever feeds the input.
/// </summary>
internal static class Standalone
{
    private static async Task<int> Main(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        using var ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

        try
        {
            await using var cluster = await PrivateCluster.StartAsync(
                new PrivateClusterOptions
                {
                    Folder = args.FirstOrDefault(a => !a.StartsWith('-')),
                    Durable = !args.Contains("--fast"),
                },
                interrupted.Token);
            Console.WriteLine(cluster.ConnectionString);
            var input = args.Contains("--until-input-ends") ? Task.Run(Console.In.ReadToEnd) : Task.Delay(Timeout.Infinite);
            await Task.WhenAny(input, Task.Delay(Timeout.Infinite, interrupted.Token));
            return 0;
        }
        catch (LocalPostgresException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }
}
