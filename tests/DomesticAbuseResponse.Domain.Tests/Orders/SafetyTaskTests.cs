using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Time;
using static DomesticAbuseResponse.Domain.Tests.Orders.OrderStory;

namespace DomesticAbuseResponse.Domain.Tests.Orders;

/// <summary>The tasks that come before an end, a release and a day in court (R4.15, R4.16).</summary>
public sealed class SafetyTaskTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Theory]
    [InlineData(28, 21)]
    [InlineData(7, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 0)]
    public void A_task_before_an_end_is_due_seven_days_before_it_or_now_where_less_is_left(int ends, int due)
    {
        var order = Made(Terms(OrderKind.Restraining, _today.AddDays(-30), _today.AddDays(ends)), null, Noon(_today));
        var task = Assert.Single(Tasks(order));
        Assert.Equal((SafetyTaskReason.BeforeEnd, _today.AddDays(ends), (DateOnly?)_today.AddDays(due), true), (task.Reason, task.ForOn, task.DueOn, task.ForIdva));
    }

    [Fact]
    public void No_task_is_made_once_the_end_has_passed_or_when_it_ended_before()
    {
        var order = Made(Terms(OrderKind.Restraining, _today.AddDays(-30), _today.AddDays(-1)), null, Noon(_today));
        Assert.Null(Assert.Single(Tasks(order)).DueOn);
        var ended = Made(Terms(OrderKind.Restraining, _today.AddDays(-30), _today.AddDays(9)), null, Noon(_today));
        Given(ended.End(By, _today, "Discharged", _today, Noon(_today)));
        Assert.Equal(SafetyTaskReason.TellOfChange, Assert.Single(Tasks(ended)).Reason);
    }

    [Fact]
    public void Orders_bail_and_tags_have_their_own_days_before()
    {
        var frame = OrderFrame.Default with { Settings = OrderSettings.Default with { DaysBeforeBail = 3, DaysBeforeOrder = 10 } };
        var bail = Made(Terms(OrderKind.CourtBail, _today.AddDays(-30), _today.AddDays(30)), null, Noon(_today));
        Assert.Equal(_today.AddDays(27), Tasks(bail, frame).Single(t => t.Reason is SafetyTaskReason.BeforeEnd).DueOn);
        var tagged = Made(Terms(OrderKind.Dapo, _today.AddDays(-30), null), new OrderGiven(TagUntil: _today.AddDays(40), Tag: TagConsent.Given), Noon(_today));
        Assert.Equal(_today.AddDays(30), Tasks(tagged, frame).Single(t => t.Reason is SafetyTaskReason.BeforeTagEnds).DueOn);
    }

    [Fact]
    public void R4_15_bail_just_given_is_told_within_one_working_day_and_the_risk_assessed_again()
    {
        var friday = new DateOnly(2026, 11, 27);
        var bail = Made(Terms(OrderKind.PoliceBail, friday), new OrderGiven(OrderRank.CustodyOfficer, friday), Noon(friday));
        var tasks = SafetyTasks.Of(bail, OrderFrame.Default, VictimsCode, wasHigh: false, isGraded: true, friday);
        Assert.Equal(new DateOnly(2026, 11, 30), tasks.Single(t => t.Reason is SafetyTaskReason.TellOfChange).DueOn);
        Assert.False(tasks.Single(t => t.Reason is SafetyTaskReason.AssessAgain).ForIdva);
        Assert.DoesNotContain(SafetyTasks.Of(bail, OrderFrame.Default, VictimsCode, wasHigh: false, isGraded: false, friday), t => t.Reason is SafetyTaskReason.AssessAgain);
        Assert.All(SafetyTasks.Of(bail, OrderFrame.Default, VictimsCode, true, true, friday.AddDays(30)), t => Assert.True(t.Reason is SafetyTaskReason.BeforeEnd || t.DueOn is null)); // what lies a month back is no news
    }

    [Fact]
    public void S87_a_release_of_whoever_harms_a_victim_graded_High_earlier_asks_to_tell_them_assess_again_and_tell_the_IDVA()
    {
        var release = Move(MoveKind.PrisonRelease, _today.AddDays(20));
        var tasks = Tasks(release, wasHigh: true);

        Assert.Equal([SafetyTaskReason.BeforeRelease, SafetyTaskReason.AssessAgain, SafetyTaskReason.TellIdva], tasks.Select(t => t.Reason));
        Assert.Equal((_today, _today.AddDays(19), _today), (tasks[0].DueOn!.Value, tasks[1].DueOn!.Value, tasks[2].DueOn!.Value));
        Assert.True(SafetyTask.IsContact(tasks[0].Reason));
        Assert.Equal([SafetyTaskReason.BeforeRelease, SafetyTaskReason.AssessAgain], Tasks(release, wasHigh: false).Select(t => t.Reason)); // R4.16: the risk is reviewed whatever its grade; the IDVA hears of a High
        Assert.DoesNotContain("Canary", tasks[0].Words, StringComparison.Ordinal);
        Given(release.Cancel(By, "Recalled", Noon(_today)));
        Assert.Empty(Tasks(release, wasHigh: true));
    }

    [Fact]
    public void A_day_in_court_is_told_within_one_working_day_of_hearing_of_it_and_never_after_it()
    {
        Assert.Equal(_today.AddDays(1), Assert.Single(Tasks(Move(MoveKind.Trial, _today.AddDays(40)))).DueOn);
        Assert.Equal(_today, Assert.Single(Tasks(Move(MoveKind.FirstHearing, _today))).DueOn);
    }

    [Fact]
    public void Property_a_task_before_an_end_is_never_after_it_never_in_the_past_and_no_clock_ends_before_it_starts()
    {
        var random = new Random(20261124);
        for (var n = 0; n < 4000; n++)
        {
            var (today, days) = (new DateOnly(2025, 1, 1).AddDays(random.Next(1400)), random.Next(0, 61));
            var end = today.AddDays(random.Next(-40, 400));
            var due = SafetyTasks.DueBefore(end, days, today);
            Assert.Equal(end < today, due is null);
            Assert.True(due is null || (due <= end && due >= today && (due == today || due == end.AddDays(-days))));

            var at = UkTime.StartOfDay(today).AddMinutes(random.Next(1440));
            var hearing = OrderClocks.Hearing(at, null, OrderFrame.Default)!;
            Assert.True(hearing.DueAt - at >= TimeSpan.FromHours(47) && OrderClocks.Notify(today, null, OrderFrame.Default)!.LastDay > today);
            Assert.All(Enum.GetValues<OrderRank>(), rank => Assert.True(OrderClocks.BailLimit(rank, today, OrderFrame.Default)!.LastDay > today.AddMonths(2)));
            var frame = OrderFrame.Default with { Settings = OrderSettings.Default with { DaysBeforeBail = Math.Max(days, 1), DaysBeforeOrder = Math.Max(days, 1) } };
            var order = Made(Terms((OrderKind)random.Next(2), today.AddDays(-50), end), null, at);
            Assert.All(SafetyTasks.Of(order, frame, VictimsCode, true, true, today).Where(t => t.Reason is SafetyTaskReason.BeforeEnd), t => Assert.True(t.DueOn is null || t.DueOn <= t.ForOn));
            Assert.All(Tasks(Move(MoveKind.PrisonRelease, end, today), today: today, wasHigh: true).Where(t => SafetyTask.IsBefore(t.Reason)), t => Assert.True(t.DueOn is null || (t.DueOn <= t.ForOn && t.DueOn >= today)));
        }
    }

    [Fact]
    public void S87_a_release_on_licence_asks_for_the_same_as_one_without_and_keeps_its_tasks_the_day_after()
    {
        var licence = Made(Terms(OrderKind.LicenceConditions, _today.AddDays(20), null), null, Noon(_today));
        Assert.Equal([SafetyTaskReason.BeforeRelease, SafetyTaskReason.AssessAgain, SafetyTaskReason.TellIdva], Tasks(licence, wasHigh: true).Select(t => t.Reason));
        Assert.Equal([_today, _today.AddDays(19), _today], Tasks(licence, wasHigh: true).Select(t => t.DueOn!.Value));
        Assert.Contains(Tasks(licence, today: _today.AddDays(21)), t => t is { Reason: SafetyTaskReason.BeforeRelease, DueOn: null }); // one that was made stays; none is made any more
    }

    [Fact]
    public void A_release_of_which_nobody_knew_before_is_told_afterwards()
    {
        var tasks = Tasks(Move(MoveKind.PrisonRelease, _today.AddDays(-2)), wasHigh: true);
        Assert.Equal([SafetyTaskReason.TellOfCustody, SafetyTaskReason.AssessAgain, SafetyTaskReason.TellIdva], tasks.Select(t => t.Reason));
        Assert.All(tasks, t => Assert.Equal(_today, t.DueOn));
    }

    [Theory]
    [InlineData(MoveKind.Interview)]
    [InlineData(MoveKind.Remand)]
    public void R4_15_an_interview_or_a_remand_is_told_in_words_that_are_true(MoveKind kind)
    {
        var tell = Tasks(Move(kind, _today))[0];
        Assert.Equal((SafetyTaskReason.TellOfCustody, (DateOnly?)_today.AddDays(1)), (tell.Reason, tell.DueOn));
        Assert.DoesNotContain("order", tell.Words, StringComparison.Ordinal);
        Assert.True(SafetyTask.IsContact(tell.Reason) && !SafetyTask.IsBefore(tell.Reason));
    }

    [Fact]
    public void An_end_heard_of_late_is_told_by_the_day_it_was_heard_of()
    {
        var order = Made(Terms(OrderKind.NonMolestation, _today.AddDays(-90), _today.AddDays(90)), null, Noon(_today.AddDays(-80)));
        Given(order.End(By, _today.AddDays(-30), "Discharged, as the court wrote today", _today, Noon(_today)));
        var told = Assert.Single(Tasks(order));
        Assert.Equal((SafetyTaskReason.TellOfChange, _today.AddDays(-30), (DateOnly?)_today.AddDays(1)), (told.Reason, told.ForOn, told.DueOn));
        Assert.Null(Assert.Single(Tasks(order, today: _today.AddDays(8))).DueOn);
    }

    [Fact]
    public void Whoever_was_told_before_a_second_change_of_the_same_day_is_asked_again()
    {
        var order = Made(Terms(OrderKind.NonMolestation, _today.AddDays(-30), _today.AddDays(90)), null, Noon(_today.AddDays(-30)));
        var change = new OrderChange(_today, order.UntilOn, OrderConditions.KeepAway, null, null, null, BailPurposes.None, null, null);
        Given(order.Vary(By, change, OrderFrame.Default, _today, Noon(_today)));
        var first = Tasks(order).Single(t => t.Reason is SafetyTaskReason.TellOfChange);
        var task = CaseTask.For(Id<Case>.New(Noon(_today)), By.AgencyId, By.StaffId, order.Id.Value, first, Noon(_today));
        Assert.True(task.Answers(first));
        Given(task.Finish(By.StaffId, "Told her", Noon(_today).AddHours(1)));
        Assert.True(task.Answers(first));

        Given(order.Vary(By, change with { Conditions = OrderConditions.None }, OrderFrame.Default, _today, Noon(_today).AddHours(2)));
        Assert.False(task.Answers(Tasks(order).Single(t => t.Reason is SafetyTaskReason.TellOfChange)));
        var end = Tasks(order).Single(t => t.Reason is SafetyTaskReason.BeforeEnd);
        Assert.Equal(Noon(_today).AddHours(2), end.Since);
    }

    [Fact]
    public void A_task_before_an_end_cannot_be_moved_past_it()
    {
        var task = CaseTask.For(Id<Case>.New(Noon(_today)), By.AgencyId, By.StaffId, Guid.NewGuid(), new SafetyTask(SafetyTaskReason.BeforeEnd, _today.AddDays(9), _today.AddDays(2), true, Noon(_today)), Noon(_today));
        Assert.Equal("task.after", task.Change(null, task.Words, _today.AddDays(10), null, _today, Noon(_today)).Refusal?.Code);
        Assert.Null(task.Change(null, task.Words, _today.AddDays(9), null, _today, Noon(_today)).Refusal);
        task.Withdraw("Gone", Noon(_today));
        Assert.Equal((false, (Id<Domain.Agencies.StaffMember>?)null), (task.IsOpen, task.DoneBy));
    }

    private static DateOnly VictimsCode(DateOnly on) => Deadlines.Clocks.Due(Domain.Deadlines.DeadlineCodes.VictimsCodeEnhanced, on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).LastDay!.Value;

    private static IReadOnlyList<SafetyTask> Tasks(ProtectiveOrder order, OrderFrame? frame = null, bool wasHigh = false, DateOnly? today = null) => SafetyTasks.Of(order, frame ?? OrderFrame.Default, VictimsCode, wasHigh, isGraded: true, today ?? _today);

    private static IReadOnlyList<SafetyTask> Tasks(PerpetratorMove move, bool wasHigh = false, DateOnly? today = null) => SafetyTasks.Of(move, VictimsCode, VictimsCode, wasHigh, isGraded: true, today ?? _today);

    private static PerpetratorMove Move(MoveKind kind, DateOnly on, DateOnly? today = null) => Given(PerpetratorMove.Record(By, Bound, null, kind, on, null, null, null, today ?? _today, Noon(today ?? _today)));
}
