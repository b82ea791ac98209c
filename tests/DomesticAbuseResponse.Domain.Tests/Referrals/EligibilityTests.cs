using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Referrals;

/// <summary>Which referrals an IDVA service takes, and how soon (R3.3, R3.4).</summary>
public sealed class EligibilityTests
{
    private static readonly DateOnly _today = new(2026, 11, 26);

    private static readonly IntakeFacts _whole = new(_today.AddDays(-10), 30, true, true, RiskGrade.High, Enum.GetValues<IntakeFact>());

    [Fact]
    public void A_high_risk_with_everything_known_is_taken_up_now_and_a_medium_one_later() =>
        Assert.Equal((TriagePriority.A, TriagePriority.B), (Of(_whole).Suggested!.Value, Of(_whole with { Grade = RiskGrade.Medium }).Suggested!.Value));

    [Fact]
    public void Missing_information_is_asked_for_and_named()
    {
        var found = Of(_whole with { Grade = RiskGrade.Medium, Known = [IntakeFact.Account, IntakeFact.RiskAssessment] });
        Assert.Equal(TriagePriority.C, found.Suggested);
        Assert.Equal([IntakeFact.SafeContact, IntakeFact.Perpetrator], found.Missing);
        Assert.Equal(TriagePriority.A, Of(_whole with { Known = [] }).Suggested); // a high risk does not wait for a form
        Assert.Contains("a safe way of reaching the victim, who harms them", found.Findings.Single(f => f.About is EligibilityRule.Information).Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-08-26", true)]
    [InlineData("2026-08-25", false)]
    public void Abuse_lies_within_three_months_to_the_day(string last, bool met) =>
        Assert.Equal(met, Of(_whole with { LastAbuseOn = DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture) }).Findings.Single(f => f.About is EligibilityRule.RecentAbuse).Met);

    [Theory]
    [InlineData(13, true, true, false)]
    [InlineData(14, true, false, true)]
    [InlineData(16, false, true, false)]
    [InlineData(17, false, true, true)]
    [InlineData(17, false, false, false)]
    [InlineData(null, false, false, null)]
    public void From_14_with_consent_and_from_17_without_it_where_it_goes_to_MARAC(int? age, bool consent, bool marac, bool? met) =>
        Assert.Equal(met, Of(_whole with { Grade = RiskGrade.Medium, Age = age, Consent = consent, ToMarac = marac }).Findings.Single(f => f.About is EligibilityRule.Age).Met);

    [Fact]
    public void What_is_not_known_never_turns_anybody_away()
    {
        var found = Of(_whole with { LastAbuseOn = null, Age = null });
        Assert.True(found.IsEligible);
        Assert.Equal(TriagePriority.A, found.Suggested);
    }

    [Fact]
    public void A_person_may_decide_otherwise_with_a_reason_and_not_without()
    {
        var found = Of(_whole with { LastAbuseOn = _today.AddYears(-1) });
        Assert.Null(found.Suggested);
        Assert.Equal("triage.reason", Decide(TriagePriority.A, found, null).Refusal!.Code);
        Assert.Null(Decide(TriagePriority.A, found, "He is out of prison next week").Refusal);
        Assert.Null(Decide(TriagePriority.A, Of(_whole), null).Refusal);
        Assert.Equal("triage.reason", Decide(TriagePriority.B, Of(_whole with { Grade = null }), " ").Refusal!.Code); // the referrer is told, so there are words
    }

    private static Result<ReferralTriage> Decide(TriagePriority priority, Eligibility found, string? reason) =>
        ReferralTriage.Decide(default, Actor.System, priority, found, "[]", reason, DateTimeOffset.UnixEpoch);

    private static Eligibility Of(IntakeFacts facts) => Eligibility.Of(facts, IntakeSettings.Default, _today);
}
