using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class InstrumentTests
{
    [Theory]
    [InlineData(InstrumentCodes.SafeLivesDash, 24, true)]
    [InlineData(InstrumentCodes.PoliceDash, 27, true)]
    [InlineData(InstrumentCodes.StalkingAddOn, 11, false)]
    [InlineData(InstrumentCodes.HonourAddOn, 10, false)]
    [InlineData(InstrumentCodes.Dara, 0, false)]
    [InlineData(InstrumentCodes.ChildMatrix, 0, false)]
    public void Each_shipped_instrument_has_its_items_numbered_from_one(string code, int items, bool scored)
    {
        var instrument = Forms.Of(code);

        Assert.Equal(Enumerable.Range(1, items), instrument.Items.Select(i => i.Number));
        Assert.Equal(scored, instrument.Scored);
        Assert.NotEmpty(instrument.LicenceNote);
    }

    [Theory]
    [InlineData("injury_now", 1, 1)]
    [InlineData("pregnancy", 9, 9)]
    [InlineData("frequency_up", 10, 13)]
    [InlineData("severity_up", 11, 14)]
    [InlineData("control_jealousy", 12, 15)]
    [InlineData("weapons", 13, 16)]
    [InlineData("threat_kill", 14, 17)]
    [InlineData("strangulation", 15, 18)]
    [InlineData("sexual", 16, 19)]
    [InlineData("other_person", 17, 20)]
    [InlineData("criminal_history", 24, 27)]
    public void The_same_topic_has_its_own_number_in_each_DASH(string topic, int in24, int in27)
    {
        Assert.Equal(in24, Forms.Of(InstrumentCodes.SafeLivesDash).ItemOn(topic)?.Number);
        Assert.Equal(in27, Forms.Of(InstrumentCodes.PoliceDash).ItemOn(topic)?.Number);
    }

    [Fact]
    public void The_items_on_children_are_in_the_police_form_only()
    {
        string[] topics = ["children_household", "children_hurt", "children_threat"];

        Assert.Equal([10, 11, 12], topics.Select(t => Forms.Of(InstrumentCodes.PoliceDash).ItemOn(t)!.Number));
        Assert.All(topics, t => Assert.Null(Forms.Of(InstrumentCodes.SafeLivesDash).ItemOn(t)));
    }

    [Fact]
    public void The_critical_markers_are_kept_few()
    {
        var critical = Forms.Of(InstrumentCodes.PoliceDash).Items.Where(i => i.Marker is Marker.Critical).Select(i => i.Topic);

        Assert.Equal(
            ["stalking", "children_hurt", "children_threat", "weapons", "threat_kill", "strangulation", "sexual"], critical);
    }

    [Fact]
    public void DARA_ships_its_answer_labels_but_no_invented_questions_and_no_score()
    {
        var dara = Forms.Of(InstrumentCodes.Dara);

        Assert.Empty(dara.Items);
        Assert.Null(dara.Bands);
        Assert.Equal(AnswerType.Frequency.Offered(), dara.AnswerLabels.Select(l => l.Value));
        Assert.Equal("All the time", dara.LabelOf(Answer.AllTheTime));
    }

    [Fact]
    public void Harm_to_a_child_prompts_a_child_safeguarding_referral_and_sexual_abuse_the_offer_of_a_SARC()
    {
        var answers = Forms.WithTopics(InstrumentCodes.PoliceDash, "children_hurt", "sexual", "strangulation");

        Assert.Equal(
            [PromptKind.ChildSafeguarding, PromptKind.Offence, PromptKind.SexualAssaultReferralCentre],
            answers.Prompts().Select(p => p.Prompt.Kind));
    }

    [Fact]
    public void An_old_version_stays_in_the_library_and_the_newest_in_effect_is_offered()
    {
        var first = Forms.Of(InstrumentCodes.StalkingAddOn);
        var library = InstrumentLibrary.Embedded
            .Add(first with { Version = "licensed-1", EffectiveFrom = new DateOnly(2026, 12, 1) }).Done();

        Assert.Equal(first.Version, library.InEffect(first.Code, new DateOnly(2026, 11, 30))?.Version);
        Assert.Equal("licensed-1", library.InEffect(first.Code, new DateOnly(2026, 12, 1))?.Version);
        Assert.Same(first, library.Find(first.Id));
    }

    [Fact]
    public void A_held_version_cannot_be_replaced()
    {
        var again = InstrumentLibrary.Embedded.Add(Forms.Of(InstrumentCodes.SafeLivesDash) with { Title = "Changed" });

        Assert.Contains("needs a new version", again.Refusal?.Message);
    }

    [Fact]
    public void An_instrument_is_in_effect_on_both_its_first_and_its_last_day()
    {
        var instrument = Forms.Of(InstrumentCodes.Dara) with
        {
            EffectiveFrom = new DateOnly(2026, 1, 1),
            EffectiveTo = new DateOnly(2026, 6, 30),
        };

        Assert.False(instrument.IsInEffect(new DateOnly(2025, 12, 31)));
        Assert.True(instrument.IsInEffect(new DateOnly(2026, 1, 1)));
        Assert.True(instrument.IsInEffect(new DateOnly(2026, 6, 30)));
        Assert.False(instrument.IsInEffect(new DateOnly(2026, 7, 1)));
    }
}
