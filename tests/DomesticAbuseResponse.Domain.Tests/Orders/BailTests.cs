using DomesticAbuseResponse.Domain.Orders;
using static DomesticAbuseResponse.Domain.Tests.Orders.OrderStory;

namespace DomesticAbuseResponse.Domain.Tests.Orders;

/// <summary>Pre-charge bail and release under investigation (R4.39 to R4.41).</summary>
public sealed class BailTests
{
    private static readonly DateOnly _arrest = new(2027, 1, 10);

    [Theory]
    [InlineData(OrderRank.CustodyOfficer, "2027-01-10", "2027-04-10")]
    [InlineData(OrderRank.Inspector, "2027-01-10", "2027-07-10")]
    [InlineData(OrderRank.Superintendent, "2027-01-10", "2027-10-10")]
    [InlineData(OrderRank.CustodyOfficer, "2026-11-29", "2027-02-28")]
    [InlineData(OrderRank.Inspector, "2026-11-29", "2027-05-29")]
    [InlineData(OrderRank.Superintendent, "2026-11-29", "2027-08-29")]
    public void S80_S81_bail_without_a_last_day_runs_as_long_as_its_rank_may_give_and_not_a_day_longer(OrderRank rank, string arrested, string last)
    {
        var (day, until) = (Day(arrested), Day(last));

        Assert.Equal(until, Made(Terms(OrderKind.PoliceBail, day), new OrderGiven(rank, day), Noon(day)).UntilOn);
        Assert.Null(Try(Terms(OrderKind.PoliceBail, day, until), new OrderGiven(rank, day), Noon(day)).Refusal);
        var refused = Try(Terms(OrderKind.PoliceBail, day, until.AddDays(1)), new OrderGiven(rank, day), Noon(day)).Refusal!;
        Assert.Equal("order.bail-length", refused.Code);
        Assert.Contains("the period begins on the day after the arrest", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bail_of_which_the_arrest_or_the_rank_is_not_known_is_written_down_as_it_is()
    {
        Assert.Null(Made(Terms(OrderKind.PoliceBail, _arrest), null, Noon(_arrest)).UntilOn);
        Assert.Equal(_arrest.AddYears(1), Made(Terms(OrderKind.PoliceBail, _arrest, _arrest.AddYears(1)), new OrderGiven(OrderRank.Inspector), Noon(_arrest)).UntilOn);
        Assert.Equal("order.arrested", Try(Terms(OrderKind.PoliceBail, _arrest), new OrderGiven(ArrestedOn: _arrest.AddDays(1)), Noon(_arrest.AddDays(2))).Refusal?.Code);
    }

    [Fact]
    public void S86_conditions_are_varied_with_the_victims_views_or_with_why_that_was_not_practicable()
    {
        var bail = Made(Terms(OrderKind.PoliceBail, _arrest), new OrderGiven(OrderRank.CustodyOfficer, _arrest), Noon(_arrest));
        OrderChange change = new(_arrest.AddDays(5), bail.UntilOn, OrderConditions.NoContact | OrderConditions.KeepAway, null, "He went to her work", null, BailPurposes.NoInterference, null, " ");
        var (today, now) = (_arrest.AddDays(6), Noon(_arrest.AddDays(6)));

        Assert.Equal("order.views", bail.Vary(By, change, OrderFrame.Default, today, now).Refusal?.Code);
        Assert.Equal(OrderConditions.NoContact, bail.Conditions);
        Given(bail.Vary(By, change with { ViewsNotSought = "No safe way of reaching her was known" }, OrderFrame.Default, today, now));
        Assert.Equal((OrderConditions.NoContact | OrderConditions.KeepAway, BailPurposes.NoInterference), (bail.Conditions, bail.Purposes));
        var step = bail.Steps.Single(s => s.Kind is OrderStepKind.Varied);
        Assert.Contains("no contact", step.Before, StringComparison.Ordinal);
        Assert.Contains("10 April 2027", step.Before, StringComparison.Ordinal);
        Assert.Equal("order.vary-nothing", bail.Vary(By, change with { VictimViews = "Agrees" }, OrderFrame.Default, today, now).Refusal?.Code);
        Assert.Equal("order.bail-length", bail.Vary(By, change with { VictimViews = "Agrees", Until = new(2027, 4, 11) }, OrderFrame.Default, today, now).Refusal?.Code);
        Given(bail.Vary(By, change with { VictimViews = "Agrees", Until = new(2027, 7, 10), Rank = OrderRank.Inspector }, OrderFrame.Default, today, now));
        Assert.Equal((OrderRank.Inspector, new DateOnly(2027, 7, 10)), (bail.Rank, bail.UntilOn));
    }

    [Fact]
    public void Whoever_varies_only_the_conditions_of_bail_need_not_be_of_the_rank_that_lengthened_it()
    {
        var bail = Made(Terms(OrderKind.PoliceBail, _arrest), new OrderGiven(OrderRank.Inspector, _arrest), Noon(_arrest));
        OrderChange change = new(_arrest.AddDays(5), bail.UntilOn, OrderConditions.Curfew, null, null, OrderRank.CustodyOfficer, BailPurposes.None, "Agrees", null);

        Given(bail.Vary(By, change, OrderFrame.Default, _arrest.AddDays(6), Noon(_arrest.AddDays(6))));
        Assert.Equal((OrderRank.Inspector, new DateOnly(2027, 7, 10)), (bail.Rank, bail.UntilOn));
        Given(bail.Vary(By, change with { Until = new(2027, 6, 1) }, OrderFrame.Default, _arrest.AddDays(6), Noon(_arrest.AddDays(6)))); // shorter
        Assert.Equal("order.bail-length", bail.Vary(By, change with { Until = new(2027, 6, 2) }, OrderFrame.Default, _arrest.AddDays(6), Noon(_arrest.AddDays(6))).Refusal?.Code);
    }

    [Fact]
    public void R4_40_nobody_released_under_investigation_has_conditions_or_a_last_day()
    {
        Assert.Equal("order.rui-conditions", Try(Terms(OrderKind.ReleasedUnderInvestigation, _arrest), null, Noon(_arrest)).Refusal?.Code);
        Assert.Equal("order.until", Try(Terms(OrderKind.ReleasedUnderInvestigation, _arrest, _arrest.AddDays(9), OrderConditions.None), null, Noon(_arrest)).Refusal?.Code);
        Assert.Null(Try(Terms(OrderKind.ReleasedUnderInvestigation, _arrest, null, OrderConditions.None), null, Noon(_arrest)).Refusal);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
