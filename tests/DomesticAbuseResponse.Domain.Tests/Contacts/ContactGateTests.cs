using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Contacts;

/// <summary>The one gate at every number (R3.6, R3.7, T4, G28). What it lets through is checked against a reckoning of its own, minute by minute.</summary>
public sealed class ContactGateTests
{
    private static readonly Id<Person> _person = Id<Person>.New(DateTimeOffset.UnixEpoch);

    private static readonly DateTimeOffset _asked = new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The first instant and the length of the two weekends on which the clocks change: Friday 00:00 to Tuesday 00:00, London.</summary>
    public static TheoryData<DateTimeOffset, int> Weekends => new()
    {
        { new DateTimeOffset(2026, 10, 22, 23, 0, 0, TimeSpan.Zero), (4 * 24 + 1) * 60 },
        { new DateTimeOffset(2027, 3, 26, 0, 0, 0, TimeSpan.Zero), (4 * 24 - 1) * 60 },
    };

    [Theory, MemberData(nameof(Weekends))]
    public void G28_T4_Over_all_minutes_of_both_clock_changes_nothing_goes_outside_the_plan(DateTimeOffset from, int minutes)
    {
        var random = new Random(20261126);
        var plans = Windows().Concat(Enumerable.Range(0, 40).Select(_ => Random(random))).Select(w => new SafeContact(_person, ContactChannel.Phone, "01632 960001", from.AddDays(-1))
        {
            Safety = Safety.Safe,
            Days = w.Days,
            From = w.From,
            To = w.To,
        }).ToList();

        var pairs = 0;
        foreach (var entry in plans)
        {
            var plan = new ContactPlan([entry], [], false, []);
            for (var minute = 0; minute < minutes; minute++)
            {
                var now = from.AddMinutes(minute);
                var decision = ContactGate.CanContact(plan, ContactChannel.Phone, now).Decision;
                Assert.True(decision.IsSafe == IsInside(entry, Wall(now)), $"{entry.Days} {entry.From} to {entry.To} at {now:O}: {decision.Advice}");
                pairs++;
                if (minute % 97 == 0)
                {
                    PromisesHold(plan, decision, now);
                }
            }
        }

        Assert.True(pairs >= 100_000);
    }

    [Fact]
    public void T4_A_new_incident_a_move_and_the_end_of_bail_close_the_gate_until_somebody_has_asked_again()
    {
        var entry = Safe("01632 960001");
        foreach (var kind in Enum.GetValues<ContactChangeKind>())
        {
            var changed = new ContactPlan([entry], [], false, [new(kind, _asked.AddDays(2))]);
            Assert.True(ContactGate.CanContact(changed, entry, _asked.AddDays(2).AddSeconds(-1)).IsSafe); // not yet
            var after = ContactGate.CanContact(changed, entry, _asked.AddDays(2));
            Assert.Equal(ContactAdvice.Unknown, after.Advice);
            Assert.Contains("Ask whether it is still safe", after.Reason, StringComparison.Ordinal);

            Assert.True(ContactGate.CanContact(new([Safe("01632 960001", _asked.AddDays(3))], [], false, changed.Changes), ContactChannel.Phone, _asked.AddDays(4)).MayContact);
        }
    }

    [Fact]
    public void Nothing_is_safe_until_somebody_has_said_so_whatever_the_channel()
    {
        Assert.All(Enum.GetValues<ContactChannel>(), channel => Assert.False(ContactGate.CanContact(new([], [], false, []), channel, _asked).MayContact));
        var unknown = new SafeContact(_person, ContactChannel.Phone, "01632 960001", _asked);
        Assert.False(ContactGate.CanContact(new([unknown], [], false, []), ContactChannel.Phone, _asked).MayContact);
    }

    [Fact]
    public void A_number_that_somebody_who_harms_has_too_is_closed_whatever_was_said()
    {
        var entry = Safe("01632 960001");
        var perpetrator = Person.Record(default, _asked);
        perpetrator.HasPhone("(01632) 960 001", _asked);
        Assert.False(ContactGate.CanContact(new([entry], [perpetrator], false, []), ContactChannel.Phone, _asked).MayContact);
    }

