using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using static DomesticAbuseResponse.Domain.Tests.Maracs.Referred;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

public sealed class MaracRepeatTests
{
    [Fact]
    public void S56_the_same_victim_and_a_different_perpetrator_three_months_later_is_a_new_case()
    {
        var ground = Repeat(Earlier(On.AddMonths(-3), perpetrator: Another), AbuseBehaviour.Violence, On);

        Assert.False(ground.IsMet);
        Assert.Contains("new case", ground.NotMetBecause);
    }

    [Theory]
    [InlineData(RepeatDefinition.AnyAbuse, true)]
    [InlineData(RepeatDefinition.CriminalBehaviour, false)]
    public void S57_an_unwanted_birthday_card_five_months_later_is_a_repeat_by_the_current_definition_only(
        RepeatDefinition definition, bool repeat)
    {
        var ground = Repeat(
            Earlier(On.AddMonths(-5)), AbuseBehaviour.UnwantedContact, On, MaracProfile.Default with { RepeatDefinition = definition });

        Assert.Equal(repeat, ground.IsMet);
        Assert.Equal(
            repeat ? null : "This MARAC counts only behaviour that would be a crime, and the records do not say that what happened was of that kind. If it was, name it.",
            ground.NotMetBecause);
    }

    [Theory]
    [InlineData(AbuseBehaviour.Violence, true)]
    [InlineData(AbuseBehaviour.ThreatOfViolence, true)]
    [InlineData(AbuseBehaviour.StalkingOrHarassment, true)]
    [InlineData(AbuseBehaviour.SexualAbuse, true)]
    [InlineData(AbuseBehaviour.UnwantedContact, false)]
    [InlineData(AbuseBehaviour.BreachOfBail, false)]
    [InlineData(AbuseBehaviour.BreachOfCivilOrder, false)]
    [InlineData(AbuseBehaviour.DisputeOverChildrenPropertyOrDivorce, false)]
    [InlineData(AbuseBehaviour.OtherAbuse, false)]
    public void The_older_definition_counts_only_what_would_be_a_crime_and_the_current_one_everything(AbuseBehaviour behaviour, bool older)
    {
        Assert.True(behaviour.CountsUnder(RepeatDefinition.AnyAbuse));
        Assert.Equal(older, behaviour.CountsUnder(RepeatDefinition.CriminalBehaviour));
    }

    [Fact]
    public void One_behaviour_that_counts_is_enough()
    {
        var facts = Facts with
        {
            EarlierReferrals = [Earlier(On.AddMonths(-5))],
            FurtherAbuse = [new(On, [AbuseBehaviour.UnwantedContact, AbuseBehaviour.ThreatOfViolence])],
        };

        Assert.True(Evaluated(facts, MaracProfile.Default with { RepeatDefinition = RepeatDefinition.CriminalBehaviour })[Ground.MaracRepeat].IsMet);
    }

    [Fact]
    public void S67_a_repeat_with_four_ticks_is_accepted_without_a_threshold()
    {
        var evaluation = Evaluated(Ticks(4) with
        {
            EarlierReferrals = [Earlier(On.AddMonths(-2))],
            FurtherAbuse = [new(On, [AbuseBehaviour.UnwantedContact])],
        });

        Assert.Equal([Ground.MaracRepeat], evaluation.Grounds.Where(g => g.IsMet).Select(g => g.Ground));
        Assert.True(evaluation.MayReferToMarac);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void S53_the_ground_follows_the_window_to_its_last_day(int day, bool repeat) =>
        Assert.Equal(repeat, Repeat(Earlier(new DateOnly(2026, 3, 14)), AbuseBehaviour.Violence, new DateOnly(2027, 3, day)).IsMet);

    [Theory]
    [InlineData(RepeatAnchor.LastReferral, false)]
    [InlineData(RepeatAnchor.LastHeard, true)]
    public void S55_the_ground_follows_the_profiles_anchor(RepeatAnchor anchor, bool repeat) =>
        Assert.Equal(repeat, Repeat(
            Earlier(new DateOnly(2026, 2, 1), heard: new DateOnly(2026, 2, 12)),
            AbuseBehaviour.Violence,
            new DateOnly(2027, 2, 5),
            MaracProfile.Default with { RepeatAnchor = anchor }).IsMet);

    [Fact]
    public void An_older_referral_out_of_its_window_does_not_hide_a_newer_one_within()
    {
        var facts = Facts with
        {
            EarlierReferrals = [Earlier(On.AddYears(-3)), Earlier(On.AddMonths(-1))],
            FurtherAbuse = [new(On, [AbuseBehaviour.OtherAbuse])],
        };

        Assert.True(Evaluated(facts)[Ground.MaracRepeat].IsMet);
    }

    [Fact]
    public void Abuse_by_one_perpetrator_is_no_repeat_of_a_referral_about_the_other_of_the_same_case()
    {
        var facts = Facts with
        {
            PerpetratorIds = new HashSet<Id<Domain.People.Person>> { Perpetrator, Another },
            EarlierReferrals = [Earlier(On.AddMonths(-1))],
            FurtherAbuse = [new(On, [AbuseBehaviour.Violence], PerpetratorId: Another)],
        };

        Assert.False(Evaluated(facts)[Ground.MaracRepeat].IsMet);
    }

    [Fact]
    public void An_earlier_referral_without_further_abuse_is_no_repeat() =>
        Assert.Equal(
            "No further abuse by this perpetrator is recorded.",
            Evaluated(Facts with { EarlierReferrals = [Earlier(On.AddMonths(-1))] })[Ground.MaracRepeat].NotMetBecause);

    private static GroundResult Repeat(EarlierReferral earlier, AbuseBehaviour behaviour, DateOnly on, MaracProfile? profile = null) =>
        Evaluated(
            Facts with { ReferredOn = on, EarlierReferrals = [earlier], FurtherAbuse = [new(on, [behaviour])] }, profile)[Ground.MaracRepeat];
}
