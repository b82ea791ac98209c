using System.Globalization;
using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

/// <summary>What no form of ours would send, and what a person mistypes, gets an answer in words and never an error of the server.</summary>
public sealed class OddInputTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_takes_twenty_people_and_says_so_of_more_with_all_of_them_still_in_the_page()
    {
        var before = await CountAsync();
        var refused = await PostAsync(Rows(60));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Enter up to 20 people", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Canary 59", refused.Document.QuerySelector("[name='Input.People[59].Name']")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData(1100)]
    [InlineData(1500)]
    public async Task A_form_of_a_thousand_people_is_turned_away(int people)
    {
        var before = await CountAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Rows(people))).Status);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("0001", "1", "1")]
    [InlineData("1200", "2", "3")]
    [InlineData("9998", "12", "31")]
    [InlineData("2026", "13", "1")]
    [InlineData("2026", "2", "30")]
    [InlineData("x", "2", "3")]
    public async Task An_attendance_on_a_day_that_cannot_be_is_refused_beside_its_field(string year, string month, string day)
    {
        var id = await app.LogCallAsync();
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{id}/attendance");

        var again = await page.FillNamed("Input.At.Day", day).FillNamed("Input.At.Month", month).FillNamed("Input.At.Year", year).PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.NotNull(again.Document.QuerySelector(".govuk-error-summary a[href^='#Input_At']"));
        Assert.Null((await app.IncidentAsync(id)).AttendedAt);
    }

    [Theory]
    [InlineData("12 Canaryfield Road, Townham", "Flat 2, 12 Canaryfield Rd", true)]
    [InlineData("12 Canaryfield Road", "12, Canaryfield Road", true)]
    [InlineData("12 Canaryfield Road", "112 Canaryfield Road", false)]
    [InlineData("12 Canaryfield Road", "12 Canaryfields Road", false)]
    [InlineData("12%_ Canaryfield Road", "12 Canaryfield Road", false)]
    public async Task A_house_and_a_street_find_earlier_calls_and_people_without_a_postcode(string typed, string held, bool found)
    {
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new(new Call { Location = held, Postcode = "B3 3CC" }, null, null, null, [new(PartyRole.Victim, null, $"Canary At {held}", null, null, null, held, "B3 3CC")]), Ct));

        var history = await app.RunAsync<IncidentHistory, IncidentHistory.View>(read => read.ReadAsync(Cast.CallHandler, new([], [], [new(typed, null)]), Ct));

        Assert.Equal(found, history.Calls.Any(c => c.Id == incident));
        Assert.Equal(found, history.People.Any(p => p.Name == $"Canary At {held}"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Rows(int people) =>
        Enumerable.Range(0, people).Select(n => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"Input.People[{n}].Name"), $"Canary {n}"));

    private async Task<PageUnderTest> PostAsync(IEnumerable<KeyValuePair<string, string>> people)
    {
        var client = app.SignedInAs(Cast.CallHandler);
        var form = (await client.GetAsync("/incidents/log")).FieldsFor("Save the call").Where(f => !f.Key.StartsWith("Input.People", StringComparison.Ordinal));
        return await client.PostAsync("/incidents/log", [.. form, .. people]);
    }

    private async Task<int> CountAsync()
    {
        await using var db = app.Database.Open();
        return await db.Incidents.CountAsync(Ct);
    }
}
