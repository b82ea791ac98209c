using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class CompletenessTests
{
    private static readonly ProfessionalConsiderations _judged = new()
    {
        VictimPriority = "To sleep in her own bed",
        GroundsForMarac = false,
        RiskToChildren = false,
        SignedBy = "A. Officer",
        SignedOn = Forms.Day,
    };

    private static readonly Preamble _preamble = new()
    {
        SafeToTalk = true,
        MinutesToTalk = 30,
        SafeContactNumber = 1,
        PerpetratorLocation = "In custody",
        ChildrenLocation = "With a grandparent",
        ReasonExplained = true,
    };

    [Fact]
    public void Dont_know_is_an_answer_and_Not_asked_is_none()
    {
        var answers = Forms.SafeLives([1], dontKnow: 2);
        var open = answers.With(new(24, Answer.NotAsked)).Done();

        Assert.True(Completeness.Of(answers, null).IsComplete);
        Assert.Equal(24, Assert.Single(Completeness.Of(open, null).Gaps).ItemNumber);
    }

    [Theory]
    [InlineData(WholeFormReason.VictimDeclined)]
    [InlineData(WholeFormReason.VictimCouldNotBeReached)]
    [InlineData(WholeFormReason.UnsafeToAsk)]
    public void A_reason_for_the_whole_form_stands_in_for_the_answers(WholeFormReason reason)
    {
        var none = AssessmentAnswers.None(Forms.Of(InstrumentCodes.SafeLivesDash));

        Assert.Equal(24, Completeness.Of(none, null).Gaps.Count);
        Assert.True(Completeness.Of(none, reason).IsComplete);
    }

    [Fact]
    public void A_form_nobody_answered_suggests_nothing_and_never_Standard()
    {
        var none = AssessmentAnswers.None(Forms.Of(InstrumentCodes.SafeLivesDash));

        Assert.Null(Forms.Suggested(none));
        Assert.Null(GradingHistory.Empty.WorkingGrade);
    }

    [Fact]
    public void All_of_the_preamble_is_needed_before_the_form_is_finished()
    {
        var gaps = new Preamble().Gaps(null).Select(g => g.Code);

        Assert.Equal(
            [
                "preamble.safe-to-talk", "preamble.safe-contact", "preamble.perpetrator-location",
                "preamble.children-location", "preamble.reason",
            ],
            gaps);
        Assert.Empty(_preamble.Gaps(null));
    }

    [Fact]
    public void When_it_is_not_safe_to_talk_the_form_stops_unless_that_is_recorded_as_its_reason()
    {
        var unsafeToTalk = _preamble with { SafeToTalk = false };

        Assert.Equal("preamble.not-safe", Assert.Single(unsafeToTalk.Gaps(null)).Code);
        Assert.Empty(unsafeToTalk.Gaps(WholeFormReason.UnsafeToAsk));
    }

    [Fact]
    public void A_victim_who_could_not_be_reached_has_no_contact_to_agree_but_the_children_must_still_be_placed()
    {
        var gaps = new Preamble().Gaps(WholeFormReason.VictimCouldNotBeReached);

        Assert.Equal(["preamble.perpetrator-location", "preamble.children-location"], gaps.Select(g => g.Code));
    }

    [Fact]
    public void Yes_to_stalking_opens_the_stalking_add_on_which_must_then_be_answered()
    {
        var answers = Forms.WithTopics(InstrumentCodes.PoliceDash, Topics.Stalking);

        var without = Completeness.OfAssessment(_preamble, answers, [], honourConcern: false, null, _judged);
        var with = Completeness.OfAssessment(
            _preamble, answers, [Forms.Filled(InstrumentCodes.StalkingAddOn, [1, 4])], honourConcern: false, null, _judged);

        Assert.Equal(InstrumentCodes.StalkingAddOn, Assert.Single(without.Gaps).Instrument);
        Assert.True(with.IsComplete);
    }

    [Theory]
    [InlineData(Topics.Isolation)]
    [InlineData(Topics.ControlJealousy)]
    [InlineData(Topics.OtherPerson)]
    public void The_honour_add_on_opens_only_when_the_assessor_also_ticks_a_concern(string topic)
    {
        var answers = Forms.WithTopics(InstrumentCodes.SafeLivesDash, topic);

        Assert.True(AddOns.AskAboutHonour(answers));
        Assert.Empty(AddOns.OpenedBy(answers, honourConcern: false));
        Assert.Equal(InstrumentCodes.HonourAddOn, Assert.Single(AddOns.OpenedBy(answers, honourConcern: true)).Code);
    }

    [Fact]
    public void An_honour_concern_alone_opens_nothing_when_no_item_asks_for_it()
    {
        var answers = Forms.SafeLives([1]);

        Assert.False(AddOns.AskAboutHonour(answers));
        Assert.Empty(AddOns.OpenedBy(answers, honourConcern: true));
    }

    [Fact]
    public void Several_items_open_one_add_on_once_and_are_all_named()
    {
        var answers = Forms.WithTopics(InstrumentCodes.SafeLivesDash, Topics.Isolation, Topics.ControlJealousy);

        Assert.Equal([4, 12], Assert.Single(AddOns.OpenedBy(answers, honourConcern: true)).OpenedByItems);
    }

    [Fact]
    public void An_honour_case_starts_restricted_without_relatives_or_local_interpreters()
    {
        Assert.Equal(Enum.GetValues<HonourSafeguardKind>(), HonourSafeguard.For(true).Select(s => s.Kind));
        Assert.Empty(HonourSafeguard.For(false));
    }

    [Fact]
    public void DARA_needs_its_account_and_observations_even_with_no_questions()
    {
        var dara = Forms.Of(InstrumentCodes.Dara);
        var written = AssessmentAnswers.Of(dara, [], new Dictionary<string, string>
        {
            ["incident_account"] = "Shouting and a broken door.",
            ["officer_observations"] = "Very quiet, looked at the perpetrator before each answer.",
        }).Done();

        Assert.Equal(2, Completeness.Of(AssessmentAnswers.None(dara), null).Gaps.Count);
        Assert.True(Completeness.Of(written, null).IsComplete);
    }

    [Fact]
    public void Considerations_ask_for_the_victims_priority_for_grounds_and_for_what_was_done_about_children()
    {
        var signed = new ProfessionalConsiderations { SignedBy = "A. Officer", SignedOn = Forms.Day };

        Assert.Equal(
            ["considerations.priority", "considerations.marac-reason", "considerations.referred", "considerations.children-referred"],
            (signed with { GroundsForMarac = true, RiskToChildren = true }).Gaps().Select(g => g.Code));
        Assert.Empty(_judged.Gaps());
    }

    [Fact]
    public void An_assessment_is_not_finished_without_the_professionals_own_section_unless_the_form_as_a_whole_was_not_asked()
    {
        var unasked = new ProfessionalConsiderations();
        var answers = Forms.SafeLives([]);

        Assert.Equal(
            ["considerations.priority", "considerations.marac", "considerations.children", "considerations.signed"],
            Completeness.OfAssessment(_preamble, answers, [], honourConcern: false, null, unasked).Gaps.Select(g => g.Code));
        Assert.True(Completeness.OfAssessment(_preamble, answers, [], honourConcern: false, WholeFormReason.VictimDeclined, unasked).IsComplete);
    }
}
