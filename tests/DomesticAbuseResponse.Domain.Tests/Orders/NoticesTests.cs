using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Time;
using static DomesticAbuseResponse.Domain.Tests.Orders.OrderStory;

namespace DomesticAbuseResponse.Domain.Tests.Orders;

/// <summary>Notices, the orders that follow them, and which are offered where (R4.27 to R4.32).</summary>
public sealed class NoticesTests
{
    private static readonly DateOnly _day = new(2026, 11, 27);

    [Theory]
    [InlineData("S34", "2026-11-24 10:00", "2026-11-26 10:00")]
    [InlineData("S35", "2026-11-27 23:15", "2026-11-30 23:15")]
    [InlineData("S36", "2026-11-28 09:00", "2026-12-01 09:00")]
    [InlineData("S37", "2026-12-24 23:30", "2026-12-29 23:30")]
    [InlineData("S38", "2027-03-25 16:00", "2027-03-30 16:00")]
    [InlineData("S39", "2027-12-31 20:00", "2028-01-04 20:00")]
    [InlineData("S40", "2026-11-29 10:00", "2026-12-02 00:00")]
    public void S34_to_S40_a_notice_carries_the_clock_of_its_hearing_with_its_reckoning(string scenario, string served, string heardBy)
    {
        var clock = Assert.Single(OrderClocks.Of(Notice(served), OrderFrame.Default));
        var local = UkTime.ToLondon(clock.Due.DueAt);

        Assert.Equal((OrderClockKind.Hearing, heardBy), (clock.Kind, local.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.False(clock.IsOver, scenario);
        Assert.Contains("R4.28", clock.Due.Trace.Sources);
        Assert.Equal(scenario is "S37", clock.Due.Alternative is not null);
        Assert.Equal(UkTime.DateOf(clock.Due.DueAt.AddSeconds(-1)), OrderClocks.LastDay(Notice(served), OrderFrame.Default));
    }

    [Fact]
    public void S42_a_DVPN_for_somebody_aged_17_or_authorised_by_an_inspector_is_refused_with_the_reason()
    {
        Assert.Equal("order.age", Dvpn(age: 17).Refusal?.Code);
        Assert.Contains("this person is 17", Dvpn(age: 17).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("order.rank", Dvpn(OrderRank.Inspector).Refusal?.Code);
        Assert.Contains("by a superintendent or above, not by an inspector", Dvpn(OrderRank.Inspector).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("order.rank", Dvpn(rank: null).Refusal?.Code);
        Assert.Null(Dvpn(age: 18).Refusal);
        Assert.Null(Dvpn(age: null).Refusal); // nobody knows it: the page asks for it
    }

    [Theory]
    [InlineData("order.grounds")]
    [InlineData("order.under-eighteens")]
    [InlineData("order.victim-opinion")]
    [InlineData("order.representations")]
    [InlineData("order.residents")]
    public void R4_27_what_must_be_considered_is_written_down(string missing)
    {
        var considered = missing switch
        {
            "order.grounds" => Considered with { Grounds = " " },
            "order.under-eighteens" => Considered with { UnderEighteens = null },
            "order.victim-opinion" => Considered with { VictimOpinion = "" },
            "order.representations" => Considered with { Representations = null },
            _ => Considered with { OtherResidents = null },
        };
        Assert.Equal(missing, Dvpn(considered: considered).Refusal?.Code);
    }

    [Fact]
    public void R4_30_a_DAPN_protects_from_16_and_its_rank_is_a_setting()
    {
        Assert.Equal("order.victim-age", Dapn(OrderRank.Inspector, 15).Refusal?.Code);
        Assert.Null(Dapn(OrderRank.Inspector, 16).Refusal);
        Assert.Equal("order.rank", Dapn(OrderRank.CustodyOfficer, 16).Refusal?.Code);
        var strict = OrderFrame.Default with { Settings = OrderSettings.Default with { DapnRank = OrderRank.Superintendent } };
        Assert.Equal("order.rank", Dapn(OrderRank.Inspector, 16, strict).Refusal?.Code);
    }

    [Fact]
    public void R4_28_an_adjourned_notice_goes_on_and_its_clock_is_over()
    {
        var notice = Notice("2026-11-27 17:00");
        var now = UkTime.At(new(2026, 11, 30), new(11, 0));
        Given(notice.Hear(By, UkTime.At(new(2026, 12, 3), new(10, 0)), adjourned: true, null, UkTime.DateOf(now), now));

        Assert.Equal(OrderState.InForce, OrderRules.On(notice, new(2026, 12, 2)).State);
        Assert.True(Assert.Single(OrderClocks.Of(notice, OrderFrame.Default)).IsOver);
        Assert.Equal(new DateOnly(2026, 12, 3), OrderClocks.LastDay(notice, OrderFrame.Default));
        Given(notice.Heard(By, made: true, new(2026, 12, 3), null, new(2026, 12, 3), Noon(new(2026, 12, 3))));
        Assert.Equal(OrderState.Ended, OrderRules.On(notice, new(2026, 12, 3)).State);
        Assert.Equal("order.breach-day", notice.Breach(By, new(2026, 12, 4), "Came back", new(2026, 12, 4), Noon(new(2026, 12, 4))).Refusal?.Code);
    }

    [Fact]
    public void S43_a_tag_of_13_months_is_refused_and_12_are_not()
    {
        Assert.Equal("order.tag", Dapo(_day.AddMonths(13).AddDays(-1)).Refusal?.Code);
        Assert.Contains("at most 12 months", Dapo(_day.AddMonths(13).AddDays(-1)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("order.tag", Dapo(_day.AddMonths(12)).Refusal?.Code);
        Assert.Null(Dapo(_day.AddMonths(12).AddDays(-1)).Refusal);
        Assert.Equal("order.tag-consent", Try(Terms(OrderKind.Dapo, _day), new OrderGiven(TagUntil: _day.AddMonths(3), Tag: TagConsent.NotGiven), Noon(_day)).Refusal?.Code);
    }

    [Fact]
    public void A_DAPO_is_shortened_with_its_tag_and_without_the_condition_of_a_tag_has_none()
    {
        var order = Made(Terms(OrderKind.Dapo, _day, _day.AddMonths(10), OrderConditions.NoContact | OrderConditions.ElectronicTag), new OrderGiven(TagUntil: _day.AddMonths(9), Tag: TagConsent.Given), Noon(_day));
        OrderChange shorter = new(_day, _day.AddMonths(5), order.Conditions, null, null, null, BailPurposes.None, null, null);

        Assert.Equal("order.tag", order.Vary(By, shorter, OrderFrame.Default, _day, Noon(_day)).Refusal?.Code);
        Given(order.Vary(By, shorter with { Tag = new(_day.AddMonths(4)) }, OrderFrame.Default, _day, Noon(_day)));
        Assert.Equal(_day.AddMonths(4), order.TagUntilOn);
        Assert.Contains("tag until", order.Steps.Last().Before, StringComparison.Ordinal);
        Given(order.Vary(By, shorter with { Tag = new(_day.AddMonths(3)) }, OrderFrame.Default, _day, Noon(_day))); // a change by itself
        Given(order.Vary(By, shorter with { Conditions = OrderConditions.NoContact }, OrderFrame.Default, _day, Noon(_day)));
        Assert.Null(order.TagUntilOn);
    }

    [Fact]
    public void What_the_court_said_stands_in_the_history_however_long_and_why_the_notice_ended_in_one_sentence()
    {
        var (words, now) = (new string('x', OrderStep.WordsMaxLength), Noon(_day.AddDays(2)));
        var notice = Notice("2026-11-27 09:00");
        Given(notice.Sat(By, _day.AddDays(1), words, _day.AddDays(2), now));
        Assert.Null(notice.EndedOn);
        Given(notice.Heard(By, made: false, _day.AddDays(2), words, _day.AddDays(2), now));
        Assert.Equal(("The court made no order.", words), (notice.EndedBecause, notice.Steps.Single(s => s.Kind is OrderStepKind.NotMade).Words));
    }

    [Theory]
    [InlineData(OrderKind.Dvpo, "9999-12-31", "9999-12-31")]
    [InlineData(OrderKind.PoliceBail, "0001-01-01", null)]
    [InlineData(OrderKind.Dapo, null, "9999-12-31")]
    public void A_day_that_nobody_can_mean_is_refused_before_anything_is_reckoned_from_it(OrderKind kind, string? from, string? until)
    {
        Assert.Equal("order.far", Try(Terms(kind, Parse(from), Parse(until)), new OrderGiven(OrderRank.Inspector, ArrestedOn: Parse(from)), Noon(_day)).Refusal?.Code);
        var order = Made(Terms(OrderKind.Dvpo), null, Noon(_day));
        Assert.Equal("order.far", order.End(By, DateOnly.MinValue, "Discharged", _day, Noon(_day)).Refusal?.Code);
        Assert.Equal("order.far", order.Serve(By, DateOnly.MinValue, null, _day, Noon(_day)).Refusal?.Code);
        Assert.Equal("order.far", order.Vary(By, new(_day, DateOnly.MaxValue, OrderConditions.None, null, null, null, BailPurposes.None, null, null), OrderFrame.Default, _day, Noon(_day)).Refusal?.Code);

        static DateOnly? Parse(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void S44_a_DAPO_made_and_served_on_Friday_is_notified_by_Sunday_and_the_earlier_of_the_two_days_counts()
    {
        Assert.Equal(new DateOnly(2026, 11, 29), OrderClocks.Notify(_day, _day, OrderFrame.Default)!.LastDay);
        Assert.Equal(new DateOnly(2026, 11, 29), OrderClocks.Notify(_day, _day.AddDays(4), OrderFrame.Default)!.LastDay);
        Assert.Equal(new DateOnly(2026, 12, 3), OrderClocks.Notify(null, _day.AddDays(4), OrderFrame.Default)!.LastDay);
        Assert.Null(OrderClocks.Notify(null, null, OrderFrame.Default));
        var order = Made(Terms(OrderKind.Dapo, _day), null, Noon(_day));
        Assert.Equal(OrderClockKind.Notify, Assert.Single(OrderClocks.Of(order, OrderFrame.Default)).Kind);
        Given(order.Notified(By, _day.AddDays(1), _day.AddDays(1), Noon(_day.AddDays(1))));
        Assert.True(Assert.Single(OrderClocks.Of(order, OrderFrame.Default)).IsOver);
    }

    [Theory]
    [InlineData("Cleveland", "2025-02-28", false)]
    [InlineData("Cleveland", "2025-03-01", true)]
    [InlineData("north wales", "2026-03-31", true)]
    [InlineData("North Wales", "2026-04-01", false)]
    [InlineData("", "2025-06-01", false)]
    public void R4_32_the_new_orders_are_offered_by_area_and_date_and_the_old_everywhere(string area, string on, bool offered)
    {
        var (settings, day) = (OrderSettings.Default with { Area = area }, DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(offered, OrderRegime.Of(OrderKind.Dapn, settings, day).IsOffered);
        Assert.Equal(offered, OrderRegime.Of(OrderKind.Dapo, settings, day).IsOffered);
        Assert.True(OrderRegime.Of(OrderKind.Dvpn, settings, day).IsOffered);
        Assert.True(offered || day < new DateOnly(2025, 3, 1) || OrderRegime.Of(OrderKind.Dapo, settings, day).Reason.Contains("to be confirmed", StringComparison.Ordinal));
        Assert.True(OrderRegime.Of(OrderKind.Dapo, settings with { OfferedFrom = day }, day).IsOffered);
    }

    private static Result<ProtectiveOrder> Dvpn(OrderRank? rank = OrderRank.Superintendent, int? age = 30, NoticeConsidered? considered = null) =>
        Try(Terms(OrderKind.Dvpn, _day), new OrderGiven(rank, Considered: considered ?? Considered, PerpetratorAge: age, VictimAge: 30), Noon(_day));

    private static Result<ProtectiveOrder> Dapn(OrderRank rank, int victim, OrderFrame? frame = null) =>
        Try(Terms(OrderKind.Dapn, _day), new OrderGiven(rank, Considered: Considered, PerpetratorAge: 30, VictimAge: victim), Noon(_day), frame);

    private static Result<ProtectiveOrder> Dapo(DateOnly tag) => Try(Terms(OrderKind.Dapo, _day), new OrderGiven(TagUntil: tag, Tag: TagConsent.Given), Noon(_day));
}
