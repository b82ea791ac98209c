using System.Net;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class PasskeyTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_signs_in_without_a_user_name_or_password()
    {
        var person = await app.PersonAsync("passkey.person");
        using var phone = new SoftwareAuthenticator();
        await AddAsync(person, phone, "Work phone");

        var browser = app.Browser();
        var landed = await UseAsync(browser, "/sign-in", phone);

        Assert.Equal("/", landed.RedirectsTo);
        Assert.Contains("passkey.person", (await browser.GetAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_wrong_passwords_by_strangers_hold_up_neither_the_passkey_nor_the_known_browser()
    {
        var person = await app.PersonAsync("flooded");
        using var phone = new SoftwareAuthenticator();
        var known = await AddAsync(person, phone, "Phone");
        await (await known.GetAsync("/account")).PressAsync("Sign out");

        var stranger = app.Browser();
        stranger.Http.DefaultRequestHeaders.Add(Elsewhere.Header, "203.0.113.7");
        var page = await stranger.GetAsync("/sign-in");
        for (var guess = 0; guess < 1000; guess++)
        {
            page = await page.Fill("User name", "flooded").Fill("Password", $"guess number {guess}").PressAsync("Continue");
        }

        Assert.Contains("Too many attempts", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", (await UseAsync(app.Browser(), "/sign-in", phone)).RedirectsTo);
        Assert.Equal("/", (await app.SignInAsync(known, person)).RedirectsTo);
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        var person = await app.PersonAsync("passkey.replay");
        using var phone = new SoftwareAuthenticator();
        await AddAsync(person, phone, "Phone");
        var browser = app.Browser();
        var page = await browser.GetAsync("/sign-in");
        var answer = phone.Use(await OptionsAsync(browser, page));
        var challenge = app.Cookie(browser, "dar-passkey")!;
        await SendAsync(browser, page, answer);

        var thief = app.Browser();
        var form = await thief.GetAsync("/sign-in");
        thief.Http.DefaultRequestHeaders.Add("Cookie", $"dar-passkey={challenge}");
        var refused = await SendAsync(thief, form, answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("That passkey could not be used", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authenticator_that_does_not_verify_its_user_is_refused()
    {
        var person = await app.PersonAsync("unverified");
        using var key = new SoftwareAuthenticator { VerifiesUser = false };
        var browser = await app.SignInAsync(person);
        var page = await browser.GetAsync("/account/passkeys");

        var refused = await SendAsync(browser, page, key.Create(await OptionsAsync(browser, page)));

        Assert.Contains("The passkey could not be added", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_used_on_another_site_is_refused()
    {
        var person = await app.PersonAsync("phished");
        using var browserOfVictim = new SoftwareAuthenticator { Origin = "https://dar-police.example" };
        var browser = await app.SignInAsync(person);
        var page = await browser.GetAsync("/account/passkeys");

        var refused = await SendAsync(browser, page, browserOfVictim.Create(await OptionsAsync(browser, page)));

        Assert.Contains("The passkey could not be added", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_passkey_unlocks_and_a_colleagues_does_not()
    {
        using var own = new SoftwareAuthenticator();
        using var colleagues = new SoftwareAuthenticator();
        var browser = await AddAsync(await app.PersonAsync("locks.out"), own, "Own");
        await AddAsync(await app.PersonAsync("looks.on"), colleagues, "Theirs");
        await (await browser.GetAsync("/account")).PressAsync("Lock now");

        var refused = await UseAsync(browser, "/unlock", colleagues);
        var unlocked = await UseAsync(browser, "/unlock?back=%2Faccount", own);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("/account", unlocked.RedirectsTo);
    }

    [Fact]
    public async Task A_disabled_persons_passkey_opens_nothing()
    {
        var person = await app.PersonAsync("passkey.leaver");
        using var phone = new SoftwareAuthenticator();
        await AddAsync(person, phone, "Phone");
        await app.ChangeAsync(person, staff => staff.Disable(app.Clock.Now));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UseAsync(app.Browser(), "/sign-in", phone)).Status);
    }

    [Fact]
    public async Task Passkeys_are_named_renamed_and_removed_but_the_last_way_in_stays()
    {
        var person = await app.PersonAsync("keys.kept");
        using var phone = new SoftwareAuthenticator();
        var browser = await AddAsync(person, phone, "Old name");

        var link = (await browser.GetAsync("/account/passkeys")).Document.QuerySelector("a[href^='/account/passkeys/']")!.GetAttribute("href")!;
        await (await browser.GetAsync(link)).Fill("Name", "New name").PressAsync("Save the name");
        Assert.Contains("New name", (await browser.GetAsync("/account/passkeys")).Text, StringComparison.Ordinal);

        await (await browser.GetAsync("/account/app")).PressAsync("Remove the app");
        var refused = await (await browser.GetAsync(link)).PressAsync("Remove this passkey");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("This is your only second step", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_are_given_only_to_our_own_pages()
    {
        var answer = await app.Browser().Http.PostAsync("/passkeys/request-options", null, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> OptionsAsync(PageClient browser, PageUnderTest page)
    {
        var form = page.Document.QuerySelector("form[data-passkey]") ?? throw new InvalidOperationException(page.Status + page.RedirectsTo + page.Document.DocumentElement.OuterHtml);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("data-passkey-options"));
        request.Headers.Add("RequestVerificationToken", form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value"));
        var response = await browser.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static Task<PageUnderTest> SendAsync(PageClient browser, PageUnderTest page, string credential, string name = "")
    {
        var form = page.Document.QuerySelector("form[data-passkey]")!;
        return browser.PostAsync(form.GetAttribute("action")!,
        [
            new("__RequestVerificationToken", form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            new("Credential", credential),
            new("PasskeyName", name),
        ]);
    }

    private static async Task<PageUnderTest> UseAsync(PageClient browser, string from, SoftwareAuthenticator authenticator)
    {
        var page = await browser.GetAsync(from);
        return await SendAsync(browser, page, authenticator.Use(await OptionsAsync(browser, page)));
    }

    private async Task<PageClient> AddAsync(Colleague person, SoftwareAuthenticator authenticator, string name)
    {
        var browser = await app.SignInAsync(person);
        var page = await browser.GetAsync("/account/passkeys");
        var added = await SendAsync(browser, page, authenticator.Create(await OptionsAsync(browser, page)), name);
        Assert.Equal("/account/passkeys", added.RedirectsTo);
        Assert.Contains(name, (await browser.GetAsync("/account/passkeys")).Text, StringComparison.Ordinal);
        return browser;
    }
}
