using System.Text;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Time;

public sealed class BankHolidaysTests
{
    [Theory]
    [InlineData(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26")]
    public void The_list_shipped_is_the_published_one(int year, string days) =>
        Assert.Equal(
            days.Split(' ').Select(day => $"{year}-{day}"),
            BankHolidays.Default.Holidays.Where(h => h.Date.Year == year).Select(h => $"{h.Date:yyyy-MM-dd}"));

    [Fact]
    public void A_file_gives_a_calendar_for_each_division_it_holds()
    {
        var calendars = Parse("""
            {
              "scotland": {"division": "scotland", "events": [
                {"title": "2nd January", "date": "2026-01-02", "notes": "", "bunting": true},
                {"title": "St Andrew’s Day", "date": "2026-11-30", "notes": "", "bunting": true}]},
              "england-and-wales": {"division": "england-and-wales", "events": [
                {"title": "Boxing Day", "date": "2026-12-28", "notes": "Substitute day", "bunting": true}]}
            }
            """).Match(c => c, refusal => throw new InvalidOperationException(refusal.Message));

        Assert.Equal([BankHolidayDivision.EnglandAndWales, BankHolidayDivision.Scotland], calendars.Keys.Order());
        Assert.False(calendars[BankHolidayDivision.Scotland].IsWorkingDay(new DateOnly(2026, 11, 30)));
        Assert.True(calendars[BankHolidayDivision.EnglandAndWales].IsWorkingDay(new DateOnly(2026, 11, 30)));
        Assert.True(calendars[BankHolidayDivision.EnglandAndWales].HolidayOn(new DateOnly(2026, 12, 28))!.IsSubstitute);
    }

    [Theory]
    [InlineData("", "The file is not valid JSON: line 1.")]
    [InlineData("{\n\"scotland\": nonsense", "The file is not valid JSON: line 2.")]
    [InlineData("[]", "The file must be a JSON object with a list for each division.")]
    [InlineData("{}", "The file holds no list for england-and-wales, scotland or northern-ireland.")]
    [InlineData("""{"scotland": {"events": []}}""", "scotland: there is no list of events.")]
    [InlineData("""{"scotland": 3}""", "scotland: there is no list of events.")]
    [InlineData("""{"scotland": {"events": [7]}}""", "scotland: event 1 has no date written as 2026-12-25.")]
    [InlineData("""{"scotland": {"events": [{"date": "25/12/2026", "title": "x"}]}}""", "scotland: event 1 has no date written as 2026-12-25.")]
    [InlineData("""{"scotland": {"events": [{"date": "2026-02-30", "title": "x"}]}}""", "scotland: event 1 has no date written as 2026-12-25.")]
    [InlineData("""{"scotland": {"events": [{"date": "2026-12-25", "title": " "}]}}""", "scotland: event 1 (2026-12-25) has no title.")]
    [InlineData(
        """{"scotland": {"events": [{"date": "2026-12-25", "title": "a"}, {"date": "2026-12-25", "title": "b"}]}}""",
        "scotland: 2026-12-25 is listed twice.")]
    public void A_file_that_is_not_whole_is_refused_with_the_place_of_the_fault(string json, string message) =>
        Assert.Equal(message, Parse(json).Match(_ => "accepted", refusal => refusal.Message));

    private static Result<IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar>> Parse(string json) =>
        BankHolidays.Parse(Encoding.UTF8.GetBytes(json));
}
