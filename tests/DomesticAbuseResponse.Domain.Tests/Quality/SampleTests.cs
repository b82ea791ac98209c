using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Quality;

/// <summary>Drawing a sample, scoring it, and what the two grades say of each other (R1.21, R4.5, R4.26).</summary>
public sealed class SampleTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 28, 15, 0, 0, TimeSpan.Zero);
    private static readonly Actor _author = Somebody();
    private static readonly Actor _sampler = Somebody();
    private static readonly HashSet<Id<StaffMember>> _graders = [_author.StaffId];

    [Theory]
    [InlineData(137, 7)]
    [InlineData(100, 5)]
    [InlineData(101, 6)]
    [InlineData(19, 1)]
    [InlineData(0, 0)]
    public void S71_a_sample_is_one_in_twenty_rounded_up(int standard, int drawn)
    {
        Assert.Equal(drawn, SampleDraw.SizeOf(standard, 5));
        Assert.Equal(drawn, SampleDraw.Draw(7, Frame(standard), 5).Count);
    }

    [Fact]
    public void S71_the_same_seed_and_frame_draw_the_same_in_whatever_order_the_frame_is_read()
    {
        var frame = Frame(200);
        var drawn = SampleDraw.Draw(42, frame, 5);

        Assert.Equal(drawn, SampleDraw.Draw(42, frame.Reverse(), 5));
        Assert.NotEqual(drawn, SampleDraw.Draw(43, frame, 5));
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        // Worked out beside the product: sha256sum of "1:<identifier>", sorted.
        Assert.Equal(
            [Guid.Parse("00000000-0000-0000-0000-000000000002"), Guid.Parse("00000000-0000-0000-0000-000000000003")],
            SampleDraw.Draw(1, [Guid.Parse("00000000-0000-0000-0000-000000000001"), Guid.Parse("00000000-0000-0000-0000-000000000002"), Guid.Parse("00000000-0000-0000-0000-000000000003")], 50));
    }

    [Fact]
    public void Over_many_seeds_every_member_of_a_frame_is_drawn_about_as_often()
    {
        var frame = Frame(20);
        var counts = Enumerable.Range(0, 4000).SelectMany(seed => SampleDraw.Draw(seed, frame, 5)).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());

        Assert.All(frame, id => Assert.InRange(counts.GetValueOrDefault(id), 130, 270));
    }

    [Fact]
    public void Nobody_scores_a_form_that_they_graded_and_no_form_twice()
    {
        Assert.Equal("sample.own", Item().Score(_author, _graders, RiskGrade.Standard, RiskGrade.Medium, Reason, _now).Refusal?.Code);
        Assert.Equal("sample.own", Item().Score(_sampler, new HashSet<Id<StaffMember>> { _sampler.StaffId }, RiskGrade.Standard, RiskGrade.Medium, Reason, _now).Refusal?.Code);
        Assert.Equal("sample.reason", Item().Score(_sampler, _graders, RiskGrade.Standard, RiskGrade.Medium, "Because", _now).Refusal?.Code);

        var item = Item();
        Assert.Null(item.Score(_sampler, _graders, RiskGrade.Standard, RiskGrade.Medium, Reason, _now).Refusal);
        Assert.False(item.IsDone);
        Assert.Equal("sample.scored", item.Score(_sampler, _graders, RiskGrade.Standard, RiskGrade.High, Reason, _now).Refusal?.Code);
        Assert.Equal("sample.differs", item.Decide(_sampler, SampleOutcome.Agreed, "x", _now).Refusal?.Code);
        Assert.Equal("sample.feedback", item.Decide(_sampler, SampleOutcome.Regraded, " ", _now).Refusal?.Code);
        Assert.Equal("sample.not-scorer", item.Decide(Somebody(), SampleOutcome.Regraded, "x", _now).Refusal?.Code);
        Assert.Null(item.Decide(_sampler, SampleOutcome.Regraded, "Ask about the children.", _now).Refusal);
        Assert.Equal("sample.decided", item.Decide(_sampler, SampleOutcome.FirstStands, "x", _now).Refusal?.Code);
    }

    [Fact]
    public void The_same_grade_twice_is_agreement_and_needs_no_decision()
    {
        var item = Item();
        item.Score(_sampler, _graders, RiskGrade.Standard, RiskGrade.Standard, Reason, _now);

        Assert.Equal((true, SampleOutcome.Agreed), (item.IsDone, item.Outcome));
    }

    [Fact]
    public void What_was_not_right_on_a_call_comes_with_feedback()
    {
        var call = Item(SampleKind.Calls);

        Assert.Equal("sample.own", call.Mark(_author, new(CallMark.Yes, CallMark.Yes, CallMark.Yes, CallMark.Yes), null, _now).Refusal?.Code);
        Assert.Equal("sample.feedback", call.Mark(_sampler, new(CallMark.Yes, CallMark.Partly, CallMark.Yes, CallMark.Yes), null, _now).Refusal?.Code);
        Assert.Null(call.Mark(_sampler, new(CallMark.Yes, CallMark.CannotTell, CallMark.Yes, CallMark.Yes), null, _now).Refusal);
    }

    [Fact]
    public void Agreement_is_a_share_and_a_kappa_in_words()
    {
        // 20 forms: 10 High/High, 5 Standard/Standard, 3 Standard/High, 2 High/Standard; kappa worked out by hand is 0.4681.
        var agreement = Agreement.Of([.. Pairs(10, RiskGrade.High, RiskGrade.High), .. Pairs(5, RiskGrade.Standard, RiskGrade.Standard), .. Pairs(3, RiskGrade.Standard, RiskGrade.High), .. Pairs(2, RiskGrade.High, RiskGrade.Standard)]);

        Assert.Equal((20, 15, 75.0m, 3, 2), (agreement.Forms, agreement.Same, agreement.Percent, agreement.Raised, agreement.Lowered));
        Assert.Equal(0.4681, agreement.Kappa!.Value, 4);
        Assert.Equal("15 of 20 second grades were the same as the first (75.0 per cent). Kappa is 0.47: moderate agreement beyond chance.", agreement.Words);
    }

    [Fact]
    public void Where_all_grades_are_the_same_kappa_says_nothing()
    {
        Assert.Null(Agreement.Of(Pairs(4, RiskGrade.Standard, RiskGrade.Standard)).Kappa);
        Assert.Equal(0, Agreement.Of([.. Pairs(3, RiskGrade.Standard, RiskGrade.Standard), .. Pairs(1, RiskGrade.Standard, RiskGrade.High)]).Kappa!.Value, 6);
        Assert.Equal("Nobody has given a second grade yet.", Agreement.Of([]).Words);
        Assert.Equal(1, Agreement.Of([.. Pairs(3, RiskGrade.Standard, RiskGrade.Standard), .. Pairs(1, RiskGrade.High, RiskGrade.High)]).Kappa!.Value, 6);
    }

    [Theory]
    [InlineData(10, 100, ShareAlert.None)]
    [InlineData(5, 100, ShareAlert.None)]
    [InlineData(15, 100, ShareAlert.None)]
    [InlineData(49, 1000, ShareAlert.Low)]
    [InlineData(151, 1000, ShareAlert.High)]
    [InlineData(0, 0, ShareAlert.NothingAssessed)]
    public void The_share_of_high_risk_raises_an_alert_outside_five_to_fifteen(int high, int assessed, ShareAlert alert) =>
        Assert.Equal(alert, HighRiskShare.Of(high, assessed, QualitySettings.Default).Alert);

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Null(QualitySettings.Default.Check());
        Assert.Equal("quality.percent", (QualitySettings.Default with { FormSamplePercent = 0 }).Check()?.Code);
        Assert.Equal("quality.hours", (QualitySettings.Default with { FormHours = 0 }).Check()?.Code);
        Assert.Equal("quality.high", (QualitySettings.Default with { HighFrom = 15, HighTo = 5 }).Check()?.Code);
        Assert.Equal("quality.high", (QualitySettings.Default with { HighExpected = 40 }).Check()?.Code);
    }

    private const string Reason = "The answers show control and a threat.";

    private static SampledItem Item(SampleKind kind = SampleKind.Forms) => QualitySample.Draw(
        _sampler, kind, null, new(2026, 11, 1), new(2026, 11, 28), false, 5, 1, new Dictionary<Guid, Id<StaffMember>> { [Guid.NewGuid()] = _author.StaffId }, _now).Items.Single();

    private static IEnumerable<GradePair> Pairs(int number, RiskGrade first, RiskGrade second) => Enumerable.Repeat(new GradePair(first, second), number);

    private static Guid[] Frame(int number) => [.. Enumerable.Range(1, number).Select(n => Guid.Parse($"00000000-0000-0000-0000-{n:000000000000}"))];

    private static Actor Somebody() => new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { Role.Sergeant }, new HashSet<Id<Marac>>());
}
