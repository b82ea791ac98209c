using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Contacts;

public sealed class SafeContactRuleTests
{
    private const SafeDays _weekdays = SafeDays.Monday | SafeDays.Tuesday | SafeDays.Wednesday | SafeDays.Thursday | SafeDays.Friday;

    private static readonly DateTimeOffset _monday = Parse("2026-03-02T09:00Z");

    [Fact]
    public void A_number_nobody_has_asked_about_is_not_safe()
    {
        var decision = SafeContactRule.CanContact(Entry(Safety.Unknown), _monday);

        Assert.Equal(ContactAdvice.Unknown, decision.Advice);
        Assert.False(decision.IsSafe);
        Assert.Equal("R3.6", decision.Rule);
    }

    [Fact]
    public void A_number_said_to_be_unsafe_stays_unsafe_when_its_review_is_overdue()
    {
        var entry = Entry(Safety.Unsafe, review: "2026-02-01");

        Assert.Equal(ContactAdvice.Unsafe, SafeContactRule.CanContact(entry, _monday).Advice);
    }

    [Fact]
    public void Safe_at_any_hour_has_no_end_and_allows_what_was_allowed()
    {
        var decision = SafeContactRule.CanContact(Entry(Safety.Safe, voicemail: true), _monday);

        Assert.Equal((ContactAdvice.Safe, null, true, false), (decision.Advice, decision.SafeUntil, decision.MayLeaveVoicemail, decision.MayText));
    }

    [Theory]
    [InlineData("2026-03-02T08:59Z", false)]
    [InlineData("2026-03-02T09:00Z", true)]
    [InlineData("2026-03-06T14:59Z", true)]
    [InlineData("2026-03-06T15:00Z", false)]
    [InlineData("2026-03-07T10:00Z", false)]
    [InlineData("2026-06-01T08:00Z", true)]
    [InlineData("2026-06-01T14:30Z", false)]
    public void Days_and_hours_are_those_of_London_clocks(string now, bool safe)
    {
        var entry = Entry(Safety.Safe, _weekdays, "09:00", "15:00", review: "2026-12-31");

        Assert.Equal(safe ? ContactAdvice.Safe : ContactAdvice.NotNow, SafeContactRule.CanContact(entry, Parse(now)).Advice);
    }

    [Theory]
    [InlineData("2026-03-06T21:59Z", false)]
    [InlineData("2026-03-06T22:00Z", true)]
    [InlineData("2026-03-07T01:59Z", true)]
    [InlineData("2026-03-07T02:00Z", false)]
    [InlineData("2026-03-07T23:00Z", false)]
    [InlineData("2026-03-06T01:00Z", false)]
    public void Hours_past_midnight_belong_to_the_day_they_begin_on(string now, bool safe)
    {
        var entry = Entry(Safety.Safe, SafeDays.Friday, "22:00", "02:00", review: "2026-12-31");

        Assert.Equal(safe, SafeContactRule.CanContact(entry, Parse(now)).IsSafe);
    }

    [Fact]
    public void Outside_safe_hours_it_says_when_they_begin_and_promises_no_message()
    {
        var decision = SafeContactRule.CanContact(Entry(Safety.Safe, _weekdays, "09:00", "15:00", voicemail: true, review: "2026-12-31"), Parse("2026-03-06T16:00Z"));

        Assert.Equal(Parse("2026-03-09T09:00Z"), decision.NextSafeAt);
        Assert.False(decision.MayLeaveVoicemail);
        Assert.Equal("Safe only on Monday, Tuesday, Wednesday, Thursday and Friday, 09:00 to 15:00.", decision.Reason);
    }

    [Fact]
    public void The_next_safe_hour_is_not_promised_beyond_the_review_day()
    {
        var entry = Entry(Safety.Safe, SafeDays.Monday, "09:00", "10:00", review: "2026-03-08");

        Assert.Null(SafeContactRule.CanContact(entry, Parse("2026-03-02T12:00Z")).NextSafeAt);
    }

