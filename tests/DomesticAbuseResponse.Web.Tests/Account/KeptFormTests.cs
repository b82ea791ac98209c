using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>A form that arrives after its session has gone loses nothing, and shows nothing to anybody else.</summary>
public sealed class KeptFormTests(SignInApp app) : IClassFixture<SignInApp>
{
    private const string Typed = "Canary <b>O'Neill</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_posted_after_the_session_expired_is_shown_again_and_saved_with_one_press()
    {
        var admin = await app.PersonAsync("expired.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(admin);
        var form = await FilledAsync(browser, "kept.one");

        app.Clock.Now = app.Clock.Now.AddHours(5); // past the four hours of an administrator's session
        var sent = await form.PressAsync("Add and ask for confirmation");
        var resumed = await ResumedAsync(browser, admin, sent.RedirectsTo!);
        var saved = await resumed.PressAsync("Send it again");

        Assert.Equal("/sign-in?kept=true", sent.RedirectsTo);
        Assert.Contains("it has not been saved", resumed.Text, StringComparison.Ordinal);
        Assert.Equal(
            [("Display name", Typed), ("Job title", "Test job"), ("User name", "kept.one"), ("Roles", "Idva")],
            resumed.Document.QuerySelectorAll(".govuk-summary-list__row").Select(r => (r.QuerySelector("dt")!.TextContent.Trim(), r.QuerySelector("dd")!.TextContent.Trim())));
        Assert.StartsWith("/admin/staff/", saved.RedirectsTo, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/resume")).Status); // nothing is left to resume
    }

    [Fact]
    public async Task A_form_posted_to_a_locked_screen_waits_behind_the_lock()
    {
        var admin = await app.PersonAsync("locked.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(admin);
        var form = await FilledAsync(browser, "kept.two");
        await (await browser.GetAsync("/account")).PressAsync("Lock now");

        var sent = await form.PressAsync("Add and ask for confirmation");
        var unlocked = await (await browser.GetAsync(sent.RedirectsTo!)).Fill("Password", SignInApp.Password).PressAsync("Unlock");
        var resumed = await browser.GetAsync(unlocked.RedirectsTo!);

        Assert.Equal("/unlock?kept=true", sent.RedirectsTo);
        Assert.Contains(Typed, resumed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_in_next_on_the_same_browser_never_sees_it()
    {
        var author = await app.PersonAsync("author.admin", Role.AgencyAdministrator);
        var other = await app.PersonAsync("other.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(author);
        var form = await FilledAsync(browser, "kept.three");
        app.Clock.Now = app.Clock.Now.AddHours(5);
        var sent = await form.PressAsync("Add and ask for confirmation");

        var landed = await app.SignInAsync(browser, other, sent.RedirectsTo!);
        var id = (await app.Services.GetRequiredService<KeptForms>().FindAsync(author.Id, null, Ct))!.Id;

        Assert.Equal("/", landed.RedirectsTo);
        Assert.Equal("/", (await browser.GetAsync("/resume")).RedirectsTo);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/resume/{id}")).Status);

        var back = app.Browser();
        Assert.Equal($"/resume/{id}", (await app.SignInAsync(back, author)).RedirectsTo);
    }

    [Fact]
    public async Task A_form_of_one_person_sent_from_anothers_session_is_kept_for_its_author()
    {
        var author = await app.PersonAsync("first.admin", Role.AgencyAdministrator);
        var other = await app.PersonAsync("second.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(author);
        var form = await FilledAsync(browser, "kept.four");
        await (await browser.GetAsync("/account")).PressAsync("Sign out"); // in another tab of the same browser
        await app.SignInAsync(browser, other);
        Assert.Equal("second.admin", await WhoAsync(browser));

        var sent = await form.PressAsync("Add and ask for confirmation");

        Assert.Equal("/account?other=true", sent.RedirectsTo);
        Assert.Null(await app.Services.GetRequiredService<KeptForms>().FindAsync(other.Id, null, Ct));
        Assert.NotNull(await app.Services.GetRequiredService<KeptForms>().FindAsync(author.Id, null, Ct));
    }

    [Fact]
    public async Task A_stale_form_token_with_a_live_session_loses_nothing_either()
    {
        var admin = await app.PersonAsync("stale.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(admin);
        var fields = (await FilledAsync(browser, "kept.five")).FieldsFor("Add and ask for confirmation");

        var stale = fields.Select(f => f.Key == "__RequestVerificationToken" ? new(f.Key, "made before the keys were replaced") : f);
        var sent = await browser.PostAsync("/admin/staff/add", stale);
        var resumed = await browser.GetAsync(sent.RedirectsTo!);

        Assert.Equal("/resume", sent.RedirectsTo);
        Assert.Contains(Typed, resumed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_gone_after_half_an_hour_or_when_its_author_deletes_it()
    {
        var admin = await app.PersonAsync("late.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(admin);
        await KeepAsync(browser);
        app.Clock.Now = app.Clock.Now.AddMinutes(31);
        Assert.Equal("/", (await app.SignInAsync(browser, admin)).RedirectsTo);

        await KeepAsync(browser);
        var resumed = await ResumedAsync(browser, admin, "/sign-in");
        await resumed.PressAsync("Do not send it: delete it");

        Assert.Equal("/", (await browser.GetAsync("/resume")).RedirectsTo);
    }

    [Fact]
    public async Task What_is_kept_is_encrypted()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("secret.admin", Role.AgencyAdministrator));
        await KeepAsync(browser);

        var rows = await app.Sql.ListAsync("select encode(protected_form, 'escape') as form from identity.pending_posts", row => row.Get<string>("form"), Ct);

        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, form => form.Contains("Canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_another_site_sent_is_not_kept()
    {
        var admin = await app.PersonAsync("crossed.admin", Role.AgencyAdministrator);
        var browser = await app.SignInAsync(admin);
        app.Clock.Now = app.Clock.Now.AddHours(5);
        using var form = new FormUrlEncodedContent([new("Input.DisplayName", "Planted")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/staff/add") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        await browser.Http.SendAsync(request, Ct);

        Assert.Null(await app.Services.GetRequiredService<KeptForms>().FindAsync(admin.Id, null, Ct));
    }

    [Fact]
    public async Task A_password_is_never_kept()
    {
        var person = await app.PersonAsync("pass.word");
        var browser = await app.SignInAsync(person);
        var form = await browser.GetAsync("/account/password");
        app.Clock.Now = app.Clock.Now.AddHours(13);

        var sent = await form.Fill("New password", "four calm blue herons").PressAsync("Change password");

        Assert.Equal("/sign-in", sent.RedirectsTo);
        Assert.Null(await app.Services.GetRequiredService<KeptForms>().FindAsync(person.Id, null, Ct));
    }

    private static async Task<PageUnderTest> FilledAsync(PageClient browser, string userName) =>
        (await browser.GetAsync("/admin/staff/add")).Fill("Name", Typed).Fill("Job title", "Test job").Fill("User name", userName).Choose("IDVA");

    private static async Task<string> WhoAsync(PageClient browser) =>
        (await browser.GetAsync("/account")).Document.QuerySelectorAll(".govuk-summary-list__row")
            .Single(r => r.TextContent.Contains("User name", StringComparison.Ordinal)).QuerySelector("dd")!.TextContent.Trim();

    private async Task KeepAsync(PageClient browser)
    {
        var form = await FilledAsync(browser, "kept.nine");
        app.Clock.Now = app.Clock.Now.AddHours(5);
        Assert.Equal("/sign-in?kept=true", (await form.PressAsync("Add and ask for confirmation")).RedirectsTo);
    }

    private async Task<PageUnderTest> ResumedAsync(PageClient browser, Colleague person, string signInPage)
    {
        var landed = await app.SignInAsync(browser, person, signInPage);
        return await browser.GetAsync(landed.RedirectsTo!);
    }

    private async Task<int> CountAsync()
    {
        await using var db = app.Database.Open();
        return await db.Staff.CountAsync(s => s.DisplayName == Typed, Ct);
    }
}
