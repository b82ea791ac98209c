using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class SessionTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_disabled_is_refused_on_the_next_request()
    {
        var person = await app.PersonAsync("disabled.idva");
        var browser = await app.SignInAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);

        await app.ChangeAsync(person, staff => staff.Disable(app.Clock.Now));

        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task A_changed_role_ends_the_session_on_the_next_request()
    {
        var person = await app.PersonAsync("changed.sergeant", Role.Sergeant);
        var browser = await app.SignInAsync(person);

        await app.ChangeAsync(person, staff => staff.ChangeRoles([Role.Inspector]));

        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task Lock_now_hides_every_page_until_the_password_and_leads_back()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("locking"));

        var locked = await (await browser.GetAsync("/account")).PressAsync("Lock now");
        var hidden = await browser.GetAsync("/account");
        var unlock = await browser.GetAsync(locked.RedirectsTo!);
        var wrong = await unlock.Fill("Password", "not the password").PressAsync("Unlock");
        var back = await wrong.Fill("Password", SignInApp.Password).PressAsync("Unlock");

        Assert.Equal("/unlock?back=%2Faccount", locked.RedirectsTo);
        Assert.Equal("/unlock?back=%2Faccount", hidden.RedirectsTo);
        Assert.DoesNotContain("Recent activity", unlock.Text, StringComparison.Ordinal);
        wrong.ShowsError("The password is not right", forLabel: "Password");
        Assert.Equal("/account", back.RedirectsTo);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task The_fifth_wrong_password_ends_a_locked_session()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("five.times"));
        await (await browser.GetAsync("/account")).PressAsync("Lock now");

        for (var guess = 1; guess <= 5; guess++)
        {
            await (await browser.GetAsync("/unlock")).Fill("Password", $"guess number {guess}").PressAsync("Unlock");
            app.Clock.Now = app.Clock.Now.AddMinutes(1); // past the growing wait, which is tested elsewhere
        }

        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
    }

    [Theory]
    [InlineData(19, HttpStatusCode.OK, null)]
    [InlineData(20, HttpStatusCode.Found, "/unlock?back=%2Faccount")]
    [InlineData(80, HttpStatusCode.Found, "/sign-in?back=%2Faccount")]
    public async Task A_desk_session_locks_after_20_idle_minutes_and_ends_an_hour_later(int idleMinutes, HttpStatusCode status, string? redirect)
    {
        var browser = await app.SignInAsync(await app.PersonAsync($"idle.{idleMinutes}"));
        await browser.GetAsync("/account");

        app.Clock.Now = app.Clock.Now.AddMinutes(idleMinutes);
        var page = await browser.GetAsync("/account");

        Assert.Equal((status, redirect), (page.Status, page.RedirectsTo));
    }

    [Theory]
    [InlineData(Role.ResponseOfficer, 5, 10)]
    [InlineData(Role.Idva, 20, 12)]
    [InlineData(Role.AgencyAdministrator, 10, 4)]
    public void Each_class_of_role_has_its_own_limits(Role role, int idleMinutes, int hours) =>
        Assert.Equal(new SessionLimits(TimeSpan.FromMinutes(idleMinutes), TimeSpan.FromHours(hours)), new SignInSettings().LimitsFor([role]));

    [Fact]
    public void Several_roles_are_held_to_the_strictest() =>
        Assert.Equal(new SessionLimits(TimeSpan.FromMinutes(5), TimeSpan.FromHours(10)), new SignInSettings().LimitsFor([Role.Sergeant, Role.ResponseOfficer]));

    [Fact]
    public async Task However_busy_a_session_ends_after_its_twelve_hours()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("long.day"));
        for (var step = 0; step < 47; step++)
        {
            app.Clock.Now = app.Clock.Now.AddMinutes(15);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        }

        app.Clock.Now = app.Clock.Now.AddMinutes(15);

        Assert.Equal("/sign-in?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browser_too()
    {
        var person = await app.PersonAsync("everywhere");
        var desk = await app.SignInAsync(person);
        var tablet = await app.SignInAsync(person);

        var left = await (await desk.GetAsync("/account")).PressAsync("Sign out everywhere");

        Assert.Equal("/sign-in?out=true", left.RedirectsTo);
        Assert.Equal("/sign-in?back=%2Faccount", (await tablet.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task A_copied_cookie_is_dead_after_signing_out()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("copied"));
        var copied = Key(browser);

        await (await browser.GetAsync("/account")).PressAsync("Sign out");

        var thief = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", $"dar={copied}");
        Assert.Equal("/sign-in?back=%2Faccount", (await thief.SendAsync(request, Ct)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Signing_in_and_unlocking_each_give_a_new_key()
    {
        var person = await app.PersonAsync("new.key");
        var browser = app.Browser();
        await SignInApp.ToCodePageAsync(browser, person);
        var half = Key(browser);
        await app.SignInAsync(browser, person);
        var full = Key(browser);
        await (await browser.GetAsync("/account")).PressAsync("Lock now");
        await (await browser.GetAsync("/unlock")).Fill("Password", SignInApp.Password).PressAsync("Unlock");
        var renewed = Key(browser);

        Assert.Equal(3, new[] { half, full, renewed }.Distinct().Count());
    }

    [Fact]
    public async Task The_database_knows_only_the_hash_of_a_key()
    {
        var browser = await app.SignInAsync(await app.PersonAsync("hashed"));
        var key = Key(browser);

        var rows = await app.Sql.ListAsync("select s::text as row from identity.sessions s", row => row.Get<string>("row"), Ct);

        Assert.Contains(rows, row => row.Contains(Convert.ToHexStringLower(Secrets.Hash(key)), StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_reads_session_staff_roles_and_MARACs_in_one_query()
    {
        var found = await app.Services.GetRequiredService<StaffDirectory>().FindAsync(Cast.Coordinator.StaffId, Ct);

        Assert.Equal((Cast.Police, "Test Police"), (found!.AgencyId, found.AgencyName));
        Assert.Equal([Role.MaracCoordinator], found.Roles);
        Assert.Equal([Cast.Marac], found.Maracs);
    }

    [Fact]
    public async Task A_script_is_told_to_ask_for_a_sign_in_instead_of_being_handed_a_page()
    {
        var http = app.Browser().Http;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session/extend");
        request.Headers.Add("Accept", "application/json");

        var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"signIn":"/sign-in"}""", await answer.Content.ReadAsStringAsync(Ct));
    }

    private string Key(PageClient browser) => app.Cookie(browser, "dar")!;
}
