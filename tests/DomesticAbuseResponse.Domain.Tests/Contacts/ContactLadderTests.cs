using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Contacts;

/// <summary>The ladder of attempts (R3.3): at different safe times, then the agreed next step.</summary>
public sealed class ContactLadderTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 10, 10, 0, TimeSpan.Zero); // a Thursday

    [Fact]
    public void The_first_attempt_is_proposed_at_the_first_safe_time()
    {
        var state = Of([], Plan(new(13, 0), new(18, 0)));
        Assert.Equal((LadderStage.Trying, new DateTimeOffset(2026, 11, 26, 13, 0, 0, TimeSpan.Zero)), (state.Stage, state.Next!.From));
        Assert.Equal("01", state.Next.Ending);
        Assert.Equal("R3.3", state.Rule);
    }

    [Fact]
    public void The_next_is_proposed_on_another_day_and_at_another_time_of_day_both_safe()
    {
        var tried = new DateTimeOffset(2026, 11, 26, 9, 30, 0, TimeSpan.Zero);
        var next = Of([tried], Plan(null, null)).Next!;
        Assert.NotEqual(UkTime.DateOf(tried), UkTime.DateOf(next.From));
        Assert.NotEqual(ContactLadder.TimeOf(tried), ContactLadder.TimeOf(next.From));
        Assert.Equal("Another day and another time of day than before, and safe.", next.Because);
    }

    [Fact]
    public void Where_only_mornings_are_safe_another_day_is_better_than_nothing()
    {
        var tried = new DateTimeOffset(2026, 11, 26, 9, 30, 0, TimeSpan.Zero);
        var next = Of([tried], Plan(new(9, 0), new(11, 0))).Next!;
        Assert.Equal(new DateOnly(2026, 11, 27), UkTime.DateOf(next.From));
        Assert.Equal(TimeOfDay.Morning, ContactLadder.TimeOf(next.From));
    }

    [Fact]
    public void S28_R3_3_Three_attempts_on_one_morning_are_not_enough_and_two_days_and_two_times_of_day_are()
    {
        DateTimeOffset[] oneMorning = [_now.AddMinutes(-60), _now.AddMinutes(-40), _now.AddMinutes(-20)];
        Assert.False(ContactLadder.IsEnough(oneMorning, LadderSettings.Default));
        Assert.True(ContactLadder.IsEnough([.. oneMorning.Take(2), _now.AddDays(1).AddHours(5)], LadderSettings.Default));
        Assert.Equal(LadderStage.Trying, Of(oneMorning, Plan(null, null)).Stage);
    }

    [Fact]
    public void After_enough_attempts_the_referrer_is_asked_then_the_MARAC_is_told()
    {
        DateTimeOffset[] enough = [_now.AddDays(-2), _now.AddDays(-1).AddHours(4), _now.AddHours(-1)];
        Assert.Equal((LadderStage.StepDue, LadderStep.ThroughReferrer), (Of(enough, Plan(null, null)).Stage, Of(enough, Plan(null, null)).Step!.Value));
        Assert.Equal(LadderStep.TellMarac, Of(enough, Plan(null, null), [LadderStep.ThroughReferrer]).Step);
        Assert.Equal(LadderStage.AllTaken, Of(enough, Plan(null, null), [LadderStep.ThroughReferrer, LadderStep.TellMarac]).Stage);
    }

    [Fact]
    public void Where_no_way_is_safe_no_time_is_proposed_and_the_next_step_comes_at_once()
    {
        var nothing = Of([], new ContactPlan([], [], false, []));
        Assert.Equal((LadderStage.NoSafeWay, LadderStep.ThroughReferrer), (nothing.Stage, nothing.Step!.Value));
        Assert.Null(nothing.Next);
        var letters = new SafeContact(default, ContactChannel.Letter, "1 Canary Street", _now) { Safety = Safety.Safe };
        Assert.Equal(LadderStage.NoSafeWay, Of([], new ContactPlan([letters], [], false, [])).Stage); // never a letter by itself
    }

    [Fact]
    public void Speaking_ends_the_climb()
    {
        Assert.Equal(LadderStage.Reached, ContactLadder.For([_now], true, [], Plan(null, null), LadderSettings.Default, _now).Stage);
    }

    [Fact]
    public void No_proposal_ever_lies_outside_the_plan()
    {
        var random = new Random(26);
        for (var n = 0; n < 300; n++)
        {
            var plan = new ContactPlan(
                [
                    new SafeContact(default, ContactChannel.Phone, "01632 960001", _now)
                    {
                        Safety = Safety.Safe,
                        Days = (SafeDays)random.Next(1, 128),
                        From = new TimeOnly(random.Next(24), random.Next(4) * 15),
                        To = new TimeOnly(random.Next(24), random.Next(4) * 15),
                    },
                ],
                [], false, []);
            DateTimeOffset[] tried = [.. Enumerable.Range(0, random.Next(3)).Select(_ => _now.AddHours(-random.Next(1, 90)))];
            if (Of(tried, plan).Next is { } next)
            {
                Assert.True(next.From >= _now && ContactGate.CanContact(plan, next.Channel, next.From).MayContact);
            }
        }
    }

    private static LadderState Of(IReadOnlyCollection<DateTimeOffset> attempts, ContactPlan plan, params LadderStep[] taken) => ContactLadder.For(attempts, false, taken, plan, LadderSettings.Default, _now);

    private static ContactPlan Plan(TimeOnly? from, TimeOnly? to) =>
        new([new SafeContact(default, ContactChannel.Phone, "01632 960001", _now) { Safety = Safety.Safe, From = from, To = to }], [], false, []);
}
