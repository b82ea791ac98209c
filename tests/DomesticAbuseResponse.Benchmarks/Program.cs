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
