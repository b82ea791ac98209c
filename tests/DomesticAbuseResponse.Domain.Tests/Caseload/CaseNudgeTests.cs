using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Caseload;

/// <summary>Which cases are pointed out to whoever carries them (R3.1, R3.12).</summary>
public sealed class CaseNudgeTests
{
    private static readonly DateOnly _today = new(2026, 11, 26);

    [Fact]
    public void A_case_without_contact_for_a_week_is_pointed_out_from_the_seventh_day()
    {
        Assert.Empty(Of(new CaseNews(RiskGrade.High, _today.AddDays(-6), null, null, true)));
        Assert.Equal([NudgeKind.NoContactYet], Of(new CaseNews(RiskGrade.High, _today.AddDays(-7), null, null, true)));
    }

    [Fact]
    public void So_is_one_whose_victim_nobody_has_spoken_with_for_four_weeks()
    {
        Assert.Empty(Of(new CaseNews(RiskGrade.High, _today.AddDays(-60), _today.AddDays(-27), null, true)));
        Assert.Equal([NudgeKind.Silent], Of(new CaseNews(RiskGrade.High, _today.AddDays(-60), _today.AddDays(-28), null, true)));
    }

    [Fact]
    public void Closing_is_proposed_only_when_nothing_is_open_and_nothing_has_happened_for_long_and_the_risk_is_not_high()
    {
        var quiet = new CaseNews(RiskGrade.Medium, _today.AddDays(-200), _today.AddDays(-10), _today.AddDays(-90), false);
        Assert.Equal([NudgeKind.Closing], Of(quiet));
        Assert.Empty(Of(quiet with { Grade = RiskGrade.High }));
        Assert.Empty(Of(quiet with { Grade = null }));
        Assert.Empty(Of(quiet with { OpenWork = true }));
        Assert.Empty(Of(quiet with { LastIncidentOn = _today.AddDays(-89) }));
        Assert.DoesNotContain(NudgeKind.Closing, Of(quiet with { LastSpokeOn = null })); // never reached is another end, with its own ladder
    }

    private static IEnumerable<NudgeKind> Of(CaseNews news) => CaseNudges.For(news, CaseRhythm.Default, _today).Select(n => n.Kind);
}
