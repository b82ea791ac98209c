using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

/// <summary>What an incident shows by what was written down about it (R2.6, R2.7).</summary>
public sealed class IncidentBehavioursTests
{
    [Fact]
    public void Injuries_weapons_and_a_crime_are_what_they_are() =>
        Assert.Equal(
            [AbuseBehaviour.Violence, AbuseBehaviour.ThreatOfViolence, AbuseBehaviour.RecordedCrime],
            Of(new Call { Injuries = "Broken arm", Weapons = "Hammer", IsCrime = YesNoUnknown.Yes }));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("None.")]
    [InlineData("no visible injuries")]
    [InlineData("Not known")]
    public void A_report_that_says_nothing_of_the_kind_is_other_abuse(string? words) =>
        Assert.Equal([AbuseBehaviour.OtherAbuse], Of(new Call { Injuries = words, Weapons = words, IsCrime = YesNoUnknown.No }));

    [Fact]
    public void A_form_about_the_incident_tells_of_injury_and_of_stalking() =>
        Assert.Equal(
            [AbuseBehaviour.Violence, AbuseBehaviour.StalkingOrHarassment],
            Of(new Call(), Forms.WithTopics(InstrumentCodes.PoliceDash, Topics.InjuryNow, Topics.Stalking)));

    [Theory]
    [InlineData("2026-11-24", AbuseBehaviour.Violence)]
    [InlineData("2026-11-23", AbuseBehaviour.Violence)]
    [InlineData("2025-03-01", AbuseBehaviour.OtherAbuse)]
    public void Strangulation_at_any_time_is_violence_this_time_only_by_its_date(string date, AbuseBehaviour expected)
    {
        var number = Forms.Of(InstrumentCodes.PoliceDash).ItemOn(Topics.Strangulation)!.Number;
        var answers = Forms.Filled(InstrumentCodes.PoliceDash, []).With(new ItemAnswer(number, Answer.Yes) { Extras = new Dictionary<string, IReadOnlyList<string>> { ["strangulation_date"] = [date] } }).Done();

        Assert.Equal([expected], Of(new Call(), answers));
    }

    private static IReadOnlyList<AbuseBehaviour> Of(Call call, params AssessmentAnswers[] about) => IncidentBehaviours.Of(call, Forms.Day, about);
}
