using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Caseload;

/// <summary>Which part of the day something belongs to.</summary>
public sealed class DayPlanTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<DateTimeOffset?, DateOnly?, bool, DayPart> Times => new()
    {
        { _now.AddSeconds(-1), null, false, DayPart.Overdue },
        { _now, null, false, DayPart.Today },
        { new DateTimeOffset(2026, 11, 26, 23, 59, 59, TimeSpan.Zero), null, false, DayPart.Today },
        { new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), null, false, DayPart.Next },
        { null, new DateOnly(2026, 11, 25), false, DayPart.Overdue },
        { null, new DateOnly(2026, 11, 26), false, DayPart.Today },
        { null, new DateOnly(2026, 11, 27), false, DayPart.Next },
        { null, null, false, DayPart.Today },
        { _now.AddDays(-9), null, true, DayPart.Waiting },
    };

    [Theory, MemberData(nameof(Times))]
    public void Everything_has_its_part(DateTimeOffset? at, DateOnly? on, bool waits, DayPart part) => Assert.Equal(part, DayPlan.PartOf(new DayTime(at, on, waits), _now));

    [Fact]
    public void Today_is_the_day_of_London_also_when_the_servers_is_another()
    {
        var lateInJune = new DateTimeOffset(2026, 6, 10, 23, 30, 0, TimeSpan.Zero); // 00:30 on 11 June in London
        Assert.Equal(DayPart.Today, DayPlan.PartOf(new DayTime(null, new DateOnly(2026, 6, 11), false), lateInJune));
        Assert.Equal(DayPart.Overdue, DayPlan.PartOf(new DayTime(null, new DateOnly(2026, 6, 10), false), lateInJune));
    }

    [Fact]
    public void A_call_back_is_open_until_somebody_has_tried_at_its_time()
    {
        var agreed = _now.AddHours(-20);
        Assert.True(CallBack.IsOpen(_now, agreed, agreed));
        Assert.True(CallBack.IsOpen(_now, agreed, _now.AddHours(-2))); // another try, before the time agreed
        Assert.False(CallBack.IsOpen(_now, agreed, _now.AddMinutes(-10)));
        Assert.False(CallBack.IsOpen(_now, agreed, _now.AddHours(3)));
    }

    [Fact]
    public void A_day_sorts_as_its_end()
    {
        Assert.Equal(UkTime.EndOfDay(new DateOnly(2026, 11, 26)), DayPlan.SortOf(new DayTime(null, new DateOnly(2026, 11, 26), false)));
        Assert.Equal(DateTimeOffset.MaxValue, DayPlan.SortOf(new DayTime(null, null, false)));
    }
}
