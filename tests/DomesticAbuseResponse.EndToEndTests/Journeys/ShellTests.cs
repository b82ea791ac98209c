using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>What every page gains from script, under the real content policy, on the page that shows all components.</summary>
public sealed partial class ShellTests(Browser browser)
{
    private const string Components = "/dev/components";

    [Theory]
    [InlineData(Components, false)]
    [InlineData(Components, true)]
    [InlineData(Components + "?errors=true", false)]
    [InlineData(Components + "?errors=true", true)]
    [InlineData("/no/such/page", true)]
    public async Task The_frame_and_every_component_look_right_and_break_no_policy(string url, bool phone)
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler, phone);
        List<string> said = [];
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, error) => said.Add(error);

        await page.GotoAsync(url);

        await page.LooksRightAsync();
        Assert.DoesNotContain(said, s => !s.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_the_form_goes_and_comes_back_with_what_was_typed()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler, javaScript: false);
        await page.GotoAsync(Components);

        await page.GetByLabel("Full name").FillAsync("Typed without script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is a problem" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync("Typed without script");
    }

    [Fact]
    public async Task What_is_typed_is_kept_within_seconds_and_the_page_says_when()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.GotoAsync(Components);
        var kept = page.WaitForRequestAsync(r => r.Url.Contains("handler=Autosave", StringComparison.Ordinal));

        await page.GetByLabel("First words").FillAsync("He is outside");

        Assert.Contains("Input.FirstWords=He+is+outside", (await kept).PostData, StringComparison.Ordinal);
        await Expect(page.Locator("[data-autosave-status]")).ToHaveTextAsync(SavedAt());
        await Expect(page.Locator("input[name=__version]")).ToHaveValueAsync("8");
    }

    [Fact]
    public async Task A_save_that_fails_says_so_and_is_tried_again()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.GotoAsync(Components);
        var tries = 0;
        await page.RouteAsync("**/*handler=Autosave", route => ++tries == 1 ? route.AbortAsync() : route.ContinueAsync());

        await page.GetByLabel("First words").FillAsync("He is outside");

        await Expect(page.Locator("[data-autosave-status]")).ToHaveTextAsync("Not saved yet: no connection. Trying again.");
        await Expect(page.Locator("[data-autosave-status]")).ToHaveTextAsync(SavedAt(), new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task What_is_known_appears_while_a_name_is_typed_and_nothing_in_it_runs()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.GotoAsync(Components);

        await page.GetByLabel("Full name").FillAsync("<img src=x>");

        await Expect(page.Locator("#known")).ToContainTextAsync("Nothing is known of <img src=x>.");
        Assert.StartsWith("Components", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_goes_once_however_often_its_button_is_pressed()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.GotoAsync(Components);
        var posts = 0;
        await page.RouteAsync("**" + Components, async route =>
        {
            posts += route.Request.Method == "POST" ? 1 : 0;
            await Task.Delay(500);
            await route.ContinueAsync();
        });

        await page.EvaluateAsync("const b = document.querySelector('main form button'); b.form.requestSubmit(b); b.form.requestSubmit(b); b.form.requestSubmit(b)");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is a problem" })).ToBeVisibleAsync();

        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task An_answer_that_reveals_a_question_shows_it_when_chosen()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.GotoAsync(Components);
        var revealed = page.GetByText("Ask which agency.");

        await Expect(revealed).ToBeVisibleAsync();
        await page.GetByLabel("999", new() { Exact = true }).CheckAsync();
        await Expect(revealed).ToBeHiddenAsync();
        await page.GetByLabel("Partner agency").First.CheckAsync();
        await Expect(revealed).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Before_the_session_locks_a_warning_counts_down_and_the_button_keeps_everything()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.Clock.InstallAsync();
        await page.RouteAsync("**/session/extend", route => route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = "{}" }));
        await page.GotoAsync(Components);
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "You are about to be signed out" });

        await page.Clock.FastForwardAsync("18:15");
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.Locator("[data-timeout-count]")).ToContainTextAsync("You will be signed out in 1 minute");
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("1 minute 45 seconds");
        await page.LooksRightAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(dialog).ToBeHiddenAsync();
        Assert.EndsWith(Components, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_end_a_page_without_unkept_words_is_left_for_the_sign_in()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.Clock.InstallAsync();
        await page.RouteAsync("**/sign-in?back=*", route => route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<title>Sign in</title>" }));
        await page.GotoAsync(Components);

        await page.Clock.FastForwardAsync("20:01");
        await page.Clock.RunForAsync(3_000);

        await Expect(page).ToHaveURLAsync(SignInAndBack());
    }

    [Fact]
    public async Task At_the_end_a_page_with_words_kept_nowhere_is_covered_and_comes_back_after_signing_in()
    {
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.Clock.InstallAsync();
        await page.RouteAsync("**" + Components, async route =>
        {
            var response = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = response, Body = (await response.TextAsync()).Replace("data-autosave-url", "data-off", StringComparison.Ordinal) });
        });
        var signedIn = false;
        await page.RouteAsync("**/session/extend", route => route.FulfillAsync(new() { Status = signedIn ? 200 : 401, ContentType = "application/json", Body = "{}" }));
        await page.GotoAsync(Components);
        await page.GetByLabel("First words").FillAsync("Only here");

        await page.Clock.FastForwardAsync("20:01");
        await page.Clock.RunForAsync(3_000);
        var cover = page.GetByRole(AriaRole.Dialog, new() { Name = "You are signed out" });
        await Expect(cover).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToBeHiddenAsync();
        await cover.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(cover.Locator("[data-timeout-count]")).ToHaveTextAsync("You are still signed out.");
        signedIn = true;
        await cover.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await Expect(page.GetByLabel("First words")).ToHaveValueAsync("Only here");
    }

    [GeneratedRegex(@"/sign-in\?back=%2Fdev%2Fcomponents$")]
    private static partial Regex SignInAndBack();

    [GeneratedRegex(@"^Saved \d\d:\d\d:\d\d$")]
    private static partial Regex SavedAt();
}
