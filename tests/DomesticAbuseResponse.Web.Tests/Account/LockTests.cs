using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>"Lock now" hands the screen to somebody else in a hurry and costs nobody a word.</summary>
public sealed class LockTests(SignInApp app) : IClassFixture<SignInApp>
{
    private const string Typed = "Canary <b>O'Neill</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lock_takes_the_open_form_along_and_unlocking_shows_it_filled_in()
    {
        var admin = await app.PersonAsync("carried.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(admin);
        var form = await FilledAsync(browser, "kept.carried");

        var locked = await LockWithAsync(browser, form, "Add and ask for confirmation");
        var unlocked = await UnlockAsync(browser, locked);
        var again = await browser.GetAsync(unlocked.RedirectsTo!);

        Assert.StartsWith("/unlock?back=", locked.RedirectsTo, StringComparison.Ordinal);
        Assert.StartsWith("/admin/staff/add?kept=", unlocked.RedirectsTo, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("What you typed before the screen was locked is back", again.Text, StringComparison.Ordinal);
        Assert.Equal(Typed, again.Document.QuerySelector<IHtmlInputElement>("[name='Input.DisplayName']")!.Value);
        Assert.True(again.Document.QuerySelectorAll<IHtmlInputElement>("[name='Input.Roles']").Single(r => r.Value == nameof(Role.Idva)).IsChecked);
        Assert.Empty(again.Document.QuerySelectorAll(".govuk-error-summary"));

        var saved = await again.Fill("Name", "Canary carried").PressAsync("Add and ask for confirmation");
        Assert.StartsWith("/admin/staff/", saved.RedirectsTo, StringComparison.Ordinal);
        Assert.Null(await app.Services.GetRequiredService<KeptForms>().FindAsync(admin.Id, null, Ct)); // saved, it is kept no longer
    }

    [Fact]
    public async Task A_form_taken_along_is_nobody_elses()
    {
        var author = await app.PersonAsync("mine.admin", Role.AgencyAdministrator);
        var other = await app.PersonAsync("prying.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(author);
        await LockWithAsync(browser, await FilledAsync(browser, "kept.mine"), "Add and ask for confirmation");
        var id = (await app.Services.GetRequiredService<KeptForms>().FindAsync(author.Id, null, Ct))!.Id;

        var pried = await (await app.SignInAsync(other)).GetAsync($"/admin/staff/add?kept={id}");

        Assert.Equal(HttpStatusCode.OK, pried.Status);
        Assert.DoesNotContain("Canary", pried.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_typed_a_second_ago_is_there_after_the_lock()
    {
        var handler = await app.PersonAsync("call.locker", Role.CallHandler);
        var browser = await app.SignInAsync(handler);
        var call = (await browser.GetAsync("/incidents/log")).Fill("First words", "Canary he is at the door");
        var withAnother = await call.PressAsync("Add another person"); // the address now names a handler

        var locked = await LockWithAsync(browser, withAnother.FillNamed("Input.People[1].Name", "Canary neighbour"), "Save the call");
        var unlocked = await UnlockAsync(browser, locked);
        var again = await browser.GetAsync(unlocked.RedirectsTo!);

        Assert.Equal("/incidents/log", unlocked.RedirectsTo);
        Assert.Equal("Canary he is at the door", again.Document.QuerySelector<IHtmlTextAreaElement>("[name='Input.FirstWords']")!.Value);
        Assert.Equal("Canary neighbour", again.Document.QuerySelector<IHtmlInputElement>("[name='Input.People[1].Name']")!.Value);
    }

    [Fact]
    public async Task A_lock_without_anything_typed_leads_back_to_the_page_alone()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("empty.locker", Role.CallHandler));
        var log = await (await browser.GetAsync("/incidents/log")).PressAsync("Add another person");

        var locked = await log.PressAsync("Lock now");

        Assert.Equal("/unlock?back=%2Fincidents%2Flog", locked.RedirectsTo);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync((await UnlockAsync(browser, locked)).RedirectsTo!)).Status);
    }

    [Fact]
    public async Task Enter_in_a_field_never_locks_the_screen()
    {
        var page = await (await app.SignInAsync(await app.PersonAsync("enter.locker", Role.CallHandler))).GetAsync("/incidents/log");
        var form = page.Document.QuerySelector("form.dar-call")!;

        // What Enter presses is the first button of the form in the order of the page, wherever it stands.
        var first = page.Document.QuerySelectorAll("button").First(b => b.GetAttribute("form") == form.Id || form.Contains(b));
        Assert.DoesNotContain("/lock", first.GetAttribute("formaction") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incidents/log", "Save the call")] // kept as a draft
    [InlineData("/people/new", "Save")]
    public async Task What_cannot_be_read_as_a_date_is_back_as_it_was_typed(string url, string button)
    {
        var officer = await app.PersonAsync($"unreadable{url.Replace('/', '.')}", url == "/people/new" ? Role.SafeguardingOfficer : Role.CallHandler);
        var browser = await app.SignInAsync(officer);
        var page = await browser.GetAsync(url);
        var field = page.Document.QuerySelectorAll<IHtmlInputElement>("[name$='.Year']").First().Name!;
        var form = page.FillNamed(field, "20").FillNamed(field.Replace("Year", "Month", StringComparison.Ordinal), "Smarch");

        var unlocked = await UnlockAsync(browser, await LockWithAsync(browser, form, button));
        var again = await browser.GetAsync(unlocked.RedirectsTo!);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("20", again.Document.QuerySelector<IHtmlInputElement>($"[name='{field}']")!.Value);
        Assert.Empty(again.Document.QuerySelectorAll(".govuk-error-summary, .govuk-error-message"));
    }

    [Fact]
    public async Task A_page_that_came_back_with_what_was_typed_says_so_to_its_script()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("stale.page", Role.SafeguardingOfficer));
        var page = await browser.GetAsync("/people/new");

        var again = await page.FillNamed("Input.BornOn.Year", "20").PressAsync("Save");

        Assert.Equal("yes", page.Document.QuerySelector(".dar-account__lock")!.GetAttribute("data-fresh"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "no"), (again.Status, again.Document.QuerySelector(".dar-account__lock")!.GetAttribute("data-fresh")));
    }

    [Fact]
    public async Task A_choice_between_two_versions_that_a_lock_interrupts_is_still_owed_afterwards_and_overwrites_nothing()
    {
        var (officer, other) = (await app.PersonAsync("choosing.one", Role.SafeguardingOfficer), await app.PersonAsync("choosing.two", Role.SafeguardingOfficer));
        var id = await RecordAsync(officer, "Canary Chosen");
        var browser = await app.SignInAsync(officer);
        var mine = Changed(await browser.GetAsync($"/people/{id}/details"), "3", "4", "1985", "Polish");
        await Changed(await (await app.SignInAsync(other)).GetAsync($"/people/{id}/details"), "1", "2", "1980", "Urdu").PressAsync("Save");
        var conflict = (await mine.PressAsync("Save")).FillNamed("Input.Interpreter", "Polish");

        var unlocked = await UnlockAsync(browser, await LockWithAsync(browser, conflict, "Save what I chose"));
        var again = await browser.GetAsync(unlocked.RedirectsTo!);

        Assert.Equal(
            ["3", "4", "1985", "Polish"],
            new[] { "BornOn.Day", "BornOn.Month", "BornOn.Year", "Interpreter" }.Select(n => again.Document.QuerySelector<IHtmlInputElement>($"[name='Input.{n}']")!.Value));
        var owed = await again.PressAsync("Save");
        Assert.Equal(HttpStatusCode.Conflict, owed.Status);
        Assert.Contains("1 February 1980", owed.Text, StringComparison.Ordinal);

        var twice = await browser.GetAsync((await UnlockAsync(browser, await LockWithAsync(browser, owed, "Save what I chose"))).RedirectsTo!);
        owed = await twice.PressAsync("Save");
        Assert.Equal(HttpStatusCode.Conflict, owed.Status);
        Assert.Equal($"/people/{id}?done=saved", (await owed.FillNamed("Input.BornOn", "1980-02-01").FillNamed("Input.Interpreter", "Polish").PressAsync("Save what I chose")).RedirectsTo);

        static PageUnderTest Changed(PageUnderTest page, string day, string month, string year, string interpreter) =>
            page.FillNamed("Input.BornOn.Day", day).FillNamed("Input.BornOn.Month", month).FillNamed("Input.BornOn.Year", year).FillNamed("Input.Interpreter", interpreter);
    }

    [Fact]
    public async Task Another_form_of_the_page_does_not_use_up_the_one_that_is_back()
    {
        var officer = await app.PersonAsync("two.forms", Role.SafeguardingOfficer);
        var id = await RecordAsync(officer, "Canary Forms");
        var browser = await app.SignInAsync(officer);
        var url = $"/people/{id}/names";
        var page = (await browser.GetAsync(url)).Fill("Name", "Canary Typed");

        var locked = await browser.PostAsync($"/lock?returnUrl={Uri.EscapeDataString(url)}&to={Uri.EscapeDataString(url)}", page.FieldsFor("Add"));
        var again = await browser.GetAsync((await UnlockAsync(browser, locked)).RedirectsTo!);

        Assert.Equal("Canary Typed", again.Document.QuerySelector<IHtmlInputElement>("[name='Input.Name']")!.Value);
        Assert.Contains(again.FieldsFor("Add"), f => f.Key == KeptForms.ResumedField);
        Assert.DoesNotContain(again.FieldsFor("Remove Canary Forms"), f => f.Key == KeptForms.ResumedField);
        var lockButton = again.Document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == "Lock now and keep what is typed");
        Assert.Equal(again.Document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == "Add").Form!.Id, lockButton.GetAttribute("form"));
        Assert.Equal($"/people/{id}?done=saved", (await again.PressAsync("Remove Canary Forms")).RedirectsTo);
        Assert.NotNull(await app.Services.GetRequiredService<KeptForms>().FindAsync(officer.Id, null, Ct));
    }

    private Task<Id<Person>> RecordAsync(Colleague by, string name) =>
        app.RunAsync<RecordPerson, Id<Person>>(record => record.HandleAsync(by.Actor, new(name, null, false, Gender.NotKnown, null, null, null, AddressVisibility.Open), Ct));

    private static async Task<PageUnderTest> FilledAsync(PageClient browser, string userName) =>
        (await browser.GetAsync("/admin/staff/add")).Fill("Name", Typed).Fill("Job title", "Test job").Fill("User name", userName).Choose("IDVA");

    /// <summary>Presses the lock that works without script; with script "Lock now" sends the same.</summary>
    private static async Task<PageUnderTest> LockWithAsync(PageClient browser, PageUnderTest page, string anyButton)
    {
        var button = page.Document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == "Lock now and keep what is typed");
        Assert.Equal(page.Document.QuerySelectorAll<IHtmlButtonElement>("button").Single(b => b.TextContent.Trim() == anyButton).Form!.Id, button.GetAttribute("form"));
        return await browser.PostAsync(button.GetAttribute("formaction")!, page.FieldsFor(anyButton));
    }

    private static async Task<PageUnderTest> UnlockAsync(PageClient browser, PageUnderTest locked) =>
        await (await browser.GetAsync(locked.RedirectsTo!)).Fill("Password", SignInApp.Password).PressAsync("Unlock");
}
