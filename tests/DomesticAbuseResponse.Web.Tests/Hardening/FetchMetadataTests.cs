using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class FetchMetadataTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("GET", "cross-site", "navigate", "document", 200)] // a link in an e-mail
    [InlineData("GET", "none", "navigate", "document", 200)]
    [InlineData("GET", "same-origin", "cors", "empty", 200)]
    [InlineData("GET", null, null, null, 200)]
    [InlineData("GET", "cross-site", "navigate", "iframe", 400)]
    [InlineData("GET", "cross-site", "no-cors", "image", 400)]
    [InlineData("GET", "same-site", "cors", "empty", 400)]
    [InlineData("POST", "cross-site", "navigate", "document", 400)]
    [InlineData("POST", "same-site", "navigate", "document", 400)]
    public async Task What_another_site_causes_is_refused_unless_it_is_a_person_following_a_link(string method, string? site, string? mode, string? dest, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/livez");
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest) })
        {
            request.Headers.TryAddWithoutValidation(name, value is null ? [] : [value]);
        }

        using var response = await app.Nobody().Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_form_of_this_site_passes_this_gate_and_meets_the_next()
    {
        var page = await app.Nobody().GetAsync("/dev/components");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dev/components") { Content = new FormUrlEncodedContent(page.FieldsFor("Save and continue")) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await app.Nobody().Http.SendAsync(request, TestContext.Current.CancellationToken);
        var own = await page.PressAsync("Save and continue");

        Assert.Equal((400, 422), ((int)response.StatusCode, (int)own.Status));
    }
}
