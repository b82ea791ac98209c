using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>A photo from a phone without script, and a letter on paper (R3.7, T19).</summary>
public sealed class CasePapersTests(Browser browser)
{
    [Fact]
    public async Task A_photo_is_added_on_a_phone_without_script_and_a_letter_stands_alone_on_paper()
    {
        var ct = TestContext.Current.CancellationToken;
        var @case = await browser.App.GradedCaseAsync(RiskGrade.High, "Canary Papered", "Canary Paperer");
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, phone: true, javaScript: false);
        await page.GotoAsync($"/cases/{@case.Id}/documents");
        await page.GetByLabel("Photo of an injury").CheckAsync();
        await page.GetByLabel("Files").SetInputFilesAsync(new FilePayload { Name = "IMG_0001.png", MimeType = "image/png", Buffer = await NoiseAsync(page) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Document 1" })).ToBeVisibleAsync();
        await Expect(page.Locator("img.dar-picture")).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await page.Locator("img.dar-picture").EvaluateAsync<int>("e => e.naturalWidth") > 100, "The picture is shown.");

        var number = await browser.App.RunAsync<MakeLetter, Result<int>>(make => make.HandleAsync(
            Cast.SafeguardingOfficer, new(@case.Id, new LetterDraft("housing-support", "en", null, "Housing team", "Demo Homes", null, "Please help.")), ct));
        await page.GotoAsync($"/cases/{@case.Id}/letters/{number.Match(n => n, r => throw new InvalidOperationException(r.Message))}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open it to print" }).ClickAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var seen = await page.EvaluateAsync<string>("document.body.innerText");
        Assert.StartsWith("Housing team", seen.Trim(), StringComparison.Ordinal);
        Assert.All(["Receipt", "Official", "SHA", "Print this page"], word => Assert.DoesNotContain(word, seen, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Letter", await page.TitleAsync());
    }

    /// <summary>A PNG of more than two megabytes, larger than any other page takes.</summary>
    private static async Task<byte[]> NoiseAsync(IPage page)
    {
        await using var context = await page.Context.Browser!.NewContextAsync();
        var canvas = await context.NewPageAsync();
        var url = await canvas.EvaluateAsync<string>("""
            () => {
                const c = document.createElement('canvas'); c.width = 1000; c.height = 800;
                const g = c.getContext('2d'), d = g.createImageData(1000, 800);
                for (let n = 0; n < d.data.length; n++) { d.data[n] = n % 4 === 3 ? 255 : Math.random() * 256; }
                g.putImageData(d, 0, 0);
                return c.toDataURL('image/png');
            }
            """);
        return Convert.FromBase64String(url.Split(',')[1]);
    }
}
