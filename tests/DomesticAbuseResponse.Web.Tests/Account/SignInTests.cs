using System.Net;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed partial class SignInTests(SignInApp app) : IClassFixture<SignInApp>
{
    private const string CodeField = "Code from your authenticator app";

    [Fact]
    public async Task A_form_key_on_the_way_to_being_signed_in_is_no_ones_record_and_does_no_harm()
    {
        var person = await app.PersonAsync("half.way.keyed");
        var browser = app.Browser();
        var page = await SignInApp.ToCodePageAsync(browser, person);

        var keyed = await browser.PostAsync("/sign-in/code", [.. page.Fill("Code from your authenticator app", "000000").FieldsFor("Sign in"), new("__key", Guid.NewGuid().ToString())]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, keyed.Status);
    }

    [Fact]
    public async Task Password_and_code_lead_back_to_the_page_that_was_asked_for()
    {
        var person = await app.PersonAsync("leads.back");
        var browser = app.Browser();

        var asked = await browser.GetAsync("/account");
        var landed = await app.SignInAsync(browser, person, asked.RedirectsTo!);

        Assert.Equal("/sign-in?back=%2Faccount", asked.RedirectsTo);
        Assert.Equal("/account", landed.RedirectsTo);
        Assert.Contains("leads.back", (await browser.GetAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var person = await app.PersonAsync("replay");
        var code = app.CodeOf(person);
        await app.SignInAsync(person);
        app.Clock.Now = app.Clock.Now.AddSeconds(-30); // the same code is still the one the app shows

        var browser = app.Browser();
        var refused = await (await SignInApp.ToCodePageAsync(browser, person)).Fill(CodeField, code).PressAsync("Sign in");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        refused.ShowsError("The code is not right, or has been used already. Enter the code your app shows now", forLabel: CodeField);
        Assert.Equal("/sign-in/code?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task Of_ten_requests_with_one_code_at_once_one_wins()
    {
        var person = await app.PersonAsync("ten.at.once");
        var apps = app.Services.GetRequiredService<AuthenticatorApps>();
        var code = app.CodeOf(person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => apps.VerifyAsync(person.Id, code, TestContext.Current.CancellationToken)));

        Assert.Single(answers, right => right);
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public async Task A_code_is_good_one_step_either_side_and_no_more(int secondsOff, bool accepted)
    {
        var person = await app.PersonAsync($"skew.{secondsOff + 100}");
        var code = Totp.Code(person.Seed, Totp.StepAt(app.Clock.Now.AddSeconds(secondsOff)));

        Assert.Equal(accepted, await app.Services.GetRequiredService<AuthenticatorApps>().VerifyAsync(person.Id, code, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_password_alone_opens_nothing()
    {
        var browser = app.Browser();
        await SignInApp.ToCodePageAsync(browser, await app.PersonAsync("half.way"));

        Assert.Equal("/sign-in/code?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
        Assert.Equal("/sign-in/code", (await browser.GetAsync("/enrol")).RedirectsTo);
        Assert.Equal("/sign-in/code", (await browser.GetAsync("/unlock")).RedirectsTo);
    }

    [Fact]
    public async Task Unknown_disabled_unactivated_and_wrong_get_the_same_answer()
    {
        var known = await app.PersonAsync("known.person");
        var disabled = await app.PersonAsync("gone.person");
        await app.ChangeAsync(disabled, staff => staff.Disable(app.Clock.Now));
        var fresh = await app.PersonAsync("new.person", withCredentials: false);

        var wrong = await AnswerAsync(known.UserName, "not my password");
        var right = await AnswerAsync(disabled.UserName, SignInApp.Password);

        Assert.Contains("The user name or the password is not right", wrong, StringComparison.Ordinal);
        Assert.Equal(wrong, right);
        Assert.Equal(wrong, await AnswerAsync(fresh.UserName, SignInApp.Password));
        Assert.Equal(wrong, await AnswerAsync("nobody.at.all", SignInApp.Password));
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        var person = await app.PersonAsync("recovering");
        var codes = await app.Services.GetRequiredService<RecoveryCodes>().MakeAsync(person.Id, TestContext.Current.CancellationToken);

        var first = await RecoverAsync(person, $" {codes[3].ToLowerInvariant().Replace('-', ' ')}");
        var second = await RecoverAsync(person, codes[3]);
        var other = await RecoverAsync(person, codes[4]);

        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.Equal("/", first.RedirectsTo);
        second.ShowsError("The recovery code is not right, or has been used already", forLabel: "Recovery code");
        Assert.Equal("/", other.RedirectsTo);
    }

    [Fact]
    public async Task The_fifth_wrong_code_sends_one_back_to_the_password()
    {
        var browser = app.Browser();
        var page = await SignInApp.ToCodePageAsync(browser, await app.PersonAsync("wrong.codes"));
        for (var guess = 0; guess < 5; guess++)
        {
            app.Clock.Now = app.Clock.Now.AddMinutes(1);
            page = await page.Fill(CodeField, "000000").PressAsync("Sign in");
        }

        Assert.Equal("/sign-in", (await browser.GetAsync("/sign-in/code")).RedirectsTo);
    }

    [Fact]
    public async Task The_cookies_can_be_read_by_no_script_and_are_sent_to_no_other_site()
    {
        var person = await app.PersonAsync("cookies");
        using var response = await SignInResponseAsync(person, new Uri("https://localhost"));

        var session = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-dar=", StringComparison.Ordinal));
        Assert.Matches("^__Host-dar=[A-Za-z0-9_-]{43}; path=/; secure; samesite=lax; httponly$", session);
    }

    private async Task<HttpResponseMessage> SignInResponseAsync(Colleague person, Uri site)
    {
        var http = app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = site });
        var html = await http.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent(
            [new("Input.UserName", person.UserName), new("Input.Password", SignInApp.Password), new("__RequestVerificationToken", Token().Match(html).Groups[1].Value)]);
        return await http.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
    }

    private async Task<PageUnderTest> RecoverAsync(Colleague person, string code)
    {
        var browser = app.Browser();
        await SignInApp.ToCodePageAsync(browser, person);
        return await (await browser.GetAsync("/sign-in/recovery")).Fill("Recovery code", code).PressAsync("Sign in");
    }

    /// <summary>The whole answer, without what differs in every response and what was typed.</summary>
    private async Task<string> AnswerAsync(string userName, string password)
    {
        var page = await (await app.Browser().GetAsync("/sign-in")).Fill("User name", userName).Fill("Password", password).PressAsync("Continue");
        return $"{page.Status} {Token().Replace(Nonce().Replace(page.Document.DocumentElement.OuterHtml, ""), "")}".Replace(userName, "", StringComparison.Ordinal);
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("nonce=\"[^\"]*\"")]
    private static partial Regex Nonce();
}
