using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>Each accuses the other, from the flag to a decision that a second person confirmed (R4.17, S84).</summary>
public sealed class CounterAllegationTests(Browser browser)
{
    [Fact]
    public async Task S84_a_counter_allegation_goes_from_the_flag_to_a_confirmed_decision()
    {
        var @case = await browser.App.OpenCaseAsync("Canary Sedge", "Canary Flint");
        var officer = await browser.SignedInAsAsync(Cast.SafeguardingOfficer);
        await officer.GotoAsync($"/cases/{@case.Id}/counter-allegation");
        await officer.GetByLabel("How do you know?").FillAsync("He rang an hour later and said that she had bitten him");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Record this" }).ClickAsync();
        await Expect(officer.GetByText("Assess both people first")).ToBeVisibleAsync();
        await Expect(officer.GetByRole(AriaRole.Link, new() { Name = "Assess Canary Flint" })).ToBeVisibleAsync();
        await Expect(officer.GetByRole(AriaRole.Cell, new() { Name = "Not known" }).First).ToBeVisibleAsync();

        await AssessAsync(@case, @case.VictimId, 15, RiskGrade.High);
        await AssessAsync(@case, @case.Perpetrators.Single().PersonId, 2, RiskGrade.Standard);
        await officer.ReloadAsync();
        await officer.GetByLabel("Canary Sedge", new() { Exact = true }).CheckAsync();
        await officer.GetByLabel("Why?", new() { Exact = true }).FillAsync("His hand was on her neck; a bite there is defence. Six earlier calls name him.");
        await officer.PictureAsync("both-sides");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Propose it" }).ClickAsync();
        await Expect(officer.GetByText("You proposed it. Somebody else confirms or refuses it.")).ToBeVisibleAsync();
        await officer.LooksRightAsync("Canary");

        var inspector = await browser.SignedInAsAsync(Cast.Inspector);
        await inspector.SetViewportSizeAsync(390, 844);
        await inspector.GotoAsync($"/cases/{@case.Id}/primary-victim");
        await inspector.GetByLabel("Yes, I confirm it").CheckAsync();
        await inspector.PictureAsync("both-sides-phone");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "Record your answer" }).ClickAsync();
        await inspector.GotoAsync($"/cases/{@case.Id}/primary-victim");
        await Expect(inspector.GetByRole(AriaRole.Heading, new() { Name = "Primary victim: Canary Sedge" })).ToBeVisibleAsync();
        await Expect(inspector.GetByRole(AriaRole.Group, new() { Name = "Propose another decision" })).ToBeVisibleAsync(); // a change goes the same way
    }

    /// <summary>A finished form about one of them; filling one in has a journey of its own.</summary>
    private async Task AssessAsync(Case @case, Id<Person> person, int ticks, RiskGrade grade)
    {
        var (app, ct) = (browser.App, TestContext.Current.CancellationToken);
        await using var db = app.Database.Open();
        var stored = await db.Cases.SingleAsync(c => c.Id == @case.Id, ct);
        var form = RiskAssessment.Start(stored, null, person, Cast.ResponseOfficer, new InstrumentVersion(InstrumentCodes.SafeLivesDash, "1"), app.Clock.Now);
        form.Complete(ticks, ticks, grade, null, app.Clock.Now);
        form.Keep(GradingHistory.From([new GivenGrade { Kind = GradeKind.Assessor, Grade = grade, By = form.StartedBy, At = app.Clock.Now, PolicyVersion = "test" }]), app.Clock.Now);
        db.Assessments.Add(form);
        await db.CommitAsync(Actor.System, app.Clock.Now, ct);
    }
}
