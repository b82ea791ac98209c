using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

public sealed class CleanTextTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("Plain words, 3 o'clock.", "Plain words, 3 o'clock.")]
    [InlineData("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour")]
    [InlineData("a\0b\u0007c\u001bd\u009fe", "abcde")]
    [InlineData("name \u202Ejpg.exe\u2066x\u2069", "name jpg.exex")]
    [InlineData("\uFEFF=1+1", "=1+1")]
    [InlineData("Zoe\u0308 O\u2019Brien", "Zo\u00eb O\u2019Brien")]
    [InlineData("\u0645\u0631\u064A\u0645 \U0001F4DE", "\u0645\u0631\u064A\u0645 \U0001F4DE")]
    public void Text_is_kept_without_what_nobody_typed(string posted, string kept) => Assert.Equal(kept, CleanText.Of(posted));

    [Fact]
    public void Half_a_character_becomes_the_mark_for_one_and_nothing_breaks()
    {
        Assert.Equal("a\uFFFDb", CleanText.Of("a\uD83Db"));
        Assert.Equal("\uFFFD", CleanText.Of("\uDCDE"));
    }

    [Fact]
    public async Task What_is_posted_is_clean_before_a_page_sees_it()
    {
        var page = await app.Nobody().GetAsync("/dev/components");

        var again = await page.FillNamed("Input.FullName", "Zoe\u0308\u0007 \u202Etest").PressAsync("Save and continue");

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("Zo\u00eb test", again.Document.QuerySelector<IHtmlInputElement>("[name='Input.FullName']")!.Value);
    }

    [Theory]
    [InlineData("/dev/components?errors=%00true")]
    [InlineData("/dev/components?%00=%00&errors=%ED%A0%80")]
    public async Task Odd_addresses_break_nothing(string url)
    {
        using var response = await app.Nobody().Http.GetAsync(url, TestContext.Current.CancellationToken);

        Assert.InRange((int)response.StatusCode, 200, 404);
    }
}
