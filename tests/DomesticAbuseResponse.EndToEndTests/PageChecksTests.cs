using Xunit.Sdk;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>What looks at every page does find what is wrong with one.</summary>
public sealed class PageChecksTests(Browser browser)
{
    [Fact]
    public async Task A_picture_without_words_words_hard_to_read_and_what_sticks_out_are_found()
    {
        var page = await browser.OpenAsync(browser.App.ClientOptions.BaseAddress);
        await page.SetContentAsync(
            """
            <!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>A page</h1>
            <img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="40" height="40">
            <p style="color: #bbb; background: #fff">Hard to read</p><div style="width: 3000px">Wide</div></main></body></html>
            """);

        var found = await Assert.ThrowsAsync<TrueException>(() => page.IsAccessibleAsync("A page"));
        Assert.Contains("image-alt", found.Message, StringComparison.Ordinal);
        Assert.Contains("color-contrast", found.Message, StringComparison.Ordinal);
        Assert.Contains("scrolls sideways", (await Assert.ThrowsAsync<TrueException>(() => page.FitsAsync("A page"))).Message, StringComparison.Ordinal);
    }
}