    [Fact]
    public void A_text_goes_only_where_texts_are_allowed_and_a_safe_way_wins_over_an_unsafe_one()
    {
        var calls = Safe("01632 960001");
        Assert.False(ContactGate.CanContact(new([calls], [], false, []), ContactChannel.Text, _asked).MayContact);
        var texts = new SafeContact(_person, ContactChannel.Phone, "01632 960002", _asked) { Safety = Safety.Safe, TextAllowed = true };
        var answer = ContactGate.CanContact(new([calls, texts], [], false, []), ContactChannel.Text, _asked);
        Assert.Equal((true, texts), (answer.MayContact, answer.Entry));
    }

    [Fact]
    public void With_an_honour_concern_nobody_in_the_family_stands_in_between()
    {
        var through = new SafeContact(_person, ContactChannel.ThroughAnother, "A neighbour", _asked) { Safety = Safety.Safe, ThroughRelative = true };
        Assert.True(ContactGate.CanContact(new([through], [], false, []), ContactChannel.ThroughAnother, _asked).MayContact);
        Assert.False(ContactGate.CanContact(new([through], [], true, []), ContactChannel.ThroughAnother, _asked).MayContact);
    }

    /// <summary>What a decision promises comes true: safe until then and not at it; not safe until the next time and safe at it.</summary>
    private static void PromisesHold(ContactPlan plan, ContactDecision decision, DateTimeOffset now)
    {
        if (decision is { IsSafe: true, SafeUntil: { } until })
        {
            Assert.True(until > now && ContactGate.CanContact(plan, ContactChannel.Phone, until.AddMinutes(-1)).MayContact && !ContactGate.CanContact(plan, ContactChannel.Phone, until).MayContact);
        }

        if (decision is { Advice: ContactAdvice.NotNow, NextSafeAt: { } next })
        {
            Assert.True(next > now && ContactGate.CanContact(plan, ContactChannel.Phone, next).MayContact && !ContactGate.CanContact(plan, ContactChannel.Phone, next.AddMinutes(-1)).MayContact);
        }
    }

    /// <summary>What London's clocks show, from the law and not from a table of zones: summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of October.</summary>
    private static DateTime Wall(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10) ? utc.AddHours(1) : utc;

        static DateTime LastSunday(int year, int month)
        {
            var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 1, 0, 0, DateTimeKind.Utc);
            return last.AddDays(-(int)last.DayOfWeek);
        }
    }

    /// <summary>Every minute of the window is stepped through by hand: a window belongs to the day on which it begins.</summary>
    private static bool IsInside(SafeContact entry, DateTime wall)
    {
        var (from, to) = ((entry.From ?? TimeOnly.MinValue).ToTimeSpan(), (entry.To ?? TimeOnly.MinValue).ToTimeSpan());
        var length = to > from ? to - from : TimeSpan.FromDays(1) - from + to;
        return new[] { wall.Date, wall.Date.AddDays(-1) }.Any(day => IsOn(entry.Days, day.DayOfWeek) && wall >= day + from && wall < day + from + length);
    }

    private static bool IsOn(SafeDays days, DayOfWeek day) => days is SafeDays.None || days.HasFlag(Enum.Parse<SafeDays>(day.ToString()));

    private static IEnumerable<(SafeDays Days, TimeOnly? From, TimeOnly? To)> Windows() =>
    [
        (SafeDays.Every, null, null), (SafeDays.Every, new(9, 0), new(15, 0)), (SafeDays.Every, new(1, 0), new(2, 0)), (SafeDays.Every, new(1, 30), new(1, 45)),
        (SafeDays.Saturday, new(22, 0), new(2, 0)), (SafeDays.Sunday, new(0, 30), new(1, 30)), (SafeDays.Sunday, new(23, 0), new(1, 30)), (SafeDays.Sunday, null, null),
        (SafeDays.Saturday | SafeDays.Monday, new(12, 0), new(12, 0)), (SafeDays.Every, new(18, 0), null), (SafeDays.Every, null, new(8, 0)),
    ];

    private static (SafeDays Days, TimeOnly? From, TimeOnly? To) Random(Random random) =>
        ((SafeDays)random.Next(1, 128), new TimeOnly(random.Next(24), random.Next(4) * 15), new TimeOnly(random.Next(24), random.Next(4) * 15));

    private static SafeContact Safe(string number, DateTimeOffset? asked = null) => new(_person, ContactChannel.Phone, number, asked ?? _asked) { Safety = Safety.Safe };
}
