using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class SuggestedGradeTests
{
    [Fact]
    public void S01_fourteen_Yes_suggest_High()
    {
        var suggested = Forms.Suggested(Forms.SafeLives(Forms.Plain.Take(14)));

        Assert.Equal(RiskGrade.High, suggested?.Grade);
        Assert.Equal(new GradeReason(RiskGrade.High, "R1.14", "14 ticks: 14 or more suggests High."), Assert.Single(suggested!.Reasons));
    }

    [Theory]
    [InlineData(0, RiskGrade.Standard)]
    [InlineData(9, RiskGrade.Standard)]
    [InlineData(10, RiskGrade.Medium)]
    [InlineData(13, RiskGrade.Medium)]
    [InlineData(14, RiskGrade.High)]
    public void S05_the_count_alone_suggests_by_bands(int ticks, RiskGrade expected)
    {
        var suggested = Forms.Suggested(Forms.SafeLives(Forms.Plain.Take(ticks)));

        Assert.Equal(expected, suggested?.Grade);
        Assert.Empty(suggested!.Findings.Critical);
        Assert.Null(suggested.Findings.ClusterOfThree);
    }

    [Fact]
    public void S04_nine_Yes_with_strangulation_suggest_Medium()
    {
        var suggested = Forms.Suggested(Forms.SafeLives([.. Forms.Plain.Take(8), 15]));

        Assert.Equal(9, suggested?.Findings.Ticks);
        Assert.Equal(RiskGrade.Medium, suggested?.Grade);
        Assert.Contains(suggested!.Reasons, r => r is { Rule: "R1.12", LeadsTo: RiskGrade.Medium });
    }

    [Fact]
    public void S06_separation_control_and_sexual_abuse_among_eight_Yes_alert_the_cluster_and_suggest_High()
    {
        var answers = Forms.SafeLives([2, 3, 5, 7, 9, 6, 12, 16]);
        var suggested = Forms.Suggested(answers);

        Assert.Equal(8, answers.Ticks);
        Assert.Equal(RiskGrade.High, suggested?.Grade);
        Assert.Equal([6, 12, 16], suggested?.Findings.ClusterOfThree?.Items);
        Assert.Equal("R1.13", suggested?.Reasons[0].Rule);
    }

    [Theory]
    [InlineData("injury_now", true)]
    [InlineData("weapons", true)]
    [InlineData("strangulation", true)]
    [InlineData("sexual", true)]
    [InlineData("threat_kill", false)]
    [InlineData("stalking", false)]
    public void The_third_of_the_cluster_is_physical_or_sexual_violence(string third, bool cluster)
    {
        var findings = Forms.Findings(Forms.WithTopics(InstrumentCodes.PoliceDash, "separation", "control_jealousy", third));

        Assert.Equal(cluster, findings.ClusterOfThree is not null);
    }

    [Theory]
    [InlineData("separation", "sexual")]
    [InlineData("control_jealousy", "sexual")]
    [InlineData("separation", "control_jealousy")]
    public void Two_of_the_three_are_no_cluster(string one, string two) =>
        Assert.Null(Forms.Findings(Forms.WithTopics(InstrumentCodes.SafeLivesDash, one, two)).ClusterOfThree);

    [Theory]
    [InlineData("stalking")]
    [InlineData("weapons")]
    [InlineData("threat_kill")]
    [InlineData("strangulation")]
    [InlineData("sexual")]
    [InlineData("children_hurt")]
    [InlineData("children_threat")]
    public void One_critical_marker_suggests_Medium_at_least(string topic) =>
        Assert.Equal(RiskGrade.Medium, Forms.Suggested(Forms.WithTopics(InstrumentCodes.PoliceDash, topic))?.Grade);

    [Theory]
    [InlineData(new[] { "frequency_up" }, RiskGrade.Standard)]
    [InlineData(new[] { "severity_up" }, RiskGrade.Standard)]
    [InlineData(new[] { "frequency_up", "severity_up" }, RiskGrade.Medium)]
    public void More_often_and_more_serious_are_critical_only_together(string[] topics, RiskGrade expected) =>
        Assert.Equal(expected, Forms.Suggested(Forms.WithTopics(InstrumentCodes.SafeLivesDash, topics))?.Grade);

    [Fact]
    public void The_assessors_honour_concern_is_a_critical_marker()
    {
        Assert.Equal(RiskGrade.Standard, Forms.Suggested(Forms.SafeLives([4]), honourConcern: false)?.Grade);
        Assert.Equal(RiskGrade.Medium, Forms.Suggested(Forms.SafeLives([4]), honourConcern: true)?.Grade);
    }

    [Theory]
    [InlineData("family", true)]
    [InlineData("community", true)]
    [InlineData("other", false)]
    public void Another_frightening_person_is_notable_only_when_family_or_community(string relation, bool notable)
    {
        var answers = Forms.SafeLives([]).With(new(17, Answer.Yes)
        {
            Extras = new Dictionary<string, IReadOnlyList<string>> { ["other_person_relation"] = [relation] },
        }).Done();

        Assert.Equal(notable, Forms.Findings(answers).Notable.Any(m => m.Topic == Topics.OtherPerson));
    }

    [Fact]
    public void S15_DARA_shows_no_number_and_no_suggestion()
    {
        var answers = AssessmentAnswers.None(Forms.Of(InstrumentCodes.Dara));

        Assert.Null(answers.Ticks);
        Assert.Null(answers.TicksPossible);
        Assert.Null(Forms.Suggested(answers));
    }

    [Fact]
    public void A_loaded_DARA_is_still_never_counted_but_its_critical_items_are_found()
    {
        var dara = Forms.Of(InstrumentCodes.Dara) with
        {
            Items = [new() { Number = 1, Topic = "strangulation", Heading = "Neck", Text = "?", AnswerType = AnswerType.Frequency, Marker = Marker.Critical }],
        };
        var answers = AssessmentAnswers.Of(dara, [new(1, Answer.Occasionally)]).Done();

        Assert.Null(Forms.Suggested(answers));
        Assert.True(Forms.Findings(answers).HasCritical);
    }

    [Fact]
    public void Add_ons_inform_judgement_and_suggest_nothing() =>
        Assert.Null(Forms.Suggested(Forms.Filled(InstrumentCodes.StalkingAddOn, Enumerable.Range(1, 11))));

    [Fact]
    public void A_form_with_open_questions_suggests_only_provisionally()
    {
        var complete = Forms.SafeLives(Forms.Plain.Take(10));

        Assert.False(Forms.Suggested(complete)!.IsProvisional);
        Assert.True(Forms.Suggested(complete.With(new(24, Answer.NotAsked)).Done())!.IsProvisional);
    }

    [Fact]
    public void A_MARACs_own_bands_apply_to_it_alone_from_their_first_day()
    {
        var marac = Id<Marac>.New(Forms.Noon);
        var policy = GradingPolicy.Default with
        {
            Bands = [RiskBands.Create(InstrumentCodes.SafeLivesDash, marac, "local-2", Forms.Day, null, highFrom: 17, mediumFrom: 14).Done()],
        };
        var fifteen = Forms.SafeLives(Forms.Plain.Take(15));

        Assert.Equal(RiskGrade.Medium, SuggestedGrade.For(fifteen, false, policy, marac, Forms.Day)?.Grade);
        Assert.Equal("local-2", SuggestedGrade.For(fifteen, false, policy, marac, Forms.Day)?.Bands.Version);
        Assert.Equal(RiskGrade.High, SuggestedGrade.For(fifteen, false, policy, marac, Forms.Day.AddDays(-1))?.Grade);
        Assert.Equal(RiskGrade.High, SuggestedGrade.For(fifteen, false, policy, Id<Marac>.New(Forms.Noon), Forms.Day)?.Grade);
    }

    [Theory]
    [InlineData(14, 14)]
    [InlineData(9, 10)]
    [InlineData(14, 0)]
    public void Bands_out_of_order_are_refused(int high, int medium) =>
        Assert.Equal("bands.order", RiskBands.Create("X", null, "1", Forms.Day, null, high, medium).Refusal?.Code);

    [Fact]
    public void A_force_may_set_a_marker_differently()
    {
        var policy = GradingPolicy.Default with
        {
            MarkerOverrides = new Dictionary<string, Marker> { ["animals"] = Marker.Critical, ["weapons"] = Marker.Notable },
        };

        Assert.Equal(RiskGrade.Medium, Forms.Suggested(Forms.WithTopics(InstrumentCodes.SafeLivesDash, "animals"), policy: policy)?.Grade);
        Assert.Equal(RiskGrade.Standard, Forms.Suggested(Forms.WithTopics(InstrumentCodes.SafeLivesDash, "weapons"), policy: policy)?.Grade);
    }
}
