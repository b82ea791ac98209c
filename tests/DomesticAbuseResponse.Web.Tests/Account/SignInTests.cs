using System.Net;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class SignInTests(SignInApp app) : IClassFixture<SignInApp>
{
    [Fact]
    public async Task Password_and_code_lead_back_to_the_page_that_was_asked_for()
    {
        var userName = await app.CanSignInAsync(Cast.Idva, "idva.back");
        var browser = app.Nobody();

        var asked = await browser.GetAsync("/account");
        var landed = await app.SignInAsync(browser, userName, back: "/account");

        Assert.Equal("/sign-in?back=%2Faccount", asked.RedirectsTo);
        Assert.Equal("/account", landed.RedirectsTo);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var userName = await app.CanSignInAsync(Cast.CallHandler, "replay");
        var code = app.CodeOf(userName);
        await app.SignInAsync(userName);
        app.Clock.Now = app.Clock.Now.AddSeconds(-30); // the same code is still the one the app shows

        var again = app.Nobody();
        var page = await (await again.GetAsync("/sign-in")).Fill("User name", userName).Fill("Password", SignInApp.Password).PressAsync("Continue");
        var refused = await (await again.GetAsync(page.RedirectsTo!)).Fill("Code from your authenticator app", code).PressAsync("Sign in");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        refused.ShowsError("The code is not right, or has been used already. Enter the code your app shows now", forLabel: "Code from your authenticator app");
        Assert.Equal("/sign-in/code?back=%2Faccount", (await again.GetAsync("/account")).RedirectsTo);
    }

    [Fact]
    public async Task A_password_alone_opens_nothing()
    {
        var userName = await app.CanSignInAsync(Cast.Sergeant, "half.way");
        var browser = app.Nobody();

        await (await browser.GetAsync("/sign-in")).Fill("User name", userName).Fill("Password", SignInApp.Password).PressAsync("Continue");

        Assert.Equal("/sign-in/code?back=%2Faccount", (await browser.GetAsync("/account")).RedirectsTo);
        Assert.Equal("/sign-in/code", (await browser.GetAsync("/enrol")).RedirectsTo);
        Assert.Equal("/sign-in/code", (await browser.GetAsync("/unlock")).RedirectsTo);
    }
}