    [Fact]
    public void Inside_safe_hours_it_says_when_they_end()
    {
        var entry = Entry(Safety.Safe, SafeDays.Friday, "22:00", "02:00", review: "2026-12-31");

        Assert.Equal(Parse("2026-03-07T02:00Z"), SafeContactRule.CanContact(entry, Parse("2026-03-06T23:30Z")).SafeUntil);
    }

    [Theory]
    [InlineData("2026-03-31T22:59Z", ContactAdvice.Safe)]
    [InlineData("2026-03-31T23:00Z", ContactAdvice.Unknown)]
    public void After_the_last_minute_of_the_review_day_in_London_it_is_unknown_again(string now, ContactAdvice expected) =>
        Assert.Equal(expected, SafeContactRule.CanContact(Entry(Safety.Safe, review: "2026-03-31"), Parse(now)).Advice);

    [Fact]
    public void Without_a_review_day_an_entry_stands_for_thirty_days()
    {
        var entry = Entry(Safety.Safe);

        Assert.Equal(new DateOnly(2026, 3, 31), SafeContactRule.ReviewDay(entry));
        Assert.Equal(ContactAdvice.Unknown, SafeContactRule.CanContact(entry, Parse("2026-04-01T12:00Z")).Advice);
    }

    [Fact]
    public void Hours_that_the_clocks_jump_over_open_when_they_have_changed()
    {
        // Sunday 29 March 2026: 01:00 GMT becomes 02:00 BST.
        var entry = Entry(Safety.Safe, SafeDays.Sunday, "01:30", "03:00", review: "2026-12-31");
        var decision = SafeContactRule.CanContact(entry, Parse("2026-03-29T00:30Z"));

        Assert.Equal(Parse("2026-03-29T01:00Z"), decision.NextSafeAt);
        Assert.True(SafeContactRule.CanContact(entry, decision.NextSafeAt!.Value).IsSafe);
    }

    [Fact]
    public void Hours_that_lie_wholly_in_the_skipped_hour_wait_a_week()
    {
        var entry = Entry(Safety.Safe, SafeDays.Sunday, "01:15", "01:45", review: "2026-12-31");

        Assert.Equal(UkTime.At(new DateOnly(2026, 4, 5), new TimeOnly(1, 15)), SafeContactRule.CanContact(entry, Parse("2026-03-29T00:30Z")).NextSafeAt);
    }

    [Theory]
    [InlineData("2026-10-25T00:30Z", true)]
    [InlineData("2026-10-25T01:30Z", true)]
    [InlineData("2026-10-25T02:00Z", false)]
    public void In_the_hour_that_comes_twice_the_clock_on_the_wall_decides(string now, bool safe)
    {
        var entry = Entry(Safety.Safe, SafeDays.Sunday, "01:00", "02:00", review: "2026-12-31");

        Assert.Equal(safe, SafeContactRule.CanContact(entry, Parse(now)).IsSafe);
    }

    [Fact]
    public void No_day_chosen_means_every_day() =>
        Assert.True(SafeContactRule.CanContact(Entry(Safety.Safe, SafeDays.None, "09:00", "17:00"), Parse("2026-03-08T10:00Z")).IsSafe);

    private static DateTimeOffset Parse(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private static SafeContact Entry(Safety safety, SafeDays days = SafeDays.Every, string? from = null, string? to = null, string? review = null, bool voicemail = false) =>
        new(new Id<Person>(Guid.Empty), ContactChannel.Phone, "07700 900123", Parse("2026-03-01T09:00Z"))
        {
            Safety = safety,
            Days = days,
            From = from is null ? null : TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            To = to is null ? null : TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            VoicemailAllowed = voicemail,
            ReviewOn = review is null ? null : DateOnly.Parse(review, System.Globalization.CultureInfo.InvariantCulture),
        };
}
