using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;

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
}
