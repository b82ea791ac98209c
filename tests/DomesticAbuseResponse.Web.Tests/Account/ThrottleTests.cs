using System.Net;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class ThrottleTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Throttle Throttle => app.Services.GetRequiredService<Throttle>();

    [Fact]
    public async Task Strangers_get_at_most_ten_guesses_in_a_minute_and_a_hundred_in_a_day()
    {
        var guesses = new List<DateTimeOffset>();
        var start = app.Clock.Now;
        while (app.Clock.Now - start < TimeSpan.FromDays(1))
        {
            var wait = await Throttle.CountAsync("A VICTIM", new Place(null, [20]), Familiarity.Stranger, Ct);
            if (wait is null)
            {
                guesses.Add(app.Clock.Now);
            }

            app.Clock.Now += wait ?? TimeSpan.FromMilliseconds(1);
        }

        Assert.InRange(guesses.Count(g => g - start < TimeSpan.FromMinutes(1)), 3, 10);
        Assert.InRange(guesses.Count, 50, 100);
    }

    [Fact]
    public async Task A_hundred_guesses_at_once_are_still_a_hundred()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Throttle.CountAsync("AT ONCE", new Place(null, [21]), Familiarity.Stranger, Ct)));

        Assert.Equal(3, answers.Count(wait => wait is null));
    }

    [Fact]
    public async Task A_guess_that_comes_too_soon_does_not_lengthen_the_wait()
    {
        for (var n = 0; n < 3; n++)
        {
            Assert.Null(await Throttle.CountAsync("IMPATIENT", new Place(null, [22]), Familiarity.Stranger, Ct));
        }

        var first = await Throttle.CountAsync("IMPATIENT", new Place(null, [22]), Familiarity.Stranger, Ct);
        var second = await Throttle.CountAsync("IMPATIENT", new Place(null, [22]), Familiarity.Stranger, Ct);

        Assert.NotNull(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task One_network_trying_many_accounts_is_slowed_and_others_are_not()
    {
        var sprayer = new Place(null, [2]);
        TimeSpan? wait = null;
        for (var account = 0; account < 40; account++)
        {
            wait ??= await Throttle.CountAsync($"SPRAYED {account}", sprayer, Familiarity.Stranger, Ct);
        }

        Assert.NotNull(wait);
        Assert.Null(await Throttle.CountAsync("UNTRIED ACCOUNT", new Place(null, [3]), Familiarity.Stranger, Ct));
    }

    [Fact]
    public async Task Strangers_do_not_slow_a_known_browser_or_a_known_network()
    {
        for (var n = 0; n < 10; n++)
        {
            await Throttle.CountAsync("FLOODED", new Place(null, [23]), Familiarity.Stranger, Ct);
        }

        Assert.NotNull(await Throttle.CountAsync("FLOODED", new Place(null, [23]), Familiarity.Stranger, Ct));
        Assert.Null(await Throttle.CountAsync("FLOODED", new Place([9], [4]), Familiarity.KnownBrowser, Ct));
        Assert.Null(await Throttle.CountAsync("FLOODED", new Place(null, [5]), Familiarity.KnownNetwork, Ct));
    }

    [Fact]
    public async Task The_page_says_how_long_to_wait_for_an_account_that_exists_and_one_that_does_not()
    {
        await app.PersonAsync("waiting.person");

        Assert.Equal(await SixthAnswerAsync("waiting.person"), await SixthAnswerAsync("waiting.nobody"));
    }

    [Fact]
    public async Task A_building_in_which_everybody_signs_in_rightly_is_not_slowed()
    {
        for (var n = 0; n < 18; n++)
        {
            var person = await app.PersonAsync($"building.{n}");
            var browser = app.Browser();
            browser.Http.DefaultRequestHeaders.Add(Elsewhere.Header, "203.0.113.77");
            Assert.Equal("/", (await app.SignInAsync(browser, person)).RedirectsTo);
        }

        for (var n = 0; n < 6; n++)
        {
            Assert.Null(await Throttle.CountAsync($"NEXT {n}", new Place(null, System.Security.Cryptography.SHA256.HashData([203, 0, 113])), Familiarity.Stranger, Ct));
        }
    }

    [Fact]
    public async Task Wrong_answers_still_slow_a_network_however_many_right_ones_came_between()
    {
        var network = new Place(null, [31]);
        TimeSpan? wait = null;
        for (var n = 0; n < 700 && wait is null; n++)
        {
            wait = await Throttle.CountAsync($"RIGHT {n}", network, Familiarity.Stranger, Ct);
            await Throttle.ForgiveAsync($"RIGHT {n}", network, Familiarity.Stranger, Ct);
            wait ??= await Throttle.CountAsync($"WRONG {n}", network, Familiarity.Stranger, Ct);
        }

        Assert.NotNull(wait);
    }

    [Fact]
    public async Task Counters_never_outgrow_their_buckets()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Throttle.CountAsync($"NAME {n}", new Place(null, [7]), Familiarity.Stranger, Ct)));

        var largest = await app.Sql.FirstAsync("select max(bucket)::text as bucket from identity.throttle", row => row.Get<string>("bucket"), Ct);

        Assert.InRange(int.Parse(largest!, null), 0, 65_535);
    }

    private async Task<string> SixthAnswerAsync(string userName)
    {
        var browser = app.Browser();
        browser.Http.DefaultRequestHeaders.Add(Elsewhere.Header, userName.EndsWith("nobody", StringComparison.Ordinal) ? "192.0.2.1" : "192.0.2.200");
        var page = await browser.GetAsync("/sign-in");
        for (var n = 0; n < 6; n++)
        {
            page = await page.Fill("User name", userName).Fill("Password", "wrong password").PressAsync("Continue");
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        return page.Document.QuerySelector(".govuk-error-summary")!.TextContent.Trim();
    }
}
