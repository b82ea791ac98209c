using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>
/// What the invented county's earlier system counted by day, so that the watch over routes has something to judge from. One service has had nothing from
/// Ashmere South for nine days: the alarm that the demonstration shows.
/// </summary>
internal static class DemoFlow
{
    private const int _days = 84;
    private const int _silentFor = 9;
    private const string _silentUnit = "Ashmere South";

    public static IReadOnlyList<ImportFlow.Line> Lines(DateOnly today) =>
    [
        .. from area in DemoPlaces.Areas
           from day in Enumerable.Range(1, _days).Select(back => today.AddDays(-back))
           from line in Of(area, day, isSilent: area.Unit == _silentUnit && day >= today.AddDays(-_silentFor))
           select line,
    ];

    private static IEnumerable<ImportFlow.Line> Of(DemoArea area, DateOnly day, bool isSilent)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        ImportFlow.Line Line(FlowKind kind, string? to, string? instrument, int count) => new(0, day, kind, DemoPlaces.Force, area.Unit, to, instrument, count);
        yield return Line(FlowKind.Incident, null, null, Around(area, day, "calls", weekend ? 11 : 8));
        yield return Line(FlowKind.Assessment, null, "POL-DASH-27", Around(area, day, "forms", weekend ? 6 : 4));
        yield return Line(FlowKind.Referral, area.IdvaService, nameof(ReferralKind.Idva), isSilent ? 0 : Around(area, day, "idva", weekend ? 1 : 2));
        yield return Line(FlowKind.Referral, $"{area.Marac} MARAC", nameof(ReferralKind.Marac), weekend ? 0 : Around(area, day, "marac", 1));
    }

    /// <summary>A number near another, the same whenever it is asked for: from one below to one above.</summary>
    private static int Around(DemoArea area, DateOnly day, string what, int usual) => Math.Max(0, usual - 1 + (SeedId.Of<FlowRoute>($"{area.Unit} {day:O} {what}").Value.ToByteArray()[^1] % 3));
}
