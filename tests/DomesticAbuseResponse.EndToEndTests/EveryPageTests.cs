using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure.Endpoints;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>Every page about people and what happened to them.</summary>
public sealed class EveryPageOfPeopleTests(Browser browser, OnAPort<CanaryApp> site) : EveryPageTests(browser, site, isOfPeople: true);

/// <summary>Every other page.</summary>
public sealed class EveryOtherPageTests(Browser browser, OnAPort<CanaryApp> site) : EveryPageTests(browser, site, isOfPeople: false);

/// <summary>Every page there is, with records in it, at a desk and on a phone, as the first colleague to whom it opens. It takes minutes, so two classes share it and run side by side.</summary>
public abstract partial class EveryPageTests(Browser browser, OnAPort<CanaryApp> site, bool isOfPeople) : IClassFixture<OnAPort<CanaryApp>>
{
    private static readonly string[] _colleagues =
    [
        "officer", "call-handler", "supervisor", "support-worker", "sergeant", "safeguarding", "idva", "idva-2", "idva-manager", "coordinator", "chair", "representative-ashmere", "auditor", "agency-admin", "system-admin",
    ];

    /// <summary>A folder for a picture of each page, for whoever wants to look at them all.</summary>
    private static readonly string? _pictures = Environment.GetEnvironmentVariable("DAR_EVERY_PAGE");

    [Fact]
    public async Task Every_page_looks_right_at_a_desk_and_on_a_phone()
    {
        var ct = TestContext.Current.CancellationToken;
        var app = site.App;
        var endpoints = await EndpointCatalogue.ReadAsync(app.Services.GetRequiredService<EndpointDataSource>().Endpoints, app.Services.GetRequiredService<PageLoader>());
        var addresses = await CanaryAddresses.ReadAsync(app, ct);
        var pages = new Dictionary<string, IPage>();
        List<string> wrong = [];
        List<string> closed = [];
        foreach (var read in endpoints.Where(e => e.Verb == "GET" && !NoPage().IsMatch(e.Route) && IsMine(e.Route)).GroupBy(e => e.Route))
        {
            var route = read.Key;
            if (await OpenAsync(route, [.. read.SelectMany(e => e.Roles)]) is not { } page)
            {
                closed.Add(route);
                continue;
            }

            foreach (var (width, height, kind) in new[] { (1366, 768, "desk"), (390, 844, "phone") })
            {
                await page.SetViewportSizeAsync(width, height);
                await NoteAsync(() => page.FitsAsync($"{route} ({kind})"));
                if (!string.IsNullOrEmpty(_pictures))
                {
                    await page.ScreenshotAsync(new() { Path = Path.Combine(_pictures, $"{NotAWord().Replace(route, "-").Trim('-')}.{kind}.png"), FullPage = true });
                }
            }

            await NoteAsync(() => page.IsAccessibleAsync(route)); // as on a phone, where targets are nearest to each other
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(_nobodys.Where(IsMine), closed.Order(StringComparer.Ordinal));

        // Whom the page's policy leaves out is not asked: that it does is tested elsewhere, and every refusal costs its time.
        async Task<IPage?> OpenAsync(string route, IReadOnlyCollection<string> roles)
        {
            foreach (var name in _colleagues.Where(n => roles.Count == 0 || app.Staff[n].Roles.Any(r => roles.Contains(r.ToString()))))
            {
                if (!pages.TryGetValue(name, out var page))
                {
                    pages[name] = page = await browser.SignedInAsAsync(app.Staff[name], site: site.Site);
                }

                foreach (var url in addresses.Of(route))
                {
                    var address = $"{site.Site}{url.TrimStart('/')}";
                    var answer = await page.Context.APIRequest.GetAsync(address, new() { MaxRedirects = 0 });
                    if (answer.Status == 200)
                    {
                        // The browser shows what was answered: the page is made once, and not once for each who looks at it.
                        await page.RouteAsync(address, r => r.FulfillAsync(new() { Response = answer }), new() { Times = 1 });
                        await page.GotoAsync(address);
                        await HtmlChecker.KeepAsync(page, answer);
                        return page;
                    }
                }
            }

            return null;
        }

        async Task NoteAsync(Func<Task> check)
        {
            try
            {
                await check();
            }
            catch (Xunit.Sdk.TrueException failed)
            {
                wrong.Add(failed.Message);
            }
        }
    }

    private bool IsMine(string route) => OfPeople().IsMatch(route) == isOfPeople;

    /// <summary>
    /// Pages that open to nobody here: of the sign-in and of a step in a form that is still being filled in, both walked by their own journeys; of
    /// a referral, a case and a number in a state no planted record is in (<see cref="PagesOfAStateTests"/>); and what answers with no page.
    /// </summary>
    private static readonly string[] _nobodys =
    [
        "/account", "/account/app", "/account/passkeys", "/account/passkeys/{id}", "/account/password", "/account/recovery-codes", "/admin/keys/add", "/admin/staff/{id}/activation", "/enrol",
        "/error/{status:int?}", "/incidents/{id}/case/{personId}", "/marac/meetings/{id}/print", "/people/{id}/safe-contact/{number:long}/reveal", "/referrals/{id}/accept", "/referrals/{id}/triage",
        "/resume/{id:guid?}", "/risk/{id}/account", "/risk/{id}/child", "/risk/{id}/grade", "/risk/{id}/{instrument}/{number:int}", "/sign-in/code", "/sign-in/recovery",
        "/staff/confirm", "/unlock",
    ];

    /// <summary>What is no page of its own: files, fragments that a page fetches, what machines ask for, and the board for those who chose that it loads itself anew.</summary>
    [GeneratedRegex("^/(api|assets|crew/phone|livez|readyz|incidents/board/events|incidents/board/refreshing)")]
    private static partial Regex NoPage();

    [GeneratedRegex("^/(cases|people|incidents|risk)(/|$)")]
    private static partial Regex OfPeople();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotAWord();
}
