using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>Wordings and grading settings of a force's own, as the officer meets them (R1.2, R1.14, R1.18).</summary>
public sealed class LoadedInstrumentTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_wording_is_asked_from_its_first_day_and_a_form_begun_before_keeps_its_own()
    {
        var before = await StartAsync(await app.LogCallAsync("Before wording"));
        var tomorrow = Licensed("licensed-1", "2026-11-24", "Was anyone hurt", "LICENSED was anyone hurt");

        (await LoadAsync(tomorrow)).Given();
        app.Clock.Now = app.Clock.Now.AddDays(1);
        var after = await StartAsync(await app.LogCallAsync("After wording"));

        Assert.DoesNotContain("LICENSED", await QuestionAsync(before), StringComparison.Ordinal);
        Assert.Contains("LICENSED", await QuestionAsync(after), StringComparison.Ordinal);
        var late = await LoadAsync(Licensed("licensed-2", "2026-11-24", "Was anyone hurt", "LATE was anyone hurt"));
        Assert.Equal("instrument.invalid", late.Refused().Code);
    }

    [Fact]
    public async Task A_wording_cannot_take_effect_on_a_day_that_has_forms_of_another()
    {
        await StartAsync(await app.LogCallAsync("On the day"));

        var refused = await LoadAsync(Licensed("backdated", "2026-11-01", "Was anyone hurt", "BACKDATED was anyone hurt"));

        Assert.Equal("instrument.in-use", refused.Refused().Code);
    }

    [Fact]
    public async Task A_forces_own_bands_and_markers_decide_what_is_suggested_and_the_grade_names_them()
    {
        var bands = RiskBands.Create(InstrumentCodes.PoliceDash, null, "b", new DateOnly(2026, 1, 1), null, 3, 2).Match(b => b, _ => throw new InvalidOperationException());
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.Grading, Cast.OtherForce.Value, "three-is-high", Domain.Time.UkTime.DateOf(app.Clock.Now), GradingPolicy.Default with { Bands = [bands] }, Ct))).Given();
        var incident = await app.LogCallAsync("Own bands", by: Cast.OtherForceOfficer);

        var id = await app.AnswerDashAsync(incident, Cast.OtherForceOfficer, new HashSet<int> { 2, 3, 23 });
        var view = await app.RunAsync<AssessmentOverview, AssessmentOverview.View>(o => o.ReadAsync(Cast.OtherForceOfficer, id, app.Clock.Now, Ct));

        Assert.Equal((RiskGrade.High, "three-is-high"), (view.Suggestion!.Grade, view.Suggestion.PolicyVersion));
    }

    private Task<Result<LoadInstrument.Loaded>> LoadAsync(string json) =>
        app.RunAsync<LoadInstrument, Result<LoadInstrument.Loaded>>(load => load.HandleAsync(Actor.System, json, checkOnly: false, Ct));

    private async Task<Id<RiskAssessment>> StartAsync(Id<Incident> incident) =>
        (await app.RunAsync<StartForIncident, Result<Id<RiskAssessment>>>(start => start.HandleAsync(Cast.ResponseOfficer, incident, Ct))).Given();

    private async Task<string> QuestionAsync(Id<RiskAssessment> id) =>
        (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/risk/{id}/{InstrumentCodes.PoliceDash}/1")).Text;

    private static string Licensed(string version, string from, string old, string wording)
    {
        var shipped = InstrumentLibrary.ShippedDefinition(InstrumentCodes.PoliceDash);
        var was = InstrumentLibrary.Embedded.All.First(i => i.Code == InstrumentCodes.PoliceDash).Version;
        return shipped.Replace($"\"version\": \"{was}\"", $"\"version\": \"{version}\"", StringComparison.Ordinal)
            .Replace("\"effectiveFrom\": \"2009-01-01\"", $"\"effectiveFrom\": \"{from}\"", StringComparison.Ordinal)
            .Replace(old, wording, StringComparison.Ordinal);
    }
}
