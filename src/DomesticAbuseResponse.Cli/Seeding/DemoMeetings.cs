using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>When each MARAC of the demonstration meets: every fortnight on its own weekday, the monthly ones in the first half of the month.</summary>
internal static class DemoMeetings
{
    // Every fortnight is counted from here, so that all seeds agree on the days.
    private static readonly DateOnly _aMonday = new(2010, 1, 11);

    public static Id<Meeting> IdOf(DemoArea area, DateOnly day) => SeedId.Of<Meeting>($"{area.Marac} {day:O}");

    public static Meeting Plan(DemoArea area, DateOnly day) =>
        new(IdOf(area, day), DemoPlaces.MaracId(area.Marac), day, new TimeOnly(9, 30), $"{area.Authority} Demo Civic Centre, room 2", isEmergency: false);

    public static IEnumerable<DateOnly> Days(DemoArea area, DateOnly from, DateOnly to)
    {
        var first = _aMonday.AddDays((int)area.MeetsOn - (int)DayOfWeek.Monday);
        var skipped = Math.Max(0, (from.DayNumber - first.DayNumber + 13) / 14);
        for (var day = first.AddDays(skipped * 14); day <= to; day = day.AddDays(14))
        {
            if (area.Cadence is MaracCadence.Fortnightly || day.Day <= 14)
            {
                yield return day;
            }
        }
    }
}
