using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Tests.Risk;
using static DomesticAbuseResponse.Domain.Tests.Maracs.Referred;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

public sealed class ReferralGroundsTests
{
    [Fact]
    public void S01_fourteen_ticks_are_visible_high_risk()
    {
        var ground = Evaluated(Ticks(14))[Ground.VisibleHighRisk];

        Assert.True(ground.IsMet);
        Assert.Equal("14 ticks on SL-DASH-24 on Sunday 22 November 2026; the threshold is 14.", Assert.Single(ground.Evidence));
    }

    [Fact]
    public void S02_thirteen_ticks_graded_High_with_a_reason_are_professional_judgement_and_not_visible()
    {
        var evaluation = Evaluated(Ticks(13) with { Grade = RiskGrade.High, GradeReason = "He has found her new address." });

        Assert.Equal([Ground.ProfessionalJudgement], evaluation.Grounds.Where(g => g.IsMet).Select(g => g.Ground));
        Assert.Equal("Graded High: He has found her new address.", Assert.Single(evaluation[Ground.ProfessionalJudgement].Evidence));
        Assert.Equal("The ticks are below this MARAC’s threshold.", evaluation[Ground.VisibleHighRisk].NotMetBecause);
    }

    [Fact]
    public void All_four_grounds_are_always_answered_and_each_unmet_one_says_why()
    {
        var evaluation = Evaluated(Facts);

        Assert.Equal(Enum.GetValues<Ground>(), evaluation.Grounds.Select(g => g.Ground));
        Assert.All(evaluation.Grounds, g => Assert.False(string.IsNullOrWhiteSpace(g.NotMetBecause)));
        Assert.False(evaluation.MayReferToMarac);
    }

    [Fact]
    public void Grounds_are_independent_and_all_that_apply_are_kept()
    {
        var evaluation = Evaluated(Ticks(15) with
        {
            Concern = new("Sergeant", "Threatened to burn the house down."),
            PoliceReports = [Report("1", On), Report("2", On), Report("3", On)],
            EarlierReferrals = [Earlier(On.AddMonths(-3))],
            FurtherAbuse = [new(On, [AbuseBehaviour.Violence])],
        });

        Assert.All(evaluation.Grounds, g => Assert.True(g.IsMet));
    }

    [Fact]
    public void A_serious_concern_needs_its_reason()
    {
        var without = Evaluated(Facts with { Concern = new("Health visitor", " ") })[Ground.ProfessionalJudgement];
        var with = Evaluated(Facts with { Concern = new("Health visitor", "She will not speak while he is in the room.") });

        Assert.Equal("A serious concern is marked, but no reason is written.", without.NotMetBecause);
        Assert.True(with[Ground.ProfessionalJudgement].IsMet);
    }

    [Fact]
    public void A_High_that_the_ticks_alone_show_is_no_second_ground() =>
        Assert.Equal(
            "No concern is recorded beyond the ticks.",
            Evaluated(Ticks(16) with { Grade = RiskGrade.High, GradeReason = "16 ticks: 14 or more suggests High." })
                [Ground.ProfessionalJudgement].NotMetBecause);

    [Fact]
    public void A_High_without_a_written_reason_is_not_yet_professional_judgement()
    {
        var ground = Evaluated(Ticks(13) with { Grade = RiskGrade.High })[Ground.ProfessionalJudgement];

        Assert.Equal("The grade is High, but no reason is written.", ground.NotMetBecause);
    }

    [Fact]
    public void DARA_has_no_ticks_to_compare() =>
        Assert.Equal(
            "The assessment is made with a tool that is not counted.",
            Evaluated(Facts with { Assessments = [new(InstrumentCodes.Dara, null, On)] })[Ground.VisibleHighRisk].NotMetBecause);

    [Fact]
    public void S07_three_calls_to_the_police_in_twelve_months_are_potential_escalation()
    {
        var ground = Evaluated(Ticks(8) with
        {
            PoliceReports =
            [
                Report("A", new DateOnly(2025, 12, 1)), Report("B", new DateOnly(2026, 6, 10)), Report("C", new DateOnly(2026, 11, 20)),
            ],
        })[Ground.PotentialEscalation];

        Assert.True(ground.IsMet);
        Assert.Equal(3, ground.Evidence.Count);
    }

    [Theory]
    [InlineData(2025, 11, 21, false)]
    [InlineData(2025, 11, 22, true)]
    public void S08_the_first_day_of_the_window_counts_and_the_day_before_does_not(int year, int month, int day, bool met)
    {
        var ground = Evaluated(Facts with
        {
            PoliceReports =
            [
                Report("A", new DateOnly(year, month, day)), Report("B", new DateOnly(2026, 6, 10)), Report("C", new DateOnly(2026, 11, 20)),
            ],
        })[Ground.PotentialEscalation];

        Assert.Equal(met, ground.IsMet);
        Assert.Equal(
            met ? null : "2 reports to the police about this victim and perpetrator from Saturday 22 November 2025 to Sunday 22 November 2026; 3 are needed.",
            ground.NotMetBecause);
    }

