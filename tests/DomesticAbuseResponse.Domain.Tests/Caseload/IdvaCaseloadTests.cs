using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Caseload;

/// <summary>What one IDVA should carry, by their hours and by the weight of the cases (R3.1).</summary>
public sealed class IdvaCaseloadTests
{
    [Theory]
    [InlineData(null, 20, 25)]
    [InlineData(37.0, 20, 25)]
    [InlineData(18.5, 10, 12)]
    [InlineData(30.0, 16, 20)]
    [InlineData(60.0, 20, 25)]
    [InlineData(1.0, 1, 1)]
    public void The_caps_go_down_with_the_hours_and_never_above_those_of_a_full_week(double? hours, int soft, int hard)
    {
        var limits = CaseloadCaps.Default.For((decimal?)hours);
        Assert.Equal((soft, hard), (limits.Soft, limits.Hard));
    }

    [Theory]
    [InlineData(19, false, false)]
    [InlineData(20, true, false)]
    [InlineData(24, true, false)]
    [InlineData(25, true, true)]
    public void A_load_is_full_from_the_soft_cap_and_at_the_limit_from_the_hard_one(int high, bool full, bool over)
    {
        var state = IdvaCaseload.Of(high, 0, CaseloadCaps.Default, null);
        Assert.Equal((full, over), (state.IsFull, state.IsOverfull));
    }

    [Fact]
    public void Above_the_hard_cap_a_manager_alone_gives_another_and_says_why()
    {
        var limits = CaseloadCaps.Default.For(18.5m);
        Assert.Null(IdvaCaseload.CheckTake(11, limits, byManager: false, null));
        Assert.Equal("caseload.over", IdvaCaseload.CheckTake(12, limits, byManager: false, "I can manage")!.Code);
        Assert.Equal("caseload.reason", IdvaCaseload.CheckTake(12, limits, byManager: true, " ")!.Code);
        Assert.Null(IdvaCaseload.CheckTake(12, limits, byManager: true, "She knows the family"));
    }

    [Fact]
    public void The_words_say_what_is_so_and_blame_nobody()
    {
        string[] blaming = ["you ", "your ", "fault", "fail", "slow", "too many", "must work", "behind"];
        Assert.All(
            from high in Enumerable.Range(0, 60)
            from hours in new decimal?[] { null, 1, 18.5m, 37 }
            select IdvaCaseload.Of(high, high * 3.5m, CaseloadCaps.Default, hours).Words,
            words => Assert.DoesNotContain(blaming, b => words.Contains(b, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains("for 18.5 hours a week", IdvaCaseload.Of(12, 0, CaseloadCaps.Default, 18.5m).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Children_a_court_date_and_an_interpreter_make_a_case_heavier_and_each_part_is_told()
    {
        var weight = CaseWeight.Of(new CaseBurden(RiskGrade.High, 2, CourtSoon: true, NeedsLanguage: true), CaseWeights.Default);
        Assert.Equal(6m, weight.Points);
        Assert.Equal(["high risk 3", "2 children 1", "an order or court date soon 1", "an interpreter or another need in speaking 1"], weight.Reasons);
        Assert.Equal(5m, CaseWeight.Of(new CaseBurden(RiskGrade.High, 9, false, false), CaseWeights.Default).Points); // children weigh up to 2
        Assert.Equal(2m, CaseWeight.Of(new CaseBurden(null, 0, false, false), CaseWeights.Default).Points); // nobody has graded: never the lightest (R1.20)
    }

    [Fact]
    public void Fewer_cases_than_the_cap_can_still_be_heavy()
    {
        var state = IdvaCaseload.Of(15, 60, CaseloadCaps.Default, null);
        Assert.Equal((false, true), (state.IsFull, state.IsHeavy));
        Assert.Contains("weigh more than their number says", state.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Caps_and_weights_that_make_no_sense_are_refused()
    {
        Assert.Null(CaseloadCaps.Default.Check());
        Assert.NotNull(new CaseloadCaps(0, 5).Check());
        Assert.NotNull(new CaseloadCaps(6, 5).Check());
        Assert.NotNull((CaseloadCaps.Default with { FullTimeHours = 0 }).Check());
        Assert.NotNull((CaseloadCaps.Default with { Weights = CaseWeights.Default with { High = 0 } }).Check());
        Assert.NotNull((CaseloadCaps.Default with { Rhythm = CaseRhythm.Default with { QuietForDays = 0 } }).Check());
    }
}
