using System.Globalization;
using System.Text;
using System.Text.Json;
using DomesticAbuseResponse.Application.Reference;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Deadlines;

/// <summary>The bank holiday lists in use, and what a new one does to dates that are already set (R7.1, R7.4).</summary>
public sealed class ImportBankHolidaysTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_new_day_moves_open_dates_that_cross_it_and_no_others()
    {
        var open = await app.ReportedAsync(_reported);
        await app.GradedAsync(open, RiskGrade.Medium, _reported.AddHours(1));
        var hours = await app.ReportedAsync(_reported);
        await app.GradedAsync(hours, RiskGrade.High, _reported.AddHours(1));
        var superseded = await app.ReportedAsync(_reported);
        await app.GradedAsync(superseded, RiskGrade.Medium, _reported.AddHours(1));
        await app.GradedAsync(superseded, RiskGrade.High, _reported.AddHours(2));

        var imported = await ImportAsync(Listing(new BankHoliday(new DateOnly(2026, 11, 26), "Day of mourning")));

        var change = Assert.Single(imported.Changes);
        Assert.Equal((BankHolidayDivision.EnglandAndWales, 1, 0, 1), (change.Division, change.Added, change.Removed, change.DeadlinesMoved));
        var moved = await app.DeadlinesOfAsync(open);
        Assert.Equal([30, 1], moved.Select(d => UkTime.DateOf(d.DueAt).Day));
        Assert.Equal((false, true, moved[0].Id), (moved[0].IsOpen, moved[1].IsOpen, moved[1].ReplacesId));
        Assert.Equal(change.Version, moved[1].CalendarVersion);
        Assert.Contains("Day of mourning bank holiday", string.Join(' ', DeadlineTrace.FromJson(moved[1].Trace).ToSentences()), StringComparison.Ordinal);
        Assert.Single(await app.DeadlinesOfAsync(hours));
        Assert.Equal(2, (await app.DeadlinesOfAsync(superseded)).Count);

        await ImportAsync(Listing());
        Assert.Equal([30, 1, 30], (await app.DeadlinesOfAsync(open)).Select(d => UkTime.DateOf(d.DueAt).Day));
    }

    [Fact]
    public async Task The_list_in_use_changes_nothing_however_often_it_is_imported()
    {
        var json = Listing();
        await using var db = app.Database.Open();
        var before = await db.BankHolidays.CountAsync(TestContext.Current.CancellationToken);

        var imported = await ImportAsync(json);

        Assert.All(imported.Changes, c => Assert.False(c.IsNew));
        Assert.Equal(before, await db.BankHolidays.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_list_that_ends_in_under_twelve_months_is_taken_with_a_warning()
    {
        app.Clock.Now = new DateTimeOffset(2028, 6, 1, 9, 0, 0, TimeSpan.Zero);

        var imported = await ImportAsync(Listing());

        Assert.Contains(imported.Warnings, w => w.Contains("in under 12 months", StringComparison.Ordinal));
        app.Clock.Now = _reported;
    }

    [Fact]
    public async Task A_list_that_has_lost_a_day_still_to_come_is_taken_with_a_warning()
    {
        app.Clock.Now = _reported;
        var without = BankHolidays.Default.Holidays.Where(h => h.Date != new DateOnly(2026, 12, 25));

        var imported = await ImportAsync(Json(without));

        Assert.Contains("The list for England and Wales no longer holds Friday 25 December 2026.", imported.Warnings);
        await ImportAsync(Listing());
    }

    [Fact]
    public async Task A_division_that_had_no_list_gets_one()
    {
        var scotland = Encoding.UTF8.GetString(Listing(new BankHoliday(new DateOnly(2027, 1, 4), "2nd January", "Substitute day")))
            .Replace("england-and-wales", "scotland", StringComparison.Ordinal);

        var change = Assert.Single((await ImportAsync(Encoding.UTF8.GetBytes(scotland))).Changes);

        Assert.Equal((BankHolidayDivision.Scotland, true), (change.Division, change.IsNew));
        Assert.Equal(change.Version, (await app.RunAsync<WorkingDays, WorkingCalendar>(days => days.ReadAsync(BankHolidayDivision.Scotland, CancellationToken.None))).Version);
    }

    private Task<ImportBankHolidays.Imported> ImportAsync(byte[] json) => app.RunAsync<ImportBankHolidays, ImportBankHolidays.Imported>(async import =>
        (await import.HandleAsync(Cast.SystemAdministrator, json, CancellationToken.None)).Match(done => done, refusal => throw new InvalidOperationException(refusal.Message)));

    private static byte[] Listing(params BankHoliday[] more) => Json(BankHolidays.Default.Holidays.Concat(more));

    private static byte[] Json(IEnumerable<BankHoliday> holidays) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["england-and-wales"] = new
        {
            division = "england-and-wales",
            events = holidays.OrderBy(h => h.Date).Select(h => new { title = h.Title, date = h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), notes = h.Notes, bunting = true }),
        },
    }));
}
