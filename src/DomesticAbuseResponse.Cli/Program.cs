using DomesticAbuseResponse.Cli.CommandLine;

using var stop = new CancellationTokenSource();

// The first Ctrl-C ends the work in order; a second one ends the process.
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

#pragma warning disable RS0030 // the one place that chooses the clock
var terminal = Terminal.OfConsole(TimeProvider.System);
#pragma warning restore RS0030

return await CommandRunner.RunAsync(args, CommandRegistry.All, terminal, stop.Token);
