using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

public sealed class LogPageTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_with_everything_left_blank_is_saved()
    {
        var next = await (await FormAsync()).PressAsync("Save the call");

        var incident = await NewestAsync();
        Assert.Equal($"/incidents/{incident.Id}?done=logged", next.RedirectsTo);
        Assert.Equal((null, YesNoUnknown.Unknown, Fear.NotAsked), (incident.Grade, incident.Call.ChildrenPresent, incident.Call.Fear));
    }

    [Fact]
    public async Task A_whole_call_is_kept_word_for_word_and_leads_to_its_next_steps()
    {
        var page = await FormAsync(Cast.ResponseOfficer);
        page.Fill("How it came in", "999").Fill("Caller's number", "07700 900 610").Fill("First words", "  He's  back\nplease ").Fill("What happened", "Shouting, door broken")
            .Choose("Frightened").Choose("Pressed 55 after 999").Choose("Immediate").Fill("Local policing unit", "Test unit")
            .FillNamed("Input.People[0].Name", "Canary Page").FillNamed("Input.People[0].Birth", "31/2/1990").FillNamed("Input.People[1].Name", "Canary Page Two");

        var next = await page.PressAsync("Save the call");

        var incident = await NewestAsync();
        Assert.Equal(("  He's  back\nplease ", Silence.Silent, true, "+447700900610"), (incident.Call.FirstWords?.ReplaceLineEndings("\n"), incident.Call.Silence, incident.Call.SilentSolution, incident.Call.CallerPhoneE164));
        Assert.Equal((Fear.Frightened, ResponseGrade.Immediate, Cast.Unit), (incident.Call.Fear, incident.Grade, incident.UnitId));
        Assert.Equal([PartyRole.Victim, PartyRole.Perpetrator], incident.Parties.OrderBy(p => p.Number).Select(p => p.Role));

        var shown = await app.SignedInAs(Cast.ResponseOfficer).GetAsync(next.RedirectsTo!);
        Assert.Contains($"The call has been logged as {incident.Reference}.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Date of birth: 31/2/1990", shown.Text, StringComparison.Ordinal);
        Assert.Contains("A silent call is always attended", shown.Text, StringComparison.Ordinal);
        Assert.NotNull(shown.Document.QuerySelector($"a[href='/risk/start?incidentId={incident.Id}']"));
    }

    [Fact]
    public async Task Only_text_that_is_too_long_is_refused_and_everything_typed_stands_in_the_page_again()
    {
        var page = await FormAsync();
        page.Fill("First words", "He is here").Fill("Injuries", new string('x', 2001)).FillNamed("Input.People[1].Name", "Canary Kept Typed").Choose("Diary");

        var again = await page.PressAsync("Save the call");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("Injuries must be 2,000 characters or fewer", forLabel: "Injuries");
        Assert.Equal("He is here", Area(again, "Input.FirstWords"));
        Assert.Equal("Canary Kept Typed", Input(again, "Input.People[1].Name"));
        Assert.Contains(again.Document.QuerySelectorAll<IHtmlInputElement>("[name='Input.Grade']"), i => i is { IsChecked: true, Value: "Diary" });
    }

    [Fact]
    public async Task A_double_click_makes_one_record_and_shows_one_result()
    {
        var client = app.SignedInAs(Cast.CallHandler);
        var page = await client.GetAsync("/incidents/log");
        page.Fill("First words", "Canary twice");
        var fields = page.FieldsFor("Save the call");

        var both = await Task.WhenAll(client.PostAsync("/incidents/log", fields), client.PostAsync("/incidents/log", fields));

        await using var db = app.Database.Open();
        var id = await db.Incidents.Where(i => i.Call.FirstWords == "Canary twice").Select(i => i.Id).SingleAsync(Ct);
        Assert.All(both, answer => Assert.Equal($"/incidents/{id}?done=logged", answer.RedirectsTo));
    }

    [Fact]
    public async Task Somebody_can_be_added_and_nothing_typed_is_lost()
    {
        var page = await FormAsync();
        page.Fill("First words", "He is here").FillNamed("Input.People[2].Name", "Canary Third");

        var again = await page.PressAsync("Add another person");

        Assert.Equal(4, again.Document.QuerySelectorAll("fieldset.dar-person").Length);
        Assert.Equal("Canary Third", Input(again, "Input.People[2].Name"));
        Assert.Equal("He is here", Area(again, "Input.FirstWords"));
        Assert.Equal("Input.People[3].Name", again.Document.QuerySelector("[autofocus]")!.GetAttribute("name"));
    }

    [Fact]
    public async Task Whether_the_caller_spoke_is_no_fact_before_somebody_said_so()
    {
        var page = await FormAsync();
        Assert.DoesNotContain(page.Document.QuerySelectorAll<IHtmlInputElement>("[name='Input.Silence']"), i => i.IsChecked);

        await page.PressAsync("Save the call");

        var incident = await NewestAsync();
        Assert.Equal((Silence.NotRecorded, false), (incident.Call.Silence, incident.AwaitsAttendance));
    }

    [Fact]
    public async Task Enter_in_a_field_sends_nothing_and_what_is_known_comes_before_the_button_that_saves()
    {
        var form = (await FormAsync()).Document.QuerySelector<IHtmlFormElement>("form.dar-call")!;

        var buttons = form.QuerySelectorAll<IHtmlButtonElement>("button[type=submit]").ToList();
        Assert.True(buttons[0].IsDisabled); // the default button of a form is the first
        Assert.Equal("Save the call", buttons[^1].TextContent.Trim());
        Assert.True(form.QuerySelector("#known")!.CompareDocumentPosition(buttons[^1]).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
    }

    [Fact]
    public async Task The_calls_of_those_who_match_are_counted_with_them()
    {
        await app.LogCallAsync("Zebedee Countwell");
        var page = await FormAsync();

        var history = await page.FillNamed("Input.People[0].Name", "Zebedee Countwell").PressAsync("Look up");

        Assert.Contains("1 person and 1 earlier call match.", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_history_is_asked_for_with_a_button_and_a_known_person_is_taken_into_the_call()
    {
        await app.LogCallAsync("Canary Historical");
        var page = await FormAsync();
        page.Fill("First words", "He is here").FillNamed("Input.People[0].Name", "Canary Historicle");

        var history = await page.PressAsync("Look up");
        Assert.Contains("Canary Historical", history.Text, StringComparison.Ordinal);
        var take = history.Document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == "This is the victim: Canary Historical");
        var taken = await history.PressAsync(take.TextContent.Trim());

        Assert.Equal("He is here", Area(taken, "Input.FirstWords"));
        Assert.Equal("Canary Historicle", Input(taken, "Input.People[0].Name"));
        Assert.Contains("On record: Canary Historical", taken.Text, StringComparison.Ordinal);
        await taken.PressAsync("Save the call");

        await using var db = app.Database.Open();
        var person = await db.People.Where(p => p.Names.Any(n => n.Full == "Canary Historical")).Select(p => p.Id).SingleAsync(Ct);
        Assert.Equal(person, (await NewestAsync()).Parties.Single().PersonId);
    }

    [Fact]
    public async Task A_script_gets_the_history_alone()
    {
        await app.LogCallAsync("Canary Fragmented");
        var client = app.SignedInAs(Cast.CallHandler);
        var page = await client.GetAsync("/incidents/log");
        page.FillNamed("Input.People[0].Name", "Canary Fragmented");
        client.Http.DefaultRequestHeaders.Add("Sec-Fetch-Dest", "empty");
        client.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var fragment = await client.PostAsync("/incidents/log?handler=History", page.FieldsFor("Look up"));

        Assert.Contains("Canary Fragmented", fragment.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(fragment.Document.QuerySelector("header"));
        Assert.Null(fragment.Document.QuerySelector("form"));
    }

    [Fact]
    public async Task What_was_typed_outlives_signing_out_and_goes_with_the_call_that_was_saved()
    {
        var handler = Cast.ControlRoomSupervisor;
        var client = app.SignedInAs(handler);
        var page = await client.GetAsync("/incidents/log");
        page.Fill("First words", "Canary drafted").FillNamed("Input.People[0].Name", "Canary Draft");
        var saved = await client.PostAsync("/drafts", page.FieldsFor("Save the call"));
        Assert.Equal(HttpStatusCode.OK, saved.Status);

        var later = await FormAsync(handler); // another session, another machine
        Assert.Contains("Restored what you typed at 10:00.", later.Text, StringComparison.Ordinal);
        Assert.Equal("Canary drafted", Area(later, "Input.FirstWords"));
        Assert.Equal("Canary Draft", Input(later, "Input.People[0].Name"));
        Assert.DoesNotContain("Restored", (await FormAsync()).Text, StringComparison.Ordinal); // nobody else's

        await later.PressAsync("Save the call");
        Assert.DoesNotContain("Restored", (await FormAsync(handler)).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.False(await db.Drafts.AnyAsync(d => d.StaffId == handler.StaffId, Ct));
    }

    [Fact]
    public async Task A_draft_can_be_thrown_away()
    {
        var client = app.SignedInAs(Cast.Sergeant);
        var page = await client.GetAsync("/incidents/log");
        page.Fill("First words", "Canary thrown");
        await client.PostAsync("/drafts", page.FieldsFor("Save the call"));

        var gone = await (await FormAsync(Cast.Sergeant)).PressAsync("Discard it and start again");

        Assert.Equal("/incidents/log", gone.RedirectsTo);
        Assert.Equal("", Area(await FormAsync(Cast.Sergeant), "Input.FirstWords"));
    }

    [Fact]
    public async Task Nothing_of_the_call_stands_in_the_logs()
    {
        var page = await FormAsync();
        page.Fill("First words", "CNRY-words").FillNamed("Input.People[0].Name", "CNRY-name").FillNamed("Input.People[0].Phone", "07700 900619");
        await page.PressAsync("Look up");
        await page.PressAsync("Save the call");

        Assert.DoesNotContain(app.Logged, line => line.Contains("CNRY", StringComparison.Ordinal) || line.Contains("900619", StringComparison.Ordinal));
    }

    private static string? Input(PageUnderTest page, string name) => page.Document.QuerySelector<IHtmlInputElement>($"[name='{name}']")?.Value;

    private static string? Area(PageUnderTest page, string name) => page.Document.QuerySelector<IHtmlTextAreaElement>($"[name='{name}']")?.Value;

    private Task<PageUnderTest> FormAsync(Domain.Agencies.Actor? by = null) => app.SignedInAs(by ?? Cast.CallHandler).GetAsync("/incidents/log");

    private async Task<Incident> NewestAsync()
    {
        await using var db = app.Database.Open();
        return await db.Incidents.AsNoTracking().Include(i => i.Parties).OrderByDescending(i => i.Reference).FirstAsync(Ct);
    }
}
