using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Plans;

/// <summary>The sections of a plan, which of its lines are to be looked at again, and its clocks (R3.9, R3.11).</summary>
public sealed class PlanRulesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void R3_9_The_sections_are_all_there_and_their_codes_never_change()
    {
        Assert.Equal(
            ["danger", "home", "phone", "children", "out", "legal", "housing", "health", "money", "pets", "court", "network", "wants", "perpetrator", "marac"],
            PlanSections.All.Select(s => s.Code));
        Assert.Equal("1", PlanSections.Version);
        Assert.Equal(["perpetrator", "marac"], PlanSections.All.Where(s => !s.OnPaper).Select(s => s.Code)); // never given to the victim
        Assert.All(PaperWords.All, w => Assert.Equal(PlanSections.All.Where(s => s.OnPaper).Select(s => s.Code).Order(), w.Headings.Keys.Order()));
    }

    [Fact]
    public void R3_11_Everything_that_can_happen_touches_a_section_and_every_section_is_touched_by_something()
    {
        Assert.All(PlanSections.All, s => Assert.NotEmpty(s.After));
        Assert.All(Enum.GetValues<PlanEventKind>(), k => Assert.Contains(PlanSections.All, s => s.After.Contains(k)));
        Assert.All(Enum.GetValues<PlanEventKind>(), k => Assert.True(PlanSections.IsTouched("danger", k))); // the way out of danger is looked at again after anything
        Assert.All(Enum.GetValues<PlanEventKind>(), k => Assert.True(PlanSections.IsTouched("a section that was given up", k)));
    }

    [Fact]
    public void R3_11_A_new_incident_marks_the_lines_it_touches_until_somebody_confirms_them()
    {
        LineToLookAt[] lines = [new(1, "home", true, _now.AddDays(-5)), new(2, "court", true, _now.AddDays(-5)), new(3, "home", false, _now.AddDays(-5)), new(4, "home", true, _now)];
        PlanEvent[] events = [new(PlanEventKind.Incident, _now.AddDays(-1), new DateOnly(2026, 11, 25)), new(PlanEventKind.Incident, _now.AddDays(-2), new DateOnly(2026, 11, 24)), new(PlanEventKind.Moved, _now.AddDays(1), new DateOnly(2026, 11, 27))];

        var stale = Assert.Single(StaleLines.Of(lines, events, _now));
        Assert.Equal(1, stale.Number);
        Assert.Equal(new DateOnly(2026, 11, 25), Assert.Single(stale.Because).On); // the newest of a kind; what is still to come does not count yet
        Assert.Empty(StaleLines.Of([lines[0] with { LookedAt = _now.AddHours(-1) }], events, _now));
    }

    /// <summary>Any events and lines: a live line is listed exactly when something touched it after somebody last looked at it, and never otherwise.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void R3_11_No_line_is_ever_doubtful_unseen(int seed)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<PlanEventKind>();
        string[] codes = [.. PlanSections.All.Select(s => s.Code), "gone"];
        for (var round = 0; round < 2000; round++)
        {
            var lines = Enumerable.Range(1, random.Next(0, 9)).Select(n => new LineToLookAt(n, codes[random.Next(codes.Length)], random.Next(4) > 0, At())).ToList();
            var events = Enumerable.Range(0, random.Next(0, 9)).Select(_ => new PlanEvent(kinds[random.Next(kinds.Length)], At(), new DateOnly(2026, 11, 1))).ToList();
            var stale = StaleLines.Of(lines, events, _now).ToDictionary(s => s.Number);

            foreach (var line in lines)
            {
                var touching = events.Where(e => e.At > line.LookedAt && e.At <= _now && PlanSections.IsTouched(line.Section, e.Kind)).ToList();
                Assert.Equal(line.IsLive && touching.Count > 0, stale.ContainsKey(line.Number));
                if (stale.TryGetValue(line.Number, out var found))
                {
                    Assert.Equal(touching.Select(e => e.Kind).Distinct().Order(), found.Because.Select(e => e.Kind).Order()); // each reason is given once
                    Assert.Equal(touching.Max(e => e.At), found.Because[0].At);
                    Assert.Empty(StaleLines.Of([line with { LookedAt = _now }], events, _now)); // looked at now: nothing is left to say
                }
            }

            // One more event takes no line out of the list, and none comes in that it does not touch.
            var more = new PlanEvent(kinds[random.Next(kinds.Length)], At(), new DateOnly(2026, 11, 1));
            var after = StaleLines.Of(lines, [.. events, more], _now).Select(s => s.Number).ToHashSet();
            Assert.All(stale.Keys, n => Assert.Contains(n, after));
            Assert.All(after.Except(stale.Keys), n => Assert.True(PlanSections.IsTouched(lines.Single(l => l.Number == n).Section, more.Kind)));
        }

        DateTimeOffset At() => _now.AddHours(random.Next(-240, 48));
    }

    [Fact]
    public void R3_11_A_plan_is_begun_within_7_days_of_contact_by_whoever_supports_the_victim()
    {
        DueOn("2026-12-03", PlanClock.First(_now, DeadlineRuleBook.Default, Calendars));
        Assert.True(PlanClock.StartsWith(true, [Role.Idva]));
        Assert.False(PlanClock.StartsWith(false, [Role.Idva])); // nobody was spoken with
        Assert.False(PlanClock.StartsWith(true, [Role.SafeguardingOfficer, Role.ResponseOfficer]));
    }

    [Fact]
    public void R3_11_While_High_a_plan_is_looked_at_every_28_days_or_sooner_if_people_agreed()
    {
        var review = Review(RiskGrade.High, new DateOnly(2027, 3, 1), null);
        DueOn("2026-12-24", review.Due);
        Assert.Equal(DeadlineCodes.PlanReviewHigh, review.Due.Trace.RuleCode);
        DueOn("2026-12-10", Review(RiskGrade.High, new DateOnly(2026, 12, 10), null).Due);
        var medium = Review(RiskGrade.Medium, new DateOnly(2027, 3, 1), null);
        DueOn("2027-03-01", medium.Due);
        Assert.Equal(["R3.11"], medium.Due.Trace.Sources);

        // A case that becomes High long after the last review is not late at once.
        DueOn("2026-12-24", PlanClock.Review(new(_now.AddDays(-40), RiskGrade.High, _now, new DateOnly(2027, 3, 1), null), DeadlineRuleBook.Default, Calendars).Due);
    }

    [Fact]
    public void R3_11_Whatever_happened_brings_the_review_to_the_next_working_day_and_says_why()
    {
        var saturday = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
        var review = Review(RiskGrade.High, new DateOnly(2026, 12, 20), new PlanEvent(PlanEventKind.Released, saturday, new DateOnly(2026, 11, 28)));
        DueOn("2026-11-30", review.Due);
        Assert.Equal("Since the plan was last looked at, somebody was released (Saturday 28 November 2026).", review.Because);
        DueOn("2026-11-27", Review(RiskGrade.High, new DateOnly(2026, 11, 27), new PlanEvent(PlanEventKind.Released, saturday, new DateOnly(2026, 11, 28))).Due); // the day agreed is sooner
    }

    [Fact]
    public void R3_11_A_review_is_agreed_for_a_day_to_come_and_within_28_days_while_High()
    {
        Assert.Equal("plan.review-past", Check(new DateOnly(2026, 11, 26), null)!.Code);
        Assert.Null(Check(new DateOnly(2026, 12, 24), RiskGrade.High));
        Assert.Equal("plan.review-far", Check(new DateOnly(2026, 12, 25), RiskGrade.High)!.Code);
        Assert.Null(Check(new DateOnly(2027, 11, 27), RiskGrade.Standard));
        Assert.Equal("plan.review-far", Check(new DateOnly(2027, 11, 28), RiskGrade.Standard)!.Code);

        static Refusal? Check(DateOnly on, RiskGrade? grade) => PlanClock.Check(on, grade, _now, DeadlineRuleBook.Default, Calendars);
    }

    [Fact]
    public void R1_12_A_critical_answer_that_no_live_line_answers_is_not_yet_answered_by_the_plan()
    {
        var dash = InstrumentLibrary.Embedded.All.First(i => i.Code == InstrumentCodes.PoliceDash);
        var (weapons, isolation) = (dash.ItemOn(Topics.Weapons)!, dash.ItemOn(Topics.Isolation)!);
        var answers = AssessmentAnswers.Of(dash, [new ItemAnswer(weapons.Number, Answer.Yes), new ItemAnswer(isolation.Number, Answer.Yes)]).Match(a => a, r => throw new InvalidOperationException(r.Message));
        var risks = PlanRisks.Of(answers, RiskFindings.For(answers, honourConcern: true, GradingPolicy.Default));

        Assert.Equal([Topics.Isolation, Topics.Weapons, PlanRisks.HonourTopic], risks.Select(r => r.Topic).Order().OrderBy(t => t == PlanRisks.HonourTopic));
        Assert.Contains(risks, r => r is { Topic: Topics.Weapons, IsCritical: true } && r.Label == weapons.Heading);
        Assert.DoesNotContain(PlanRisks.Unanswered(risks, []), r => r.Topic == Topics.Isolation && !r.IsCritical);
        Assert.Contains(PlanRisks.Unanswered(risks, []), r => r.Topic == PlanRisks.HonourTopic);
        Assert.DoesNotContain(PlanRisks.Unanswered(risks, [Topics.Weapons]), r => r.Topic == Topics.Weapons);
    }

    private static PlanReviewDue Review(RiskGrade? grade, DateOnly agreed, PlanEvent? since) =>
        PlanClock.Review(new PlanReviewFacts(_now, grade, _now.AddDays(-3), agreed, since), DeadlineRuleBook.Default, Calendars);
}
