using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>A newcomer signs in to the demonstration by what the pages show; nowhere else do they show it.</summary>
public sealed class DemoSignInTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_of_a_demonstration_show_all_that_is_needed_to_sign_in_twice_in_a_row()
    {
        await MakeAsync(Cast.Idva, "demo-idva");
        app.Services.GetRequiredService<IOptions<ShellOptions>>().Value.DemoMode = true;
        try
        {
            for (var time = 0; time < 2; time++)
            {
                var browser = app.Browser();
                var page = await browser.GetAsync("/sign-in");
                Assert.Contains("demo-idva", page.Text, StringComparison.Ordinal);
                var next = await page.Fill("User name", "demo-idva").Fill("Password", DemoSignIn.Password).PressAsync("Continue");
                var code = await browser.GetAsync(next.RedirectsTo!);
                var shown = code.Document.QuerySelector(".govuk-inset-text strong")!.TextContent;

                Assert.Equal("/", (await code.Fill("Code from your authenticator app", shown).PressAsync("Sign in")).RedirectsTo);
            }
        }
        finally
        {
            app.Services.GetRequiredService<IOptions<ShellOptions>>().Value.DemoMode = false;
        }
    }

    [Fact]
    public async Task One_sign_in_of_each_role_comes_first_in_the_order_of_the_roles_and_the_plainest_of_them()
    {
        await MakeAsync(Cast.SecondSergeant, "order-sergeant-2");
        await MakeAsync(Cast.Coordinator, "order-coordinator");
        await MakeAsync(Cast.CallHandler, "order-call-handler");

        var listed = (await app.RunAsync<DemoSignIn, IReadOnlyList<DemoUser>>(demo => demo.ListAsync(Ct))).ToList();

        Assert.Equal(["order-call-handler", "order-sergeant-2", "order-coordinator"], listed.Select(u => u.UserName).Where(u => u.StartsWith("order-", StringComparison.Ordinal)));
        Assert.True(listed.Single(u => u.UserName == "order-call-handler").IsFirstOfRole);
        if (listed.Any(u => u.UserName == "demo-sergeant"))
        {
            Assert.False(listed.Single(u => u.UserName == "order-sergeant-2").IsFirstOfRole);
        }
    }

    [Fact]
    public async Task Without_demonstration_mode_nothing_is_shown()
    {
        await MakeAsync(Cast.Sergeant, "demo-sergeant");
        var browser = app.Browser();

        var page = await browser.GetAsync("/sign-in");
        var next = await page.Fill("User name", "demo-sergeant").Fill("Password", DemoSignIn.Password).PressAsync("Continue");

        Assert.DoesNotContain("demo-sergeant", page.Text, StringComparison.Ordinal);
        Assert.Null((await browser.GetAsync(next.RedirectsTo!)).Document.QuerySelector(".govuk-inset-text"));
    }

    [Fact]
    public async Task The_code_of_somebody_real_is_never_shown() =>
        Assert.Null(await app.Services.GetRequiredService<AuthenticatorApps>().DemoCodeAsync((await app.PersonAsync("real.person")).Id, Ct));

    private Task<bool> MakeAsync(Domain.Agencies.Actor actor, string userName) => app.RunAsync<DemoSignIn, bool>(async demo =>
    {
        await demo.CreateAsync(actor.StaffId, userName, Ct);
        return true;
    });
}
