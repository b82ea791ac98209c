using System.Net;
using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Account;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Somebody who can sign in: their record, their user name and the seed in their app.</summary>
public sealed record Colleague(Actor Actor, string UserName, byte[] Seed)
{
    public Id<StaffMember> Id => Actor.StaffId;
}

/// <summary>The application with its real sign-in. Each test makes people of its own.</summary>
public sealed class SignInApp : WebApp
{
    public const string Password = "seven green teapots";

    private readonly ConditionalWeakTable<PageClient, CookieContainer> _cookies = [];

    protected override bool SignsInByHeader => false;

    public NpgsqlDataSource Sql => Services.GetRequiredService<NpgsqlDataSource>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A new member of staff with a password and an app, or with neither.</summary>
    public async Task<Colleague> PersonAsync(string userName, Role role = Role.Idva, bool withCredentials = true)
    {
        var actor = new Actor(Id<StaffMember>.New(Clock.Now), Cast.Police, new HashSet<Role> { role }, new HashSet<Id<Marac>>());
        var person = new Colleague(actor, userName, Totp.NewSeed());
        await using var db = Database.Open();
        db.Staff.Add(Expected(StaffMember.Add(actor.StaffId, actor.AgencyId, $"Name of {userName}", "Test job", actor.Roles)));
        await db.CommitAsync(Actor.System, Clock.Now, Ct);

        await using var scope = Services.CreateAsyncScope();
        var credentials = scope.ServiceProvider.GetRequiredService<Credentials>();
        Expected(await credentials.CreateAsync(actor.StaffId, userName));
        if (withCredentials)
        {
            Expected(await credentials.SetPasswordAsync(actor.StaffId, Password));
            await Services.GetRequiredService<AuthenticatorApps>().StoreAsync(actor.StaffId, person.Seed, lastStep: 0, Ct);
        }

        return person;
    }

    public async Task ChangeAsync(Colleague person, Action<StaffMember> change)
    {
        await using var db = Database.Open();
        change(await db.Staff.SingleAsync(s => s.Id == person.Id, Ct));
        await db.CommitAsync(Actor.System, Clock.Now, Ct);
    }

    /// <summary>The code the person's app shows now.</summary>
    public string CodeOf(Colleague person) => Totp.Code(person.Seed, Totp.StepAt(Clock.Now));

    /// <summary>A browser nobody has used yet.</summary>
    public PageClient Browser()
    {
        var handler = new CookieContainerHandler(); // goes with its client
        var browser = new PageClient(CreateDefaultClient(ClientOptions.BaseAddress, handler));
        _cookies.Add(browser, handler.Container);
        return browser;
    }

    public string? Cookie(PageClient browser, string name) =>
        _cookies.TryGetValue(browser, out var cookies) ? cookies.GetCookies(ClientOptions.BaseAddress)[name]?.Value : null;

    /// <summary>A browser in which the person is signed in, through the pages.</summary>
    public async Task<PageClient> SignInAsync(Colleague person)
    {
        var browser = Browser();
        Assert.Equal("/", (await SignInAsync(browser, person)).RedirectsTo);
        return browser;
    }

    /// <summary>Signs in through the pages. The clock moves on afterwards, so that the app's next code is a new one.</summary>
    public async Task<PageUnderTest> SignInAsync(PageClient browser, Colleague person, string from = "/sign-in")
    {
        var code = await ToCodePageAsync(browser, person, from);
        var landed = await code.Fill("Code from your authenticator app", CodeOf(person)).PressAsync("Sign in");
        Clock.Now = Clock.Now.AddSeconds(30);
        return landed;
    }

    /// <summary>Gives the password and goes on to the page that asks for the second step.</summary>
    public static async Task<PageUnderTest> ToCodePageAsync(PageClient browser, Colleague person, string from = "/sign-in")
    {
        var next = await (await browser.GetAsync(from)).Fill("User name", person.UserName).Fill("Password", Password).PressAsync("Continue");
        Assert.StartsWith("/sign-in/code", next.RedirectsTo, StringComparison.Ordinal);
        return await browser.GetAsync(next.RedirectsTo!);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("SignIn:PasswordIterations", "1000"); // the tests are about the steps, not the cost
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Elsewhere>());
    }

    private static T Expected<T>(Result<T> result) =>
        result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
