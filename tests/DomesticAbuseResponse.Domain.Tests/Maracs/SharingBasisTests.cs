using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

public sealed class SharingBasisTests
{
    private const string _reason = "A credible threat to her life this week.";

    private static readonly Id<StaffMember> _decider = Id<StaffMember>.New(Forms.Noon);

    [Fact]
    public void With_consent_no_lawful_basis_is_asked_for_and_the_victim_knows()
    {
        var decision = SharingBasis.WithConsent(_decider, Forms.Noon).ToDecision();

        Assert.True(decision.Consent);
        Assert.True(decision.VictimAware);
        Assert.Null(decision.Basis);
    }

    [Theory]
    [InlineData("", _reason, true, null, "sharing.no-basis")]
    [InlineData("because", _reason, true, null, "sharing.unknown-basis")]
    [InlineData("cda-115,because", _reason, true, null, "sharing.unknown-basis")]
    [InlineData("cda-115", "", true, null, "sharing.no-reason")]
    [InlineData("cda-115", "Nineteen characters", true, null, "sharing.no-reason")]
    [InlineData("cda-115", _reason, false, " ", "sharing.victim-not-told")]
    [InlineData("cda-115", "Exactly twenty chars", true, null, null)]
    [InlineData("cda-115", _reason, false, "He reads her post.", null)]
    public void Without_consent_a_basis_reasons_and_why_the_victim_does_not_know_are_needed(
        string codes, string reason, bool aware, string? why, string? refusal) =>
        Assert.Equal(refusal, SharingBasis.WithoutConsent(
            codes.Split(',', StringSplitOptions.RemoveEmptyEntries), _decider, reason, aware, why, Forms.Noon).Refusal?.Code);

    [Fact]
    public void Somebody_must_have_decided() =>
        Assert.Equal(
            "sharing.nobody-decided",
            SharingBasis.WithoutConsent(["cda-115"], default, _reason, true, null, Forms.Noon).Refusal?.Code);

    [Fact]
    public void The_record_keeps_every_basis_the_decision_maker_and_the_reasons()
    {
        var decision = SharingBasis.WithoutConsent(
            ["ukgdpr-6-1-e", "cda-115", "cda-115"], _decider, _reason, victimAware: false, "He reads her post.", Forms.Noon).Done().ToDecision();

        Assert.False(decision.Consent);
        Assert.Equal("ukgdpr-6-1-e,cda-115", decision.Basis);
        Assert.Equal(_decider, decision.DecidedBy);
        Assert.Equal((_reason, "He reads her post."), (decision.Reason, decision.NotAwareReason));
    }

    [Fact]
    public void Each_basis_offered_has_its_own_code() =>
        Assert.Equal(LawfulBasis.All.Count, LawfulBasis.All.Select(b => b.Code).Distinct().Count());
}