    [Fact]
    public void The_report_of_the_day_itself_counts_and_a_later_one_does_not()
    {
        Assert.True(Escalation(Report("A", On), Report("B", On), Report("C", On)));
        Assert.False(Escalation(Report("A", On), Report("B", On), Report("C", On.AddDays(1))));
    }

    [Fact]
    public void One_report_passed_in_twice_counts_once() =>
        Assert.False(Escalation(Report("A", On), Report("B", On), Report("A", On)));

    [Fact]
    public void Reports_about_another_victim_or_another_perpetrator_do_not_count()
    {
        Assert.False(Escalation(Report("A", On), Report("B", On), Report("C", On, victim: Another)));
        Assert.False(Escalation(Report("A", On), Report("B", On), Report("C", On, perpetrator: Another)));
    }

    [Fact]
    public void Three_reports_against_two_perpetrators_of_one_case_are_no_escalation_of_either()
    {
        var both = Facts with
        {
            PerpetratorIds = new HashSet<Id<Person>> { Perpetrator, Another },
            PoliceReports = [Report("A", On), Report("B", On), Report("C", On, perpetrator: Another)],
        };

        Assert.False(Evaluated(both)[Ground.PotentialEscalation].IsMet);
    }

    [Theory]
    [InlineData(15, true, IdvaRoute.Refer, false)]
    [InlineData(15, false, IdvaRoute.NeedsConsent, false)]
    [InlineData(15, null, IdvaRoute.NeedsConsent, false)]
    [InlineData(13, true, IdvaRoute.None, false)]
    [InlineData(17, false, IdvaRoute.Refer, true)]
    public void S09_a_MARAC_at_17_sends_14_to_16_to_an_IDVA_with_consent_and_takes_17_without(
        int ticks, bool? consent, IdvaRoute idva, bool marac)
    {
        var evaluation = Evaluated(Ticks(ticks) with { Consent = consent }, MaracProfile.SeventeenWithConsentBand);

        Assert.Equal(idva, evaluation.Idva);
        Assert.Equal(marac, evaluation.MayReferToMarac);
        Assert.Equal(marac, evaluation.MayReferWithoutConsent);
    }

    [Fact]
    public void Without_a_band_for_consent_a_case_below_the_threshold_goes_nowhere_by_itself() =>
        Assert.Equal(IdvaRoute.None, Evaluated(Ticks(13) with { Consent = true }).Idva);

    [Theory]
    [InlineData(15, true, true)]
    [InlineData(16, false, true)]
    [InlineData(17, false, true)]
    [InlineData(18, false, false)]
    [InlineData(null, false, false)]
    public void S16_a_victim_of_15_is_blocked_and_sent_to_childrens_services_and_one_of_17_goes_to_both(int? age, bool blocked, bool children)
    {
        var evaluation = Evaluated(Ticks(14) with { VictimAge = age });

        Assert.Equal(blocked, evaluation.Blocks.Any(b => b.Code == "marac.too-young"));
        Assert.Equal(!blocked, evaluation.MayReferToMarac);
        Assert.Equal(children, evaluation.AlsoDo.Any(d => d.Kind is GradeDutyKind.ReferToChildrensServices));
    }

    [Fact]
    public void A_MARACs_own_profile_holds_from_its_first_day_and_for_it_alone()
    {
        var marac = Id<Marac>.New(Forms.Noon);
        var own = MaracProfile.SeventeenWithConsentBand with { MaracId = marac, EffectiveFrom = On };
        var general = MaracProfile.Default with { Version = "general-2" };

        Assert.Equal("seventeen-1", MaracProfile.InForce([general, own], marac, On).Version);
        Assert.Equal("general-2", MaracProfile.InForce([general, own], marac, On.AddDays(-1)).Version);
        Assert.Equal("general-2", MaracProfile.InForce([general, own], Id<Marac>.New(Forms.Noon), On).Version);
        Assert.Equal("default-1", MaracProfile.InForce([], marac, On).Version);
    }

    [Fact]
    public void Profiles_that_contradict_themselves_are_refused()
    {
        Assert.Null(MaracProfile.Default.Check());
        Assert.Null(MaracProfile.SeventeenWithConsentBand.Check());
        Assert.NotNull((MaracProfile.Default with { IdvaWithConsentFrom = 14 }).Check());
        Assert.NotNull((MaracProfile.Default with { EscalationCount = 1 }).Check());
        Assert.NotNull((MaracProfile.Default with { CaseMinutesMost = 9 }).Check());
        Assert.NotNull((MaracProfile.Default with { EffectiveFrom = On, EffectiveTo = On.AddDays(-1) }).Check());
    }

    private static bool Escalation(params PoliceReport[] reports) =>
        Evaluated(Facts with { PoliceReports = reports })[Ground.PotentialEscalation].IsMet;
}
