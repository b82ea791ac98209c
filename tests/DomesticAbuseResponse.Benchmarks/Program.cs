using System.Globalization;
using DomesticAbuseResponse.Benchmarks;
using DomesticAbuseResponse.Benchmarks.Floor;

// The floor runs in a process of its own: "floor URL CONNECTION" starts it.
if (args is ["floor", var url, var connection])
{
    await FloorHost.RunAsync(url, connection);
    return 0;
}

var settings = BenchmarkSettings.From(args);
await using var worlds = await Worlds.StartAsync(settings);
if (settings.Boards > 0)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.Small:N0} incidents, {settings.Boards} open boards; milliseconds from the press of the button to the event on a board"));
    Console.WriteLine("| what happened | p50 | p95 | p99 | longest |");
    Console.WriteLine("| --- | --- | --- | --- | --- |");
    foreach (var times in await worlds.MeasureBoardsAsync())
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {times.Name} | {times.At(0.5):N0} | {times.At(0.95):N0} | {times.At(0.99):N0} | {times.At(1):N0} |"));
    }

    return 0;
}

var large = await worlds.MeasureAsync(settings.Incidents);
var small = await worlds.MeasureAsync(settings.Small);

Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.Incidents:N0} and {settings.Small:N0} incidents, {settings.Clients} clients, {settings.Seconds} s a round, {settings.Rounds} rounds in turn with the floor; medians"));
Console.WriteLine("| page | floor /s | page /s | page ÷ floor | p95 ms | p95 at the small size | p95 large ÷ small |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
foreach (var page in large)
{
    var other = small.Single(s => s.Name == page.Name);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {page.Name} | {page.Floor:N0} | {page.PerSecond:N0} | {page.PerSecond / page.Floor:N2} | {page.P95:N1} | {other.P95:N1} | {page.P95 / other.P95:N2} |"));
}

return 0;
