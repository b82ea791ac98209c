using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Tests.Risk;
using static DomesticAbuseResponse.Domain.Tests.Maracs.Referred;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

public sealed class PrimaryVictimTests
{
    [Fact]
    public void S84_when_each_accuses_the_other_neither_is_referred_as_a_victim_before_the_decision()
    {
        var accused = Ticks(16) with { CounterAllegation = true, Grade = RiskGrade.High };
        var evaluation = Evaluated(accused);
        var other = Evaluated(accused with { VictimId = Perpetrator, PerpetratorIds = new HashSet<Id<Person>> { Victim } });

        Assert.Equal("referral.primary-victim-undecided", Assert.Single(evaluation.Blocks).Code);
        Assert.False(evaluation.MayReferToMarac);
        Assert.Equal(IdvaRoute.None, evaluation.Idva);
        Assert.False(other.MayReferToMarac);
        Assert.True(evaluation[Ground.VisibleHighRisk].IsMet);
    }

    [Fact]
    public void S84_once_decided_the_primary_victim_is_referred_and_the_other_is_not()
    {
        Assert.Null(PrimaryVictim.Check(Victim, counterAllegation: true, Decided(Victim)));
        Assert.Equal("referral.not-primary-victim", PrimaryVictim.Check(Perpetrator, counterAllegation: true, Decided(Victim))?.Code);
        Assert.True(Evaluated(Ticks(16) with { CounterAllegation = true, PrimaryVictim = Decided(Victim) }).MayReferToMarac);
    }

    [Fact]
    public void A_decision_without_its_rationale_decides_nothing() =>
        Assert.Equal(
            "referral.primary-victim-undecided",
            PrimaryVictim.Check(Victim, counterAllegation: true, Decided(Victim) with { Rationale = " " })?.Code);

    [Fact]
    public void Without_a_counter_allegation_no_decision_is_asked_for() =>
        Assert.Null(PrimaryVictim.Check(Victim, counterAllegation: false, null));

    private static PrimaryVictimDecision Decided(Id<Person> person) =>
        new() { PersonId = person, DecidedBy = Forms.Person().StaffId, Rationale = "Injuries are defensive.", At = Forms.Noon };
}
