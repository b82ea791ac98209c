using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Crews;
using DomesticAbuseResponse.Web.Tests.Referrals;
using DomesticAbuseResponse.Web.Text;
using Microsoft.EntityFrameworkCore;
using Workbook = DomesticAbuseResponse.Web.Text.Workbook;

namespace DomesticAbuseResponse.Web.Tests.Specialists;

/// <summary>A service's year by month, to look at and to take away (R5.3 to R5.6, R2.21, T18).</summary>
public sealed class MonthsTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
        Assert.Equal("Nobody engaged", RowOf(page, "April 2027").QuerySelector("td")!.TextContent);
        Assert.DoesNotContain("June 2027", page.Text, StringComparison.Ordinal); // has not begun
        var none = await sergeant.GetAsync("/specialist/months?service=CrisisService&year=2027");
        Assert.Contains("Nobody was engaged in 2027 whose record you may open.", none.Text, StringComparison.Ordinal);
        Assert.Empty(none.Document.QuerySelectorAll("figure.dar-chart"));

        var taken = await sergeant.Http.GetAsync("/specialist/months?handler=Csv&service=SupportCar&year=2027", TestContext.Current.CancellationToken);
        var rows = (await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.StartsWith("May 2027,suppressed,suppressed,0", rows[5], StringComparison.Ordinal);
        Assert.StartsWith("2027,suppressed,suppressed,0", rows[13], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await sergeant.GetAsync("/specialist/months?service=nonsense&year=99999999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync("/specialist/months")).Status);
    }

    [Fact]
    public async Task Who_withdrew_and_who_called_again_is_counted_with_a_list_and_for_publication_nobody_small_is_told()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-09-11"), "Ivy Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        await (await worker.GetAsync($"{asked.Url}/visit/Statement")).FillNamed("Input.Statement", "Withdrawn").PressAsync("Save and go on");
        await (await worker.GetAsync($"{asked.Url}/visit/Outcome")).FillNamed("Input.Outcome", "EngagedByVisit").PressAsync("Save");
        await (await worker.GetAsync($"{asked.Url}/visit")).PressAsync("Finish the visit");

        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        const string year = "service=SupportCar&year=2027";
        var before = await officer.GetAsync($"/specialist/months?{year}");
        Assert.Equal("1", CellOf(before, "Withdrew a statement", "September 2027"));
        Assert.Equal("0", CellOf(before, "Called again within 12 months", "September 2027"));

        await using (var db = app.Database.Open())
        {
            app.Clock.Now = new(2028, 8, 1, 12, 0, 0, TimeSpan.Zero);
            await app.CaseAgainstAnotherAsync(await db.Cases.AsNoTracking().SingleAsync(c => c.Id == asked.Case, Ct));
        }

        var after = await officer.GetAsync($"/specialist/months?{year}");
        Assert.Equal("1", CellOf(after, "Called again within 12 months", "September 2027"));
        foreach (var count in new[] { "Withdrew", "CalledAgain" })
        {
            Assert.Contains("1 contact", (await officer.GetAsync($"/specialist/list?service=SupportCar&count={count}&from=2027-09-01&to=2027-09-30")).Text, StringComparison.Ordinal);
        }

        // A control room is not told what the victim said to the crew, in a figure as little as in the record (R6.12).
        var room = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.DoesNotContain("Withdrew a statement", (await room.GetAsync($"/specialist/months?{year}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Withdrew a statement", (await room.GetAsync("/specialist/figures?from=2027-09-01&to=2027-09-30")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Withdrew", await room.Http.GetStringAsync($"/specialist/months?handler=Csv&{year}", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await room.GetAsync("/specialist/list?service=SupportCar&count=Withdrew&from=2027-09-01&to=2027-09-30")).Status);

        // Another call that somebody may not open is none to them; whoever opens records does not read what counts all of them.
        await using (var db = app.Database.Open())
        {
            var second = await db.Incidents.Where(i => i.Id != asked.Incident && i.Parties.Any(p => p.PersonId == asked.Victim)).SingleAsync(Ct);
            db.Exclusions.Add(new Exclusion(second.Id.Value, Cast.SafeguardingOfficer.StaffId, null, "Knows them", app.Clock.Now));
            await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        }

        Assert.Equal("0", CellOf(await officer.GetAsync($"/specialist/months?{year}"), "Called again within 12 months", "September 2027"));
        Assert.Contains("There are none in this time.", (await officer.GetAsync("/specialist/list?service=SupportCar&count=CalledAgain&from=2027-09-01&to=2027-09-30")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/specialist/published?{year}")).Status);
        var both = Cast.SafeguardingOfficer with { Roles = new HashSet<Role> { Role.SafeguardingOfficer, Role.Auditor } };
        Assert.Equal("/specialist/months", (await app.SignedInAs(both).GetAsync($"/specialist/published?{year}")).RedirectsTo);

        var told = await app.SignedInAs(Cast.Auditor).GetAsync($"/specialist/published?{year}");
        Assert.Equal("suppressed", CellOf(told, "Withdrew a statement", "September 2027"));
        Assert.DoesNotContain(told.Document.QuerySelectorAll("tbody a"), _ => true);
        Assert.Contains("No month has a number that is told, so there is nothing to draw.", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Document.QuerySelectorAll("figure.dar-chart"));
        Assert.DoesNotContain("Ivy", told.Document.Source.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync("/specialist/published")).Status);

        var book = await app.SignedInAs(Cast.Auditor).Http.GetAsync($"/specialist/published?handler=Xlsx&{year}", Ct);
        Assert.Equal(Workbook.MediaType, book.Content.Headers.ContentType!.MediaType);
        using var sheet = SpreadsheetDocument.Open(await book.Content.ReadAsStreamAsync(Ct), isEditable: false);
        var rows = sheet.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToList()).ToList();
        Assert.Equal(14, rows.Count);
        Assert.Equal("September 2027", rows[9][0]);
        Assert.Equal("suppressed", rows[9][1]);
        Assert.Empty(sheet.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<CellFormula>());
        Assert.Empty(new OpenXmlValidator().Validate(sheet, Ct));
    }

    [Fact]
    public void T18_words_in_a_workbook_are_text_and_numbers_are_numbers()
    {
        using var sheet = SpreadsheetDocument.Open(new MemoryStream(Workbook.Of("Figures", [["=1+1", 5, 39.1m, null]])), isEditable: false);
        var cells = sheet.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToList();
        Assert.Equal([CellValues.InlineString, CellValues.Number, CellValues.Number, CellValues.InlineString], cells.Select(c => c.DataType!.Value));
        Assert.Equal(["=1+1", "5", "39.1", ""], cells.Select(c => c.InnerText));
    }

    private static AngleSharp.Dom.IElement RowOf(PageUnderTest page, string month) => page.Document.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == month);

    private static string CellOf(PageUnderTest page, string column, string month) => RowOf(page, month)
        .QuerySelector($"td[data-label='{column}']")!.TextContent.Trim().Split(' ')[0];

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
