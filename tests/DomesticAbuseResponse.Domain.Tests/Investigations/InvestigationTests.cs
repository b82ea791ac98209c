using System.Globalization;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using static DomesticAbuseResponse.Domain.Investigations.InvestigationStepKind;
using static DomesticAbuseResponse.Domain.Tests.Orders.OrderStory;

namespace DomesticAbuseResponse.Domain.Tests.Investigations;

/// <summary>What is told of an investigation, and how it stands (4.7, R4.23).</summary>
public sealed class InvestigationTests
{
    private static readonly DateOnly _day = new(2026, 11, 24);
    private static readonly Id<Person> _suspect = Id<Person>.New(Noon(_day));

    [Theory]
    [InlineData(Arrested, "2026-12-24", "2026-12-29")] // S29
    [InlineData(ReleasedWithoutCharge, "2026-11-27", "2026-11-30")] // as S30
    [InlineData(Charged, "2026-11-24", "2026-11-25")]
    [InlineData(NoFurtherAction, "2026-12-31", "2027-01-04")]
    [InlineData(MustGiveEvidence, "2027-03-25", "2027-03-30")] // S33
    public void S29_S30_S33_the_victim_is_told_by_the_next_working_day(InvestigationStepKind kind, string on, string by)
    {
        var day = DateOnly.Parse(on, CultureInfo.InvariantCulture);
        var task = Assert.Single(Tasks(Step(kind, day, words: "Reason"), day));
        Assert.Equal((SafetyTaskReason.TellOfInvestigation, day, DateOnly.Parse(by, CultureInfo.InvariantCulture)), (task.Reason, task.ForOn, task.DueOn!.Value));
        Assert.True(SafetyTask.IsContact(task.Reason));
    }

    [Fact]
    public void What_is_written_down_late_is_told_at_once_what_is_history_or_taken_back_is_not_and_what_nobody_has_to_be_told_makes_no_task()
    {
        Assert.Equal(_day, Assert.Single(Tasks(Step(Arrested, _day.AddDays(-10)), _day)).DueOn);
        Assert.Equal(_day, Assert.Single(Tasks(Step(Arrested, _day.AddDays(-InvestigationRules.NewsDays)), _day)).DueOn);
        Assert.Null(Assert.Single(Tasks(Step(Arrested, _day.AddDays(-InvestigationRules.NewsDays - 1)), _day)).DueOn);
        foreach (var kind in new[] { CrimeRecorded, NotACrime, NeedsAssessed, StatementOffered, StatementMade, StatementDeclined, UpdatesAgreed })
        {
            Assert.Empty(Tasks(Step(kind, _day), _day));
        }

        var back = Step(Arrested, _day);
        Given(back.TakeBack(By, "Somebody else", Noon(_day)));
        Assert.Empty(Tasks(back, _day));
        Assert.Equal((_day, _day.AddDays(1), Noon(_day)), Assert.Single(Tasks(back, _day, wasTold: true)) is var again ? (again.ForOn, again.DueOn!.Value, again.Since) : default); // whoever believes in an arrest may go home
        Assert.Equal("investigation.taken-back", back.TakeBack(By, "Again", Noon(_day)).Refusal!.Code);
    }

    [Fact]
    public void A_day_to_come_a_stranger_and_a_decision_without_its_reason_are_refused()
    {
        Assert.Equal("investigation.later", Record(Arrested, _day.AddDays(1), _suspect, null).Refusal!.Code);
        Assert.Equal("investigation.long-ago", Record(Arrested, _day.AddYears(-41), _suspect, null).Refusal!.Code);
        Assert.Equal("investigation.suspect", Record(Arrested, _day, Id<Person>.New(Noon(_day)), null).Refusal!.Code);
        Assert.Equal("investigation.words", Record(NotInvestigated, _day, null, " ").Refusal!.Code);
        Assert.Null(Record(Arrested, _day, null, null).Refusal); // who it was may not be known
        Assert.Equal("investigation.reason", Step(Arrested, _day).TakeBack(By, " ", Noon(_day)).Refusal!.Code);
    }

