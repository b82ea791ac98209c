using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Orders;

public sealed class OrderRulesTests
{
    private static readonly DateOnly _today = new(2026, 12, 29);

    private static readonly Id<Person> _bound = Id<Person>.New(Forms.Noon);

    private static readonly Actor _by = new(Id<StaffMember>.New(Forms.Noon), Id<Agency>.New(Forms.Noon), new HashSet<Role>(), new HashSet<Id<Domain.Maracs.Marac>>());

    [Theory]
    [InlineData(14, true)]
    [InlineData(28, true)]
    [InlineData(13, false)]
    [InlineData(29, false)]
    public void S41_a_DVPO_lasts_fourteen_to_twenty_eight_days_beginning_with_the_day_it_is_made(int days, bool accepted) =>
        Assert.Equal(accepted, Record(new(OrderKind.Dvpo, null, null, _today, _today.AddDays(days - 1), OrderConditions.None, null)).Refusal is null);

    [Fact]
    public void S41_made_on_29_December_28_days_end_on_25_January_and_14_on_11_January()
    {
        var refused = Record(new(OrderKind.Dvpo, null, null, _today, new(2027, 1, 26), OrderConditions.None, null)).Refusal!;
        Assert.Contains("between Monday 11 January 2027 and Monday 25 January 2027", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_holds_on_its_first_and_last_day_and_says_so()
    {
        var order = Given(Record(new(OrderKind.Restraining, "A court", null, _today, _today.AddDays(30), OrderConditions.NoContact, null), servedOn: _today));

        Assert.Equal(OrderState.NotYet, OrderRules.On(order, _today.AddDays(-1)).State);
        Assert.Equal(OrderState.InForce, OrderRules.On(order, _today).State);
        Assert.Equal(OrderState.InForce, OrderRules.On(order, _today.AddDays(30)).State);
        Assert.Equal(OrderState.Expired, OrderRules.On(order, _today.AddDays(31)).State);
    }

    [Fact]
    public void An_order_that_nobody_has_served_says_so_and_bail_needs_no_service()
    {
        Assert.Equal(OrderState.NotServed, OrderRules.On(Given(Record(new(OrderKind.NonMolestation, null, null, null, null, OrderConditions.None, null))), _today).State);
        Assert.Equal(OrderState.InForce, OrderRules.On(Given(Record(new(OrderKind.PoliceBail, null, null, null, null, OrderConditions.None, null))), _today).State);
    }

    [Fact]
    public void What_ended_early_holds_no_longer_and_needs_its_reason()
    {
        var order = Given(Record(new(OrderKind.CourtBail, null, null, _today.AddDays(-5), null, OrderConditions.None, null)));

        Assert.Equal("order.end-reason", order.End(_by, _today, " ", _today, Forms.Noon).Refusal?.Code);
        Assert.Null(order.End(_by, _today, "No further action", _today, Forms.Noon).Refusal);
        Assert.Equal(OrderState.Ended, OrderRules.On(order, _today).State);
        Assert.Equal("order.ended", order.End(_by, _today, "Again", _today, Forms.Noon).Refusal?.Code);
    }

    [Fact]
    public void Dates_that_cannot_be_are_refused()
    {
        Assert.Equal("order.until", Record(new(OrderKind.Other, null, null, _today, _today.AddDays(-1), OrderConditions.None, null)).Refusal?.Code);
        Assert.Equal("order.served", Record(new(OrderKind.Other, null, null, _today, null, OrderConditions.None, null), servedOn: _today.AddDays(1)).Refusal?.Code);
        Assert.Equal("order.same-person", ProtectiveOrder.Record(_by, _bound, _bound, new(OrderKind.Other, null, null, null, null, OrderConditions.None, null), null, null, OrderFrame.Default, _today, Forms.Noon).Refusal?.Code);
    }

    private static Result<ProtectiveOrder> Record(OrderTerms terms, DateOnly? servedOn = null) => ProtectiveOrder.Record(_by, _bound, null, terms, servedOn, null, OrderFrame.Default, _today, Forms.Noon);

    private static ProtectiveOrder Given(Result<ProtectiveOrder> result) => result.Match(order => order, refusal => throw new InvalidOperationException(refusal.Message));
}
