using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.EndToEndTests;
using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>The real application on a real port over one database, and one browser. Shared by the whole run; each journey makes its own people.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly ConditionalWeakTable<IPage, IPage> _withoutScript = [];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public WebApp App { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        App.UseKestrel(0);
        App.StartServer();
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DAR_CHROMIUM") ?? "/usr/bin/chromium",
            Args = _arguments,
        });
    }

    /// <summary>A page of its own profile, signed in by a header; a phone when asked, without JavaScript when asked.</summary>
    /// <param name="site">Where; the application that all journeys share when null.</param>
    public Task<IPage> SignedInAsAsync(Actor actor, bool phone = false, bool javaScript = true, Uri? site = null) => OpenAsync(
        site ?? App.ClientOptions.BaseAddress, new Dictionary<string, string> { [TestSignIn.Header] = TestSignIn.Write(actor) }, phone, javaScript);

    /// <summary>A page of its own profile in which nobody has signed in yet.</summary>
    public Task<IPage> OpenAsync(Uri site, bool phone = false, bool javaScript = true) => OpenAsync(site, [], phone, javaScript);

    /// <summary>A phone with a profile on the disk, which outlives the browser; without a network when asked.</summary>
    public async Task<IBrowserContext> WithProfileAsync(string folder, Actor actor, bool offline = false) => await _playwright.Chromium.LaunchPersistentContextAsync(folder, new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("DAR_CHROMIUM") ?? "/usr/bin/chromium",
        Args = _arguments,
        BaseURL = App.ClientOptions.BaseAddress.ToString(),
        ExtraHTTPHeaders = new Dictionary<string, string> { [TestSignIn.Header] = TestSignIn.Write(actor) },
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
        Offline = offline,
        TimezoneId = "Europe/London",
        Locale = "en-GB",
    });

    /// <summary>Whether scripts may run on this page; a check that is itself a script never ends where they may not.</summary>
    internal static bool RunsScript(IPage page) => !_withoutScript.TryGetValue(page, out _);

    private async Task<IPage> OpenAsync(Uri site, Dictionary<string, string> headers, bool phone, bool javaScript)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            ExtraHTTPHeaders = headers,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1366, Height = 768 },
            HasTouch = phone,
            JavaScriptEnabled = javaScript,
            TimezoneId = "Europe/London",
            Locale = "en-GB",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        if (!javaScript)
        {
            _withoutScript.AddOrUpdate(page, page);
        }

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        await App.DisposeAsync();
        await HtmlChecker.CheckAllAsync();
    }
}
