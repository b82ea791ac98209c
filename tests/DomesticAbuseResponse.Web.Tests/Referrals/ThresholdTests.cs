using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>A MARAC that hears cases from 17 ticks, with a band from 14 in which an IDVA takes a case with consent (R1.14).</summary>
public sealed class ThresholdTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task S09_at_a_profile_of_17_ticks_15_with_consent_go_to_an_IDVA_and_not_to_MARAC_and_17_go_without_consent()
    {
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.MaracProfile, Cast.Marac.Value, "seventeen-1", new DateOnly(2026, 11, 23), MaracProfile.SeventeenWithConsentBand, TestContext.Current.CancellationToken))).Given();

        var fifteen = await app.OpenCaseAsync("Fifteen ticks");
        await app.AssessAsync(fifteen, ticks: 15, RiskGrade.Medium);
        var toIdva = (await app.StartAsync(fifteen, ReferralKind.Idva)).Given();
        Assert.Equal("referral.needs-consent", (await app.SendAsync(toIdva)).Refused().Code);
        (await app.SendAsync(toIdva, consent: true)).Given();
        Assert.Equal("referral.no-ground", (await app.SendAsync((await app.StartAsync(fifteen, ReferralKind.Marac)).Given(), consent: true)).Refused().Code);

        var seventeen = await app.OpenCaseAsync("Seventeen ticks");
        await app.AssessAsync(seventeen, ticks: 17, RiskGrade.Medium);
        (await app.SendAsync((await app.StartAsync(seventeen, ReferralKind.Marac)).Given())).Given();
    }

    [Fact]
    public async Task S09_S02_a_High_that_only_agrees_with_the_count_is_no_professional_judgement_and_one_with_a_reason_is()
    {
        var ct = TestContext.Current.CancellationToken;
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.MaracProfile, Cast.OtherMarac.Value, "seventeen-2", new DateOnly(2026, 11, 23), MaracProfile.SeventeenWithConsentBand with { Version = "seventeen-2" }, ct))).Given();

        // Fifteen ticks, no critical marker and no cluster: the bands suggest High, and the officer agrees.
        var agreed = await GradedAsync("Canary Agreed", [1, 2, 3, 5, 7, 9, 10, 13, 14, 21, 22, 23, 24, 25, 26], null);
        Assert.False(agreed[Ground.ProfessionalJudgement].IsMet);
        Assert.False(agreed.AnyMet);

        var judged = await GradedAsync("Canary Judged", [1, 2, 3, 5, 7, 9], "She is terrified and cannot leave the house");
        Assert.Contains("She is terrified", Assert.Single(judged[Ground.ProfessionalJudgement].Evidence), StringComparison.Ordinal);
        Assert.False(judged[Ground.VisibleHighRisk].IsMet);
    }

    private async Task<ReferralEvaluation> GradedAsync(string victim, HashSet<int> yes, string? reason)
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await app.LogCallAsync(victim);
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, yes);
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.High, reason)).Given();
        await using var db = app.Database.Open();
        var @case = await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), ct);
        return await app.RunAsync<ReferralEvidence, ReferralEvaluation>(evidence => evidence.EvaluateAsync(@case, Cast.OtherMarac, null, new ReferrerSays(true), app.Clock.Now, ct));
    }
}
