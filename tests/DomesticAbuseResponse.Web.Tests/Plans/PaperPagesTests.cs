using System.Net;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Plans;

/// <summary>The copy a victim is given: chosen, looked through, previewed, printed, and recorded as given (T4, T5, T9).</summary>
public sealed class PaperPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task T4_The_preview_shows_exactly_what_is_printed_and_giving_it_is_recorded_once()
    {
        var @case = await app.PlannedAsync(
            "Canary Paper", PlanStory.Terms("Tell Sergeant Teal", "danger") with { PaperWords = "Pack a bag" }, PlanStory.Terms("Change the code", "phone") with { DueOn = new DateOnly(2026, 12, 3) },
            PlanStory.Terms("Patrols past the house", "perpetrator"));
        var client = app.SignedInAs(Cast.Idva);
        var desk = await client.GetAsync($"/cases/{@case.Id}/plan/paper");
        Assert.DoesNotContain("Patrols past the house", desk.Text, StringComparison.Ordinal);
        var preview = await desk.PressAsync("Show what will be on it");
        var shown = Sheet(preview);
        Assert.Equal("My list To remember Pack a bag Phone Change the code, by 3 December", shown);

        var made = await preview.PressAsync("Make the copy");
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        var paper = await client.GetAsync(made.RedirectsTo!);
        Assert.Equal(shown, Sheet(paper));
        Assert.Equal("My list", paper.Document.Title); // what a browser may print above a page says nothing either
        Assert.All(paper.Document.QuerySelectorAll("main > *"), e => Assert.True(e.ClassList.Contains("dar-paper") || e.ClassList.Contains("dar-no-print"), e.OuterHtml));

        var unsaid = await paper.PressAsync("Record how it was given");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        unsaid.ShowsError("Say to whom it was given", "To whom?");
        var given = paper.FillNamed("Input.On.Day", "23").FillNamed("Input.On.Month", "11").FillNamed("Input.On.Year", "2026").FillNamed("Input.Way", "InPerson").FillNamed("Input.To", "Canary herself").FillNamed("Input.WasSafe", "Yes");
        var fields = given.FieldsFor("Record how it was given");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.PostAsync(made.RedirectsTo!, fields))), p => Assert.True((int)p.Status < 500, $"{p.Status}"));
        Assert.Contains("Canary herself", (await client.GetAsync(made.RedirectsTo!)).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.RecordEvents.CountAsync(e => e.CaseId == @case.Id && e.Name == "PlanPaperGiven", Ct));
        Assert.DoesNotContain(await db.RecordEvents.Where(e => e.CaseId == @case.Id && e.Name.StartsWith("PlanPaper")).ToListAsync(Ct), e => e.Details.Contains("herself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T4_A_line_that_could_give_somebody_away_stands_on_the_paper_only_when_it_is_chosen_all_the_same()
    {
        var @case = await app.PlannedAsync("Canary Telling", PlanStory.Terms("Ring the police", "danger"));
        var client = app.SignedInAs(Cast.Idva);
        var desk = await client.GetAsync($"/cases/{@case.Id}/plan/paper");
        Assert.Contains("Found: “police”, which tells of an agency", desk.Text, StringComparison.Ordinal);
        var refused = await desk.PressAsync("Make the copy");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Line 1 could give somebody away", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.FillNamed("Input.AllTheSame", "1").PressAsync("Make the copy")).Status);
    }

    [Fact]
    public async Task T5_A_line_that_names_a_protected_place_stands_on_no_paper_whatever_is_chosen()
    {
        var @case = await app.PlannedAsync("Canary Hidden", PlanStory.Terms("Keep the bag at Harbour House", "danger"), PlanStory.Terms("Change the code", "phone"));
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("Harbour House, Quay Road", null), AddressVisibility.Hidden, null, app.Clock.Now));
        var client = app.SignedInAs(Cast.Idva);
        var desk = await client.GetAsync($"/cases/{@case.Id}/plan/paper");
        Assert.Contains("These never stand on a paper", desk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour House", Sheet(await desk.PressAsync("Show what will be on it")), StringComparison.Ordinal);

        var forced = await app.RunAsync<MakePaper, Result<int>>(make => make.HandleAsync(Cast.Idva, new(@case.Id, "en", [1, 2], [1, 2], true), Ct));
        Assert.Equal("paper.stopped", forced.Refused().Code);
        Assert.Equal("paper.language", (await app.RunAsync<MakePaper, Result<int>>(make => make.HandleAsync(Cast.Idva, new(@case.Id, "xx", [2], [], true), Ct))).Refused().Code);
        Assert.Equal("paper.lines", (await app.RunAsync<MakePaper, Result<int>>(make => make.HandleAsync(Cast.Idva, new(@case.Id, "en", [99], [], true), Ct))).Refused().Code);
    }

    [Fact]
    public async Task The_paper_can_be_in_Welsh_and_odd_input_is_no_error_of_the_server()
    {
        var @case = await app.PlannedAsync("Canary Cymraeg", PlanStory.Terms("Newid y cod", "phone") with { DueOn = new DateOnly(2026, 12, 3) });
        var client = app.SignedInAs(Cast.Idva);
        var preview = await (await client.GetAsync($"/cases/{@case.Id}/plan/paper")).FillNamed("Input.Language", "cy").PressAsync("Show what will be on it");
        Assert.Equal("Fy rhestr Ffôn Newid y cod, erbyn 3 Rhagfyr", Sheet(preview));
        Assert.Equal("cy", preview.Document.QuerySelector(".dar-paper")!.GetAttribute("lang"));

        var fields = preview.FieldsFor("Make the copy").Where(f => f.Key != "Input.Lines").Append(new("Input.Lines", "a line"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync($"/cases/{@case.Id}/plan/paper?handler=Make", fields)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/cases/{@case.Id}/plan/papers/7")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/cases/{@case.Id}/plan/lines/7")).Status);
    }

    private static string Sheet(PageUnderTest page) => string.Join(' ', page.Document.QuerySelector(".dar-paper")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
