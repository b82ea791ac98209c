using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>The only journeys through the real sign-in.</summary>
public sealed class SigningInTests(Browser browser, OnAPort<SignInApp> site) : IClassFixture<OnAPort<SignInApp>>
{
    private readonly SignInApp _app = site.App;

    private static readonly Dictionary<string, object> _authenticator = new()
    {
        ["options"] = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        },
    };

    private Uri Site => new UriBuilder(_app.ClientOptions.BaseAddress) { Host = "localhost" }.Uri; // passkeys want a name

    [Fact]
    public async Task A_passkey_is_set_up_and_then_signs_in_and_unlocks()
    {
        var person = await _app.PersonAsync("passkey.journey");
        var page = await browser.OpenAsync(Site);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", _authenticator);

        await page.GotoAsync("/account");
        await page.LooksRightAsync();
        await page.GetByLabel("User name").FillAsync(person.UserName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SignInApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.LooksRightAsync();
        await page.GetByLabel("Code from your authenticator app").FillAsync(_app.CodeOf(person));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your sign-in" })).ToBeVisibleAsync();
        await page.LooksRightAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Change Passkeys" }).ClickAsync();
        await page.GetByLabel("Name of this passkey").FillAsync("Journey phone");
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Term).Filter(new() { HasText = "Journey phone" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByText("You are signed out")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lock now" })).ToBeVisibleAsync();

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Locked" })).ToBeVisibleAsync();
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock with your passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your sign-in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_colleague_starts_with_a_code_and_an_app_and_no_JavaScript_at_all()
    {
        var ct = TestContext.Current.CancellationToken;
        var person = await _app.PersonAsync("plain.journey", withCredentials: false);
        var code = await _app.RunAsync<Activations, string>(activations => activations.IssueAsync(person.Id, by: null, ct));
        var page = await browser.OpenAsync(Site, javaScript: false);

        await page.GotoAsync("/activate");
        await page.GetByLabel("User name").FillAsync(person.UserName);
        await page.GetByLabel("Activation code").FillAsync(code);
        await page.GetByLabel("New password").FillAsync("four calm blue herons");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Set up your second step" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" })).ToBeHiddenAsync();
        var offer = await page.Locator("[name='Input.Offer']").InputValueAsync();
        var seed = _app.Services.GetRequiredService<AuthenticatorApps>().Open(person.Id, offer)!;
        await page.GetByLabel("Code the app shows").FillAsync(Totp.Code(seed, Totp.StepAt(_app.Clock.Now)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the app" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your recovery codes" })).ToBeVisibleAsync();
        await page.GotoAsync("/account");
        await Expect(page.GetByText("10 of 10 left")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_typed_survives_an_expired_session()
    {
        var admin = await _app.PersonAsync("resume.journey", Role.AgencyAdministrator);
        var page = await browser.OpenAsync(Site);
        await page.GotoAsync("/admin/staff/add");
        await SignInAsync(page, admin);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Somebody New");
        await page.GetByLabel("Job title").FillAsync("Call taker");
        await page.GetByLabel("User name").FillAsync("somebody.new");
        await page.GetByLabel("IDVA", new() { Exact = true }).CheckAsync();
        await page.LooksRightAsync();

        _app.Clock.Now = _app.Clock.Now.AddHours(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and ask for confirmation" }).ClickAsync();
        await Expect(page.GetByText("What you typed has been kept")).ToBeVisibleAsync();
        await page.LooksRightAsync();
        await SignInAsync(page, admin);
        await Expect(page.GetByText("Somebody New")).ToBeVisibleAsync();
        await page.LooksRightAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).ClickAsync();

        await Expect(page.GetByText("Somebody New has been added")).ToBeVisibleAsync();
        await page.LooksRightAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_typed_when_the_screen_is_locked_stands_in_the_form_when_it_is_unlocked(bool javaScript)
    {
        var admin = await _app.PersonAsync($"lock.journey.{javaScript}".ToLowerInvariant(), Role.AgencyAdministrator);
        var page = await browser.OpenAsync(Site, javaScript: javaScript);
        await page.GotoAsync("/admin/staff/add");
        await SignInAsync(page, admin);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Somebody Half Typed");

        await page.GetByRole(AriaRole.Button, new() { Name = javaScript ? "Lock now" : "Lock now and keep what is typed" }).ClickAsync();
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SignInApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock" }).ClickAsync();

        await Expect(page.GetByText("What you typed before the screen was locked is back")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Somebody Half Typed");
        await page.LooksRightAsync();
    }

    private async Task SignInAsync(IPage page, Colleague person)
    {
        await page.GetByLabel("User name").FillAsync(person.UserName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SignInApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByLabel("Code from your authenticator app").FillAsync(_app.CodeOf(person));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        _app.Clock.Now = _app.Clock.Now.AddSeconds(30);
    }
}
