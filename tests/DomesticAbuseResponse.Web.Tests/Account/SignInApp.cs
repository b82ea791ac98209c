using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>The application with its real sign-in, and people who can use it.</summary>
public sealed class SignInApp : WebApp
{
    public const string Password = "seven green teapots";

    private readonly Dictionary<string, byte[]> _seeds = [];

    protected override bool SignsInByHeader => false;

    public NpgsqlDataSource Sql => Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Gives a member of the cast a password and an app. Each test takes a person of its own.</summary>
    public async Task<string> CanSignInAsync(Actor actor, string userName)
    {
        var ct = TestContext.Current.CancellationToken;
        await RunAsync<Credentials, bool>(async credentials =>
        {
            (await credentials.CreateAsync(actor.StaffId, userName)).Match(id => id, refusal => throw new InvalidOperationException(refusal.Message));
            (await credentials.SetPasswordAsync(actor.StaffId, Password)).Match(id => id, refusal => throw new InvalidOperationException(refusal.Message));
            return true;
        });
        _seeds[userName] = Totp.NewSeed();
        await RunAsync<AuthenticatorApps, bool>(async apps =>
        {
            await apps.StoreAsync(actor.StaffId, _seeds[userName], lastStep: 0, ct);
            return true;
        });
        return userName;
    }

    /// <summary>The code the person's app shows now.</summary>
    public string CodeOf(string userName) => Totp.Code(_seeds[userName], Totp.StepAt(Clock.Now));

    /// <summary>Signs in through the pages. The clock moves on afterwards, so that the next code is a new one.</summary>
    public async Task<PageClient> SignInAsync(string userName)
    {
        var browser = Nobody();
        var landed = await SignInAsync(browser, userName);
        Assert.Equal("/", landed.RedirectsTo);
        return browser;
    }

    public async Task<PageUnderTest> SignInAsync(PageClient browser, string userName, string? back = null)
    {
        var page = await browser.GetAsync("/sign-in" + (back is null ? "" : $"?back={Uri.EscapeDataString(back)}"));
        var next = await page.Fill("User name", userName).Fill("Password", Password).PressAsync("Continue");
        Assert.StartsWith("/sign-in/code", next.RedirectsTo, StringComparison.Ordinal);
        var code = await browser.GetAsync(next.RedirectsTo!);
        var landed = await code.Fill("Code from your authenticator app", CodeOf(userName)).PressAsync("Sign in");
        Clock.Now = Clock.Now.AddSeconds(30);
        return landed;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("SignIn:PasswordIterations", "1000"); // the tests are about the steps, not the cost
    }
}
