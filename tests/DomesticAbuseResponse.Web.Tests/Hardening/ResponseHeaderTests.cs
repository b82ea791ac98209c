using System.Net;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed partial class ResponseHeaderTests(WebApp app) : IClassFixture<WebApp>
{
    private readonly HttpClient _http = app.SignedInAs(Cast.CallHandler).Http;

    [Theory]
    [InlineData("GET", "/dev/components", 200)]
    [InlineData("GET", "/no/such/page", 404)]
    [InlineData("OPTIONS", "/dev/components", 405)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("PUT", "/dev/components", 405)]
    [InlineData("POST", "/dev/components", 400)]
    [InlineData("POST", "/csp-report", 204)]
    [InlineData("GET", "/livez", 200)]
    [InlineData("GET", "/assets/old/css/site.css", 200)]
    [InlineData("GET", "/assets/old/no-such.css", 404)]
    public async Task Every_response_carries_the_security_headers(string method, string url, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (method == "POST")
        {
            request.Content = new StringContent("{}", null, "application/json");
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("max-age=63072000; includeSubDomains", Header(response, "Strict-Transport-Security"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_nonce_is_new_each_time_and_on_every_script()
    {
        var (first, second) = (await ScriptsAsync(), await ScriptsAsync());

        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.True(first.Scripts.Count >= 2);
        Assert.All(first.Scripts, nonce => Assert.Equal(first.Nonce, nonce));
    }

    [Fact]
    public async Task An_asset_of_this_version_may_be_kept_for_good_and_comes_compressed()
    {
        var page = await app.Nobody().GetAsync("/dev/components");
        var address = page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "gzip, br");

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("public, max-age=31536000, immutable", Header(response, "Cache-Control"));
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.True(response.Content.Headers.ContentLength < 30_000);
    }

    [Fact]
    public async Task A_page_with_all_its_files_weighs_under_100_KB()
    {
        using var html = await _http.GetAsync("/dev/components", TestContext.Current.CancellationToken);
        var text = await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var weight = System.Text.Encoding.UTF8.GetByteCount(text);
        foreach (var address in AssetAddress().Matches(text).Select(m => m.Value).Distinct())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Accept-Encoding", "br");
            using var asset = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            weight += (int)asset.Content.Headers.ContentLength!.Value;
        }

        Assert.InRange(weight, 30_000, 100_000);
    }

    [Fact]
    public async Task A_page_fetches_nothing_from_elsewhere()
    {
        var page = await app.Nobody().GetAsync("/dev/components");

        var fetched = page.Document.QuerySelectorAll("link[href], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src"));
        Assert.All(fetched, address => Assert.StartsWith("/assets/", address, StringComparison.Ordinal));
    }

    private async Task<(string Nonce, List<string> Scripts)> ScriptsAsync()
    {
        using var response = await _http.GetAsync("/dev/components", TestContext.Current.CancellationToken);
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (NonceInPolicy().Match(Header(response, "Content-Security-Policy")).Groups[1].Value,
            [.. ScriptNonce().Matches(html).Select(m => m.Groups[1].Value)]);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex NonceInPolicy();

    [GeneratedRegex("<script[^>]* nonce=\"([^\"]+)\"")]
    private static partial Regex ScriptNonce();

    [GeneratedRegex("/assets/[^\"]+")]
    private static partial Regex AssetAddress();
}
