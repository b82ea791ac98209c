using System.Net;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Crews;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Tests.Specialists;

/// <summary>A service's year by month, to look at and to take away (R5.3 to R5.6, R2.21, T18).</summary>
public sealed class MonthsTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_year_shows_each_month_with_links_to_its_rows_and_what_is_taken_away_holds_no_small_number()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-05-08"), "Juno Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        await (await worker.GetAsync($"{asked.Url}/visit/Outcome")).FillNamed("Input.Outcome", "EngagedByVisit").FillNamed("Input.Onward", "ReferredToService").PressAsync("Save");
        await (await worker.GetAsync($"{asked.Url}/visit")).PressAsync("Finish the visit");

        var sergeant = app.SignedInAs(Cast.ControlRoomSupervisor);
        var page = await sergeant.GetAsync("/specialist/months?service=SupportCar&year=2027");
        Assert.Contains("1 victim engaged in the year, 1 of them referred (100.0%). Half of them were spoken with within 1 h 0 min of the call.", page.Text, StringComparison.Ordinal);
        var link = page.Document.QuerySelectorAll("tbody a").First(a => a.TextContent.StartsWith("1 victims engaged, May 2027", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains("8 May 2027", (await sergeant.GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Juno", page.Document.Source.Text, StringComparison.Ordinal);

        var taken = await sergeant.Http.GetAsync("/specialist/months?handler=Csv&service=SupportCar&year=2027", TestContext.Current.CancellationToken);
        var rows = (await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.StartsWith("May 2027,suppressed,suppressed,0", rows[5], StringComparison.Ordinal);
        Assert.StartsWith("2027,suppressed,suppressed,0", rows[13], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await sergeant.GetAsync("/specialist/months?service=nonsense&year=99999999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync("/specialist/months")).Status);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("\u0000=1", "'=1")]
    [InlineData("\t+1", "'\t+1")]
    [InlineData("\uFEFF=1", "'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("  @SUM(A1)", "'@SUM(A1)")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("May 2027", "May 2027")]
    public void T18_no_cell_is_a_formula(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));
}
