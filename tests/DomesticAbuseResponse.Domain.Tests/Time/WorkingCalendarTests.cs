using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Time;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar _calendar = BankHolidays.Default;

    [Fact]
    public void A_day_off_says_why()
    {
        Assert.Equal("Christmas Day bank holiday", _calendar.Why(new DateOnly(2026, 12, 25)));
        Assert.Equal("Saturday", _calendar.Why(new DateOnly(2026, 12, 26)));
        Assert.Equal("Sunday", _calendar.Why(new DateOnly(2026, 12, 27)));
        Assert.Equal("Boxing Day bank holiday, substitute day", _calendar.Why(new DateOnly(2026, 12, 28)));
        Assert.Equal("Summer bank holiday", _calendar.Why(new DateOnly(2026, 8, 31)));
        Assert.Null(_calendar.Why(new DateOnly(2026, 12, 29)));
    }

    [Fact]
    public void Working_days_counted_forward_and_back_again_return_to_the_same_working_day()
    {
        for (var date = new DateOnly(2025, 1, 1); date.Year < 2028; date = date.AddDays(1))
        {
            if (_calendar.IsWorkingDay(date))
            {
                foreach (var days in new[] { 1, 2, 5, 10, 23 })
                {
                    Assert.Equal(date, _calendar.AddWorkingDays(_calendar.AddWorkingDays(date, days), -days));
                }
            }
        }
    }

    [Fact]
    public void Counted_working_days_are_exactly_the_working_days_passed()
    {
        var start = new DateOnly(2026, 12, 18);
        var expected = Enumerable.Range(1, 60).Select(start.AddDays).Where(_calendar.IsWorkingDay).ToList();

        for (var days = 1; days <= expected.Count; days++)
        {
            Assert.Equal(expected[days - 1], _calendar.AddWorkingDays(start, days));
        }
    }

    [Fact]
    public void No_working_days_leave_the_date_as_it_is() =>
        Assert.Equal(new DateOnly(2026, 12, 26), _calendar.AddWorkingDays(new DateOnly(2026, 12, 26), 0));

    [Fact]
    public void A_day_off_moves_on_to_the_next_working_day_and_a_working_day_stays()
    {
        Assert.Equal(new DateOnly(2026, 12, 29), _calendar.OnOrAfter(new DateOnly(2026, 12, 25)));
        Assert.Equal(new DateOnly(2026, 12, 29), _calendar.OnOrAfter(new DateOnly(2026, 12, 29)));
    }

    [Fact]
    public void A_list_warns_when_it_ends_in_under_twelve_months()
    {
        Assert.Equal(new DateOnly(2028, 12, 31), _calendar.LastDay);
        Assert.Null(_calendar.EndsSoon(new DateOnly(2027, 12, 31)));
        Assert.Equal(
            "The bank holiday list for England and Wales ends on Sunday 31 December 2028, in under 12 months. Import a newer list.",
            _calendar.EndsSoon(new DateOnly(2028, 1, 1)));
    }

    [Fact]
    public void A_list_that_stops_in_the_middle_of_a_year_covers_only_to_its_last_holiday() =>
        Assert.Equal(
            new DateOnly(2027, 5, 3),
            new WorkingCalendar(BankHolidayDivision.EnglandAndWales, [new(new DateOnly(2027, 5, 3), "Early May bank holiday")]).LastDay);

    [Fact]
    public void The_version_changes_with_the_list_and_only_with_it()
    {
        var same = new WorkingCalendar(_calendar.Division, _calendar.Holidays.Reverse());
        var proclaimed = new WorkingCalendar(_calendar.Division, [.. _calendar.Holidays, new(new DateOnly(2027, 6, 15), "Proclaimed")]);

        Assert.StartsWith("england-and-wales-2019-2028-", _calendar.Version, StringComparison.Ordinal);
        Assert.Equal(_calendar.Version, same.Version);
        Assert.NotEqual(_calendar.Version, proclaimed.Version);
        Assert.False(proclaimed.IsWorkingDay(new DateOnly(2027, 6, 15)));
    }

    [Fact]
    public void Good_Friday_is_known_by_name_in_every_year_of_the_list()
    {
        var listed = _calendar.Holidays.Where(h => h.Title == "Good Friday").Select(h => h.Date).ToList();

        Assert.NotEmpty(listed);
        Assert.Equal(listed, Enumerable.Range(2019, 10).Select(Easter.GoodFriday));
        Assert.All(listed, date => Assert.True(Easter.IsGoodFriday(date)));
        Assert.False(Easter.IsGoodFriday(listed[0].AddDays(7)));
    }

    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(2008, 3, 23)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    public void Easter_is_right_at_the_edges_of_its_range(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), Easter.Sunday(year));
}
