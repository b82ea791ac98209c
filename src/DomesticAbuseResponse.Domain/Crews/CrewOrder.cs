using System.Globalization;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>What puts one task before another on a crew's list, in points.</summary>
/// <param name="NotGraded">Nobody has graded: never taken for Standard (R1.20).</param>
/// <param name="PerHour">For each hour since the call, up to <paramref name="MostForWaiting"/>.</param>
public sealed record CrewPoints(int High, int NotGraded, int Medium, int Standard, int PerHour, int MostForWaiting, int Near, int Middle, int Further);

/// <summary>What a force has chosen for its crews. The figures shipped are examples [U]: with them a graver risk always goes first.</summary>
/// <param name="NearMinutes">A drive of up to this many minutes is near.</param>
/// <param name="MiddleMinutes">Up to this many is the middle band; more is further.</param>
/// <param name="WriteUpMinutes">How long after its shift a crew may finish what it writes.</param>
public sealed record CrewSettings(int NearMinutes, int MiddleMinutes, int WriteUpMinutes, CrewPoints Points)
{
    private const int _mostMinutes = 24 * 60;

    private const int _mostPoints = 1000;

    public static CrewSettings Default { get; } = new(10, 30, 120, new(High: 100, NotGraded: 54, Medium: 50, Standard: 0, PerHour: 10, MostForWaiting: 30, Near: 15, Middle: 8, Further: 0));

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check()
    {
        if (NearMinutes < 1 || MiddleMinutes <= NearMinutes || MiddleMinutes > _mostMinutes || WriteUpMinutes is < 0 or > _mostMinutes)
        {
            return new("crew-tasks.minutes", "Near takes fewer minutes than the middle band, and each a day at most.");
        }

        int[] points = [Points.High, Points.NotGraded, Points.Medium, Points.Standard, Points.PerHour, Points.MostForWaiting, Points.Near, Points.Middle, Points.Further];
        return points.Any(p => p is < 0 or > _mostPoints) || Points.High < Points.Medium || Points.Medium < Points.Standard || Points.NotGraded < Points.Standard
            ? new("crew-tasks.points", $"Points run from 0 to {_mostPoints}, and a graver risk never has fewer.")
            : null;
    }

    /// <summary>A band in words: "up to 30 minutes".</summary>
    public string Words(DistanceBand band) => band switch
    {
        DistanceBand.Near => string.Create(CultureInfo.InvariantCulture, $"up to {NearMinutes} minutes away"),
        DistanceBand.Middle => string.Create(CultureInfo.InvariantCulture, $"up to {MiddleMinutes} minutes away"),
        DistanceBand.Further => string.Create(CultureInfo.InvariantCulture, $"more than {MiddleMinutes} minutes away"),
        DistanceBand.NotKnown => "distance not known",
    };
}

/// <summary>A task's place on the list: its points and what each of them is for.</summary>
public sealed record CrewPlace(int Points, string Because);

/// <summary>In which order a crew reaches victims: risk, time since the call, distance (R5.1, R5.2). Equal points: the older call first.</summary>
public static class CrewOrder
{
    /// <param name="grade">The risk grade of the victim's case; null where nobody has graded.</param>
    /// <param name="sinceCall">Since the report.</param>
    public static CrewPlace Of(RiskGrade? grade, TimeSpan sinceCall, DistanceBand distance, CrewSettings settings)
    {
        var points = settings.Points;
        var risk = grade switch
        {
            RiskGrade.High => points.High,
            RiskGrade.Medium => points.Medium,
            RiskGrade.Standard => points.Standard,
            null => points.NotGraded,
        };
        var waited = sinceCall < TimeSpan.Zero ? TimeSpan.Zero : sinceCall;
        var waiting = (int)Math.Min(points.MostForWaiting, Math.Floor(points.PerHour * waited.TotalHours));
        var way = distance switch
        {
            DistanceBand.Near => points.Near,
            DistanceBand.Middle or DistanceBand.NotKnown => points.Middle,
            DistanceBand.Further => points.Further,
        };
        return new(
            risk + waiting + way,
            string.Create(CultureInfo.InvariantCulture, $"{(grade is { } given ? $"{given} risk" : "Risk not assessed")} ({risk}), {Span(waited)} since the call ({waiting}), {settings.Words(distance)} ({way}): {risk + waiting + way} points"));
    }

    private static string Span(TimeSpan waited) => waited.TotalHours < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)waited.TotalMinutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)waited.TotalHours} h {waited.Minutes} min");
}
