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

    [Fact]
    public async Task A_pasted_NUL_costs_nobody_the_form()
    {
        var page = await app.Nobody().GetAsync("/dev/components");

        var again = await page.FillNamed("Input.FullName", "Zoe\0 Test").PressAsync("Save and continue");

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("Zoe Test", again.Document.QuerySelector<IHtmlInputElement>("[name='Input.FullName']")!.Value);
    }

    [Theory]
    [InlineData("a=%00b%00", "a=b")]
    [InlineData("a=%2500&b=%0&c=%", "a=%2500&b=%0&c=%")]
    [InlineData("a\0=b%0a%00%00c", "a=b%0ac")]
    public async Task NULs_go_wherever_the_pieces_of_a_body_are_cut(string sent, string kept)
    {
        for (var piece = 1; piece <= sent.Length; piece++)
        {
            await using var body = new NulFreeStream(new InPieces(System.Text.Encoding.ASCII.GetBytes(sent), piece));
            using var reader = new StreamReader(body);

            Assert.Equal(kept, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
    }

    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
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
