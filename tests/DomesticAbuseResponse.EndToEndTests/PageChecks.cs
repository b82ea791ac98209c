using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>What every journey checks on every page it visits.</summary>
public static class PageChecks
{
    private static readonly string? _pictures = Environment.GetEnvironmentVariable("DAR_SCREENSHOTS");

    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    public static bool TakesPictures => !string.IsNullOrEmpty(_pictures);

    extension(IPage page)
    {
        /// <summary>
        /// axe finds nothing of any impact, the page does not scroll sideways (both where scripts may run), and its title and address name nobody.
        /// The page as the server sent it is kept for the HTML checker.
        /// </summary>
        public async Task LooksRightAsync(params string[] names)
        {
            var title = await page.TitleAsync();
            if (Browser.RunsScript(page))
            {
                await page.IsAccessibleAsync(title);
                await page.FitsAsync(title);
            }

            Assert.All(names, name =>
            {
                Assert.DoesNotContain(name, page.Url, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(name, title, StringComparison.OrdinalIgnoreCase);
            });
            await HtmlChecker.KeepAsync(page);
        }

        /// <summary>axe finds nothing of any impact.</summary>
        public async Task IsAccessibleAsync(string what)
        {
            // In the page itself: no page of ours has frames, for which the library would bring every finding out and open another page to join them.
            await page.EvaluateAsync(_axe);
            var wrong = await page.EvaluateAsync<string[]>(
                """
                async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
                    .map(v => `${v.id}: ${v.help} (${v.nodes.slice(0, 2).map(n => n.html).join(", ")})`)
                """);
            Assert.True(wrong.Length == 0, $"{what}: {string.Join("; ", wrong)}");
        }

        /// <summary>Nobody has to scroll sideways. Where somebody has to, the message names what sticks out, without its words.</summary>
        public async Task FitsAsync(string what)
        {
            var wide = await page.EvaluateAsync<string[]>(
                """
                () => {
                    const room = document.documentElement.clientWidth + 1;
                    if (document.documentElement.scrollWidth <= room) { return []; }
                    const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room).slice(0, 6)
                        .map(e => `<${e.tagName.toLowerCase()} class="${e.className}"> to ${Math.round(e.getBoundingClientRect().right)}`);
                    return [`${document.documentElement.scrollWidth} wide`, ...out];
                }
                """);
            Assert.True(wide.Length == 0, $"{what} scrolls sideways: {string.Join(", ", wide)}.");
        }

        /// <summary>A picture for the docs, when a folder is named for them.</summary>
        /// <param name="wholePage">False for what fits the window.</param>
        public async Task PictureAsync(string name, bool wholePage = true)
        {
            if (TakesPictures)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(_pictures!, $"{name}.png"), FullPage = wholePage });
            }
        }
    }
}
