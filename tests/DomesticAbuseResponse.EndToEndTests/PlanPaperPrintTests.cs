using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>The copy of a safety plan on paper: large print, and nothing that tells what it is (T4).</summary>
public sealed class PlanPaperPrintTests(Browser browser)
{
    /// <summary>A folder for a picture of the print, for whoever wants to look at it.</summary>
    private static readonly string? _pictures = Environment.GetEnvironmentVariable("DAR_EVERY_PAGE");

    [Fact]
    public async Task T4_On_paper_the_copy_stands_alone_and_no_word_tells_whose_it_is()
    {
        var ct = TestContext.Current.CancellationToken;
        var @case = await browser.App.GradedCaseAsync(RiskGrade.High, "Canary Kept", "Canary Keeper");
        await browser.App.RunAsync<BeginPlan, Result<bool>>(begin => begin.HandleAsync(Cast.SafeguardingOfficer, @case.Id, ct));
        var lines = Enumerable.Range(0, 30).Select(n => new PlanLineTerms(n % 2 == 0 ? "danger" : "phone", null, $"Pack a bag, thing {n + 1}", PlanOwner.Victim, null, VictimAgreement.Yes, [], true, null)).ToList();
        foreach (var line in lines)
        {
            await browser.App.RunAsync<WritePlanLine, Result<int>>(write => write.HandleAsync(Cast.SafeguardingOfficer, new(@case.Id, line), ct));
        }

        var copy = await browser.App.RunAsync<MakePaper, Result<int>>(make => make.HandleAsync(Cast.SafeguardingOfficer, new(@case.Id, "en", [.. Enumerable.Range(1, 30)], [], true), ct));
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer);
        await page.GotoAsync($"/cases/{@case.Id}/plan/papers/{copy.Match(n => n, _ => 0)}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var seen = await page.EvaluateAsync<string>("document.body.innerText");
        Assert.StartsWith("My list", seen.Trim(), StringComparison.Ordinal);
        Assert.All(["Canary", "plan", "Official", "Demonstration", "Copy", "C-0"], word => Assert.DoesNotContain(word, seen, StringComparison.OrdinalIgnoreCase));
        await Expect(page.GetByText("Pack a bag, thing 30", new() { Exact = true })).ToBeVisibleAsync();
        Assert.True(await page.Locator(".dar-paper li").First.EvaluateAsync<double>("e => parseFloat(getComputedStyle(e).fontSize)") >= 24, "Large print is 18 points and more.");
        if (!string.IsNullOrEmpty(_pictures))
        {
            await page.PdfAsync(new() { Path = Path.Combine(_pictures, "plan-paper.print.pdf"), PreferCSSPageSize = true, DisplayHeaderFooter = true });
        }
    }
}
