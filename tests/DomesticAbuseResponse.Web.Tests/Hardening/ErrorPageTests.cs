using System.Net;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed partial class ErrorPageTests(AppWithTraps app) : IClassFixture<AppWithTraps>
{
    [Fact]
    public async Task A_page_one_may_not_use_and_one_that_does_not_exist_answer_alike_to_the_letter()
    {
        var http = app.SignedInAs(Cast.CallHandler).Http;
        using var first = await http.GetAsync("/traps/absent", TestContext.Current.CancellationToken); // sets the form cookie, once
        using var forbidden = await http.GetAsync("/traps/forbidden", TestContext.Current.CancellationToken);
        using var absent = await http.GetAsync("/traps/absent", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (forbidden.StatusCode, absent.StatusCode));
        Assert.Equal(await BodyAsync(absent), await BodyAsync(forbidden));
        Assert.Equal(absent.Headers.Select(h => h.Key).Order(), forbidden.Headers.Select(h => h.Key).Order());
    }

    [Fact]
    public async Task What_broke_is_not_told_and_a_reference_to_the_log_is()
    {
        using var response = await app.SignedInAs(Cast.CallHandler).Http.GetAsync("/traps/broken", TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("Something went wrong", body, StringComparison.Ordinal);
        Assert.Matches(Reference(), body);
        Assert.DoesNotContain("CNRY", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Contains(app.Logged, l => l.Contains("GET /traps/broken answered 500 in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_post_without_a_token_is_still_a_500_and_not_a_400()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("text", "typed")]);
        using var response = await app.SignedInAs(Cast.CallHandler).Http.PostAsync("/traps/broken", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task A_database_that_is_away_is_a_reason_to_come_back()
    {
        using var response = await app.SignedInAs(Cast.CallHandler).Http.GetAsync("/traps/outage", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.Contains("The service is busy", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response) =>
        Changing().Replace(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "");

    [GeneratedRegex("nonce=\"[^\"]+\"|name=\"__[A-Za-z]+\"[^>]*value=\"[^\"]*\"|name=\"returnUrl\" value=\"[^\"]*\"")]
    private static partial Regex Changing();

    [GeneratedRegex("reference <strong>[0-9a-f]{32}</strong>")]
    private static partial Regex Reference();
}
