using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

public sealed class MeetingRhythmTests
{
    [Fact]
    public void A_fortnightly_MARAC_meets_every_14_days_and_moves_off_bank_holidays() =>
        Assert.Equal(
            [new DateOnly(2026, 12, 28).AddDays(1), new DateOnly(2027, 1, 11), new DateOnly(2027, 1, 25)], // Monday 28 December 2026 is a bank holiday
            Dates(new DateOnly(2026, 12, 14), new DateOnly(2026, 12, 15), MaracCadence.Fortnightly));

    [Theory]
    [InlineData("2026-11-12", "2026-12-10", "2027-01-14", "2027-02-11")] // second Thursday
    [InlineData("2026-10-29", "2026-11-26", "2026-12-31", "2027-01-28")] // fifth Thursday, or the last
    public void A_monthly_MARAC_meets_on_the_same_weekday_of_the_month(string last, params string[] expected) =>
        Assert.Equal(expected, Dates(Date(last), Date(last).AddDays(1), MaracCadence.Monthly).Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Dates_whose_referrals_have_closed_are_not_proposed() =>
        Assert.Equal(new DateOnly(2026, 12, 10), Dates(new DateOnly(2026, 11, 12), new DateOnly(2026, 12, 1), MaracCadence.Fortnightly)[0]);

    [Fact]
    public void A_new_MARAC_starts_on_the_first_working_day_that_is_open()
    {
        var proposed = MeetingRhythm.Propose(null, new DateOnly(2026, 12, 26), MaracCadence.Fortnightly, BankHolidays.Default, 2);

        Assert.Equal([new DateOnly(2026, 12, 29), new DateOnly(2027, 1, 12)], proposed.Select(p => p.Date));
    }

    private static DateOnly[] Dates(DateOnly last, DateOnly firstOpen, MaracCadence cadence) =>
        [.. MeetingRhythm.Propose(last, firstOpen, cadence, BankHolidays.Default, 3).Select(p => p.Date)];

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
