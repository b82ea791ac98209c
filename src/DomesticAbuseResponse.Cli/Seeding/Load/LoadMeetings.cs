using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>The meetings at which the load world's cases are heard: those the demonstration plans, and as many years back as needed.</summary>
internal sealed class LoadMeetings(DateTimeOffset until)
{
    private readonly IReadOnlyList<IReadOnlyList<DateOnly>> _days =
        [.. DemoPlaces.Areas.Select(a => (IReadOnlyList<DateOnly>)[.. DemoMeetings.Days(a, UkTime.DateOf(until).AddYears(-8), UkTime.DateOf(until).AddMonths(6))])];

    /// <summary>The first meeting of the area's MARAC with its cut-off, about eight working days before, still to come.</summary>
    public DateOnly For(int area, DateTimeOffset acceptedAt)
    {
        var earliest = UkTime.DateOf(acceptedAt).AddDays(12);
        var days = _days[area];
        var (low, high) = (0, days.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = days[middle] < earliest ? (middle + 1, high) : (low, middle);
        }

        return days[low];
    }

    public static Id<Meeting> IdOf(int area, DateOnly day) => DemoMeetings.IdOf(DemoPlaces.Areas[area], day);
}
