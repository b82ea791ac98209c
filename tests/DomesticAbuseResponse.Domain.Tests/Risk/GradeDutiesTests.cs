using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class GradeDutiesTests
{
    [Theory]
    [InlineData(-1, ReviewTimeliness.InTime)]
    [InlineData(0, ReviewTimeliness.InTime)]
    [InlineData(20, ReviewTimeliness.Breached)]
    public void S12_the_form_must_reach_the_sergeant_before_the_officer_goes_off_duty(int minutesAfter, ReviewTimeliness expected)
    {
        var offDuty = new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
        var review = SergeantReview.Of(offDuty, offDuty.AddMinutes(minutesAfter), offDuty.AddHours(5));

        Assert.Equal(expected, review.Timeliness);
        Assert.Equal(expected is ReviewTimeliness.Breached, review.Text.EndsWith("20 minutes after off-duty.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, ReviewTimeliness.Waiting)]
    [InlineData(1, ReviewTimeliness.Breached)]
    public void A_form_never_handed_over_is_a_breach_once_the_shift_has_ended(int minutesAfter, ReviewTimeliness expected)
    {
        var offDuty = new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, SergeantReview.Of(offDuty, null, offDuty.AddMinutes(minutesAfter)).Timeliness);
    }

    [Fact]
    public void S13_any_final_High_tells_an_inspector_prompts_threat_to_life_and_refers_to_MARAC_and_an_IDVA() =>
        Assert.Equal(
            [GradeDutyKind.NotifyInspector, GradeDutyKind.ConsiderThreatToLife, GradeDutyKind.ReferToMarac, GradeDutyKind.ReferToIdva],
            GradeDuties.For(RiskGrade.High, victimAge: 34).Select(d => d.Kind));

    [Theory]
    [InlineData(RiskGrade.Medium)]
    [InlineData(RiskGrade.Standard)]
    [InlineData(null)]
    public void Nothing_of_that_follows_from_another_grade_or_from_none(RiskGrade? grade) =>
        Assert.Empty(GradeDuties.For(grade, victimAge: 34));

    [Theory]
    [InlineData(15, false, true)]
    [InlineData(16, true, true)]
    [InlineData(17, true, true)]
    [InlineData(18, true, false)]
    [InlineData(null, true, false)]
    public void S16_a_victim_under_16_goes_to_childrens_services_instead_of_MARAC_and_one_of_16_or_17_to_both(
        int? age, bool marac, bool children)
    {
        var duties = GradeDuties.For(RiskGrade.High, age).Select(d => d.Kind).ToList();

        Assert.Equal(marac, duties.Contains(GradeDutyKind.ReferToMarac));
        Assert.Equal(children, duties.Contains(GradeDutyKind.ReferToChildrensServices));
    }

    [Fact]
    public void By_default_an_assessment_is_mandatory_for_crimes_and_other_incidents_partners_and_family()
    {
        var duties = from crime in new[] { true, false }
                     from relationship in Enum.GetValues<AbuseRelationship>()
                     select AssessmentDuty.For(new(crime, relationship), AssessmentDutySettings.Default);

        Assert.All(duties, d => Assert.True(d.IsMandatory));
    }

    [Fact]
    public void A_force_may_require_it_only_for_crimes_between_partners()
    {
        var settings = new AssessmentDutySettings("2013", new HashSet<AssessmentOccasion> { new(true, AbuseRelationship.Intimate) });

        Assert.True(AssessmentDuty.For(new(true, AbuseRelationship.Intimate), settings).IsMandatory);
        Assert.False(AssessmentDuty.For(new(true, AbuseRelationship.Family), settings).IsMandatory);
        Assert.False(AssessmentDuty.For(new(false, AbuseRelationship.Intimate), settings).IsMandatory);
    }

    [Fact]
    public void A_skipped_assessment_stays_outstanding_until_another_persons_rank_confirms_it()
    {
        var duty = AssessmentDuty.For(new(true, AbuseRelationship.Family), AssessmentDutySettings.Default);
        var officer = Forms.Person(Role.ResponseOfficer);
        var sergeant = Forms.Person(Role.Sergeant);

        Result<SkippedAssessment> Skip(Grader by, Grader? confirmer) =>
            AssessmentDuty.Skip(SkipReason.DuplicateReport, null, by, confirmer, GradingPolicy.Default, Forms.Noon);

        Assert.True(duty.IsOutstanding(assessed: false, null));
        Assert.True(duty.IsOutstanding(assessed: false, Skip(officer, null).Done()));
        Assert.False(duty.IsOutstanding(assessed: false, Skip(officer, sergeant).Done()));
        Assert.False(duty.IsOutstanding(assessed: true, null));
        Assert.Equal("assessment.skip-not-confirmed", Skip(officer, Forms.Person(Role.ResponseOfficer)).Refusal?.Code);
        Assert.Equal("assessment.skip-not-confirmed", Skip(sergeant, sergeant).Refusal?.Code);
    }

    [Theory]
    [InlineData(YesNoUnknown.Yes, "Intimate", true)]
    [InlineData(YesNoUnknown.No, "Intimate", false)]
    [InlineData(YesNoUnknown.Unknown, "Intimate", true)]
    [InlineData(YesNoUnknown.Yes, "Family", false)]
    [InlineData(YesNoUnknown.Yes, "", true)]
    [InlineData(YesNoUnknown.No, "", false)]
    public void What_is_not_recorded_is_read_the_way_that_makes_an_assessment_mandatory(YesNoUnknown crime, string relationship, bool mandatory)
    {
        var settings = new AssessmentDutySettings("crimes-between-partners", new HashSet<AssessmentOccasion> { new(true, AbuseRelationship.Intimate) });
        var known = relationship.Length == 0 ? [] : new HashSet<AbuseRelationship> { Enum.Parse<AbuseRelationship>(relationship) };

        var duty = AssessmentDuty.For(crime, known, settings);

        Assert.Equal((mandatory, "crimes-between-partners"), (duty.IsMandatory, duty.SettingsVersion));
        Assert.Equal(mandatory && (crime is YesNoUnknown.Unknown || known.Count == 0), duty.Because.Contains("not recorded", StringComparison.Ordinal));
    }

    [Fact]
    public void A_skip_waits_for_a_supervisor_other_than_whoever_asked_and_a_refused_one_does_not_count()
    {
        var (officer, sergeant) = (Forms.Person(Role.ResponseOfficer), Forms.Person(Role.Sergeant));
        var duty = new AssessmentDuty(true, "", "1");
        AssessmentSkip Asked() => AssessmentSkip.Ask(Id<Incident>.New(Forms.Noon), SkipReason.DuplicateReport, null, officer, GradingPolicy.Default, Forms.Noon).Done();

        var (confirmed, refused) = (Asked(), Asked());
        Assert.Equal("assessment.skip-not-confirmed", confirmed.Decide(true, null, officer, GradingPolicy.Default, Forms.Noon).Refusal?.Code);
        Assert.True(duty.IsOutstanding(false, confirmed.AsSkipped));
        confirmed.Decide(true, null, sergeant, GradingPolicy.Default, Forms.Noon).Done();
        refused.Decide(false, "She is at the desk now", sergeant, GradingPolicy.Default, Forms.Noon).Done();

        Assert.False(duty.IsOutstanding(false, confirmed.AsSkipped));
        Assert.Null(refused.AsSkipped);
        Assert.Equal("assessment.skip-decided", confirmed.Decide(false, null, sergeant, GradingPolicy.Default, Forms.Noon).Refusal?.Code);
    }
}