    [Fact]
    public void A_charge_is_the_outcome_whatever_comes_after_it_and_tells_whether_it_rests_on_the_victim()
    {
        Assert.Equal((YesNoUnknown.Yes, 0, InvestigationOutcome.None), Standing(YesNoUnknown.Yes));
        Assert.Equal((YesNoUnknown.No, 0, InvestigationOutcome.None), Standing(YesNoUnknown.Yes, Step(NotACrime, _day)));
        Assert.Equal((YesNoUnknown.Unknown, 2, InvestigationOutcome.ChargedWithoutVictim), Standing(
            YesNoUnknown.Unknown, Step(Arrested, _day.AddDays(-3)), Step(Arrested, _day.AddDays(-1)), Step(Charged, _day.AddDays(-1), YesNoUnknown.No), Step(NoFurtherAction, _day, YesNoUnknown.Yes, "The rest")));
        Assert.Equal(InvestigationOutcome.NoActionVictimDoesNotSupport, Standing(YesNoUnknown.Yes, Step(NotInvestigated, _day.AddDays(-9), null, "No line"), Step(NoFurtherAction, _day, YesNoUnknown.No, "Withdrawn")).Outcome);
        Assert.Equal(InvestigationOutcome.OutOfCourt, Standing(YesNoUnknown.Yes, Step(OutOfCourt, _day), Step(NoFurtherAction, _day.AddDays(-2), null, "First")).Outcome);
    }

    [Fact]
    public void Arrests_per_100_crimes_and_shares_count_crimes_alone()
    {
        InvestigationStanding[] standings =
        [
            new(YesNoUnknown.Yes, 2, InvestigationOutcome.Charged, null), new(YesNoUnknown.Yes, 0, InvestigationOutcome.None, null), new(YesNoUnknown.Yes, 0, InvestigationOutcome.NoAction, null),
            new(YesNoUnknown.No, 1, InvestigationOutcome.None, null), new(YesNoUnknown.Unknown, 0, InvestigationOutcome.None, null),
        ];
        var counts = InvestigationCounts.Of(7, standings);
        Assert.Equal((7, 3, 2, 66.7m), (counts.Incidents, counts.Crimes, counts.Arrests, counts.ArrestsPerHundredCrimes!.Value));
        Assert.Equal(33.3m, counts.ShareOf(InvestigationOutcome.Charged));
        Assert.Equal(3, counts.Outcomes.Values.Sum());
        Assert.Null(InvestigationCounts.Of(4, []).ArrestsPerHundredCrimes);
    }

    [Fact]
    public void R4_23_the_checklist_says_what_is_held_and_what_nobody_looked_for()
    {
        var incident = Id<Incident>.New(Noon(_day));
        var empty = EvidenceChecklist.Of([]);
        Assert.StartsWith("Nothing is held yet. Not looked for yet: recording of the 999 call, body-worn video,", empty.Because, StringComparison.Ordinal);
        var all = EvidenceChecklist.Of(Enum.GetValues<EvidenceKind>().Select(k => EvidenceNote.Write(By, incident, k, k is EvidenceKind.Cctv ? EvidenceState.None : EvidenceState.Held, null, Noon(_day))));
        Assert.Equal("Held: 9 of 10. Everything on the list was looked for.", all.Because);
    }

    private static (YesNoUnknown IsCrime, int Arrests, InvestigationOutcome Outcome) Standing(YesNoUnknown call, params InvestigationStep[] steps) =>
        InvestigationRules.Of(call, steps.Select(s => s.Fact)) is var of ? (of.IsCrime, of.Arrests, of.Outcome) : default;

    private static InvestigationStep Step(InvestigationStepKind kind, DateOnly on, YesNoUnknown? supports = null, string? words = null) =>
        Given(InvestigationStep.Record(By, Id<Incident>.New(Noon(on)), [_suspect], kind, _suspect, on, supports, words, on > _day ? on : _day, Noon(on > _day ? on : _day)));

    private static Result<InvestigationStep> Record(InvestigationStepKind kind, DateOnly on, Id<Person>? suspect, string? words) =>
        InvestigationStep.Record(By, Id<Incident>.New(Noon(_day)), [_suspect], kind, suspect, on, null, words, _day, Noon(_day));

    private static IReadOnlyList<SafetyTask> Tasks(InvestigationStep step, DateOnly today, bool wasTold = false) =>
        SafetyTasks.Of(step, (rule, on) => Deadlines.Clocks.Due(rule, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).LastDay!.Value, wasTold, today);
}
