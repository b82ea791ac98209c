using System.Net;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class MethodGateTests(WebApp app) : IClassFixture<WebApp>
{
    private readonly HttpClient _http = app.Nobody().Http;

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("HEAD", 200)]
    [InlineData("PUT", 405)]
    [InlineData("PATCH", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("OPTIONS", 405)]
    [InlineData("TRACE", 405)]
    [InlineData("PROPFIND", 405)]
    public async Task A_page_answers_only_the_verbs_it_has_a_handler_for(string method, int status)
    {
        using var response = await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/dev/components"), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 405)
        {
            Assert.Equal(["GET", "HEAD", "POST"], response.Content.Headers.Allow.Order());
        }
    }

    [Theory]
    [InlineData("/dev/components?handler=NoSuch", HttpStatusCode.NotFound)]
    [InlineData("/dev/components?handler=", HttpStatusCode.OK)]
    [InlineData("/dev/components?handler=Autosave", HttpStatusCode.MethodNotAllowed)]
    public async Task A_handler_that_does_not_exist_is_a_page_that_does_not_exist(string url, HttpStatusCode status)
    {
        using var response = await _http.GetAsync(url, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_refused_verb_is_shown_as_a_page()
    {
        using var response = await _http.DeleteAsync("/dev/components", TestContext.Current.CancellationToken);

        Assert.Contains("That cannot be done here", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_larger_than_the_page_takes_is_refused_and_the_answer_says_so()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Input.Narrative", new string('x', 1024 * 1024))]);
        using var response = await _http.PostAsync("/dev/components", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("That is too much at once", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_page_asked_for_by_its_address_is_a_page_that_does_not_exist()
    {
        using var response = await _http.GetAsync("/error/500", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
