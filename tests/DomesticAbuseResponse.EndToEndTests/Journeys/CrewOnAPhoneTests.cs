using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>A crew takes a task, hides its screen from a bystander, and records the visit, with one hand on a phone (R5.5, T11).</summary>
public sealed class CrewOnAPhoneTests(Browser browser)
{
    [Fact]
    public async Task A_crew_accepts_hides_its_screen_and_records_a_visit_on_a_phone()
    {
        var task = await browser.AskCarAsync("Canary Crewvictim");
        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true);

        await phone.GotoAsync("/crew");
        await Expect(phone.GetByText("C. C.")).ToBeVisibleAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GotoAsync($"/crew/tasks/{task}");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Arrived" }).ClickAsync();
        await phone.LooksRightAsync("Canary");

        await phone.GetByRole(AriaRole.Button, new() { Name = "Show name and place" }).ClickAsync();
        await Expect(phone.GetByText("Canary Crewvictim")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Hide", Exact = true }).ClickAsync();
        Assert.DoesNotContain("Canary", await phone.ContentAsync(), StringComparison.Ordinal);
        await phone.Mouse.MoveAsync(100, 100);
        Assert.DoesNotContain("Canary", await phone.ContentAsync(), StringComparison.Ordinal);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show again" }).ClickAsync();
        await Expect(phone.GetByText("Canary Crewvictim")).ToBeVisibleAsync();
        await phone.Keyboard.PressAsync("Escape");
        Assert.DoesNotContain("Canary", await phone.ContentAsync(), StringComparison.Ordinal);

        await phone.GotoAsync($"/crew/tasks/{task}/visit/Contact");
        await phone.Locator("[name='Input.Mode'][value=Visit]").CheckAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync();
        await phone.GotoAsync($"/crew/tasks/{task}/visit/Outcome");
        await phone.Locator("[name='Input.Outcome'][value=EngagedByVisit]").CheckAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Finish the visit" }).ClickAsync();
        await Expect(phone.GetByText("The visit has been recorded.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_nothing_hides_but_initials_and_half_a_postcode_stand_and_the_work_goes_on()
    {
        var task = await browser.AskCarAsync("Canary Plainvictim");
        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true, javaScript: false);

        await phone.GotoAsync($"/crew/tasks/{task}");
        Assert.DoesNotContain("Plainvictim", await phone.ContentAsync(), StringComparison.Ordinal);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "On the way" }).ClickAsync();
        await phone.GotoAsync($"/crew/tasks/{task}/visit/Children");
        await phone.GetByLabel("What did they say, in their own words?").FillAsync("He shouts");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "What is wanted and needed" })).ToBeVisibleAsync();
    }
}
