using System.Globalization;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>How large a world, how many clients, how long: <c>--incidents N --small N --clients N --seconds N --rounds N --warm N</c>; <c>--control-room</c> measures the searches instead of the pages; <c>--boards N</c> measures open boards and nothing else.</summary>
internal sealed record BenchmarkSettings(int Incidents, int Small, int Clients, int Seconds, int Rounds, int Warm, bool ControlRoom, int Boards)
{
    public static BenchmarkSettings From(string[] args)
    {
        return new BenchmarkSettings(
            Number("--incidents", 1_000_000),
            Number("--small", 10_000),
            Number("--clients", 4),
            Number("--seconds", 8),
            Number("--rounds", 3),
            Number("--warm", 20),
            args.Contains("--control-room"),
            Number("--boards", 0));

        int Number(string name, int otherwise) =>
            Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
