using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Rota;

/// <summary>Which hours a service covers, by London clocks (R4.24, R5.1, R5.2).</summary>
public sealed class CoverServiceTests
{
    private static readonly CoverService _car = CoverServices.Default.Find("support-car")!;
    private static readonly CoverService _worker = CoverServices.Default.Find("control-room-worker")!;
    private static readonly CoverService _officers = CoverServices.Default.Find("dedicated-officers")!;

    [Theory]
    [InlineData("2026-11-29", "21:45", true, false)] // a Sunday
    [InlineData("2026-11-28", "13:59", false, false)] // a Saturday
    [InlineData("2026-11-29", "22:00", false, false)]
    [InlineData("2026-12-28", "15:00", false, false)] // a Monday, the substitute for Boxing Day
    [InlineData("2026-11-28", "14:00", true, true)]
    [InlineData("2026-11-28", "21:29", true, true)]
    [InlineData("2026-11-28", "21:30", true, false)]
    public void S68_the_weekend_hours_of_the_car_and_of_the_control_room_worker(string date, string time, bool car, bool worker)
    {
        Assert.Equal(car, Covers(_car, date, time).Covers);
        Assert.Equal(worker, Covers(_worker, date, time).Covers);
    }

    [Fact]
    public void S68_the_answer_says_why()
    {
        Assert.Equal("Sunday 29 November 2026 at 21:45 lies within the hours of Sunday 29 November 2026, 14:00 to 22:00.", Covers(_car, "2026-11-29", "21:45").Because);
        Assert.Equal("Sunday 29 November 2026 at 21:45 lies outside the hours of that day, 14:00 to 21:30.", Covers(_worker, "2026-11-29", "21:45").Because);
        Assert.Equal(
            "There are no hours on Monday 28 December 2026. It is a bank holiday (Boxing Day bank holiday, substitute day), on which the service keeps the hours of the day of the week.",
            Covers(_car, "2026-12-28", "15:00").Because);
        Assert.Equal(("R5.1", "R5.2", "R4.24"), (_car.Rule, _worker.Rule, _officers.Rule));
    }

    [Theory]
    [InlineData(BankHolidayHours.AsUsual, false)]
    [InlineData(BankHolidayHours.AsSunday, true)]
    [InlineData(BankHolidayHours.Closed, false)]
    public void What_a_bank_holiday_does_is_the_services_own_setting(BankHolidayHours setting, bool covers) =>
        Assert.Equal(covers, Covers(_car with { OnBankHolidays = setting }, "2026-12-28", "15:00").Covers);

    [Fact]
    public void A_service_that_is_closed_on_bank_holidays_does_not_run_on_one_that_falls_on_its_day()
    {
        var daily = _car with { Hours = [new(DayOfWeek.Friday, new(14, 0), new(22, 0))] };

        Assert.True(Covers(daily, "2026-12-25", "15:00").Covers);
        Assert.False(Covers(daily with { OnBankHolidays = BankHolidayHours.Closed }, "2026-12-25", "15:00").Covers);
    }

    [Fact]
    public void Hours_that_run_past_midnight_belong_to_the_day_they_began_on()
    {
        var car = CoverServices.Default.Find("mental-health-car")!; // Friday and Saturday, 18:00 to 02:00

        Assert.True(Covers(car, "2026-11-29", "01:59").Covers);
        Assert.Equal(new DateOnly(2026, 11, 28), Covers(car, "2026-11-29", "01:59").Window!.Day);
        Assert.False(Covers(car, "2026-11-29", "02:00").Covers);
        Assert.False(Covers(car, "2026-11-30", "01:00").Covers);
    }

    [Theory]
    [InlineData("2026-10-24", 9)] // the clocks go back in this night
    [InlineData("2027-03-27", 7)] // and forward in this one
    [InlineData("2026-11-28", 8)]
    public void A_night_shift_is_as_long_as_the_clocks_make_it(string date, int hours)
    {
        var night = _officers.Windows(Day(date), Day(date), BankHolidays.Default).Single(w => w.Name == "Night");

        Assert.Equal(TimeSpan.FromHours(hours), night.Until - night.From);
    }

    [Fact]
    public void An_afternoon_shift_keeps_its_length_on_the_days_the_clocks_change()
    {
        Assert.All(new[] { "2026-10-25", "2027-03-28" }, date => Assert.Equal(TimeSpan.FromHours(8), _car.Windows(Day(date), Day(date), BankHolidays.Default).Single() is var w ? w.Until - w.From : default));
        Assert.True(Covers(_car, "2027-03-28", "14:00").Covers); // summer time: 13:00 UTC
        Assert.False(_car.Covers(new DateTimeOffset(2027, 3, 28, 12, 59, 0, TimeSpan.Zero), BankHolidays.Default).Covers);
    }

    [Fact]
    public void The_dedicated_officers_leave_no_hour_of_any_day_without_a_shift()
    {
        var windows = _officers.Windows(new(2026, 10, 19), new(2026, 11, 1), BankHolidays.Default);

        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
    }

    [Fact]
    public void Services_that_make_no_sense_are_refused_as_a_setting()
    {
        Assert.Null(CoverServices.Default.Check());
        Assert.Equal("cover-services.code", new CoverServices([_car, _car]).Check()?.Code);
        Assert.Equal("cover-services.code", new CoverServices([_car with { Code = "The Car" }]).Check()?.Code);
        Assert.Equal("cover-services.name", new CoverServices([_car with { Name = " " }]).Check()?.Code);
        Assert.Equal("cover-services.crew", new CoverServices([_car with { Crew = [] }]).Check()?.Code);
        Assert.Equal("cover-services.crew", new CoverServices([_car with { Crew = [new(CrewPart.Officer, 0)] }]).Check()?.Code);
    }

    private static CoverAnswer Covers(CoverService service, string date, string time) => service.Covers(UkTime.At(Day(date), TimeOnly.ParseExact(time, "HH:mm")), BankHolidays.Default);

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd");
}
