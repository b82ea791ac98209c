using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>One clock of an order, with its trace.</summary>
/// <param name="IsOver">What it asks for has been done, or nobody has to any more.</param>
public sealed record OrderClock(OrderClockKind Kind, DueDate Due, bool IsOver);

public enum OrderClockKind
{
    /// <summary>A court hears the application for the order (R4.28).</summary>
    Hearing,

    /// <summary>Whom it binds notifies name and address (R4.31).</summary>
    Notify,

    /// <summary>The longest that bail of this rank can run (R4.39).</summary>
    BailLimit,

    /// <summary>The longest that a domestic violence protection order can run (R4.29).</summary>
    LongestOrder,
}

/// <summary>The clocks of orders, reckoned by the one engine (R4.28 to R4.31, R4.39). Nothing here reads a clock: starts are passed in.</summary>
public static class OrderClocks
{
    /// <summary>By when a court hears a notice; null while nobody has recorded its service.</summary>
    public static DueDate? Hearing(DateTimeOffset? servedAt, DateOnly? servedOn, OrderFrame frame) =>
        servedAt is { } at ? Due(DeadlineCodes.CourtHearing, at, frame) : servedOn is { } on ? Due(DeadlineCodes.CourtHearing, on, frame) : null;

    /// <summary>By when name and address are notified: sources differ on whether the day made or the day of service counts, so the earlier does (R4.31).</summary>
    public static DueDate? Notify(DateOnly? madeOn, DateOnly? servedOn, OrderFrame frame) =>
        new[] { madeOn, servedOn }.Min() is { } first ? Due(DeadlineCodes.DapoNotify, first, frame) : null;

    /// <summary>The last day of bail that this rank may give; null where rank or arrest are not known.</summary>
    public static DueDate? BailLimit(OrderRank? rank, DateOnly? arrestedOn, OrderFrame frame) =>
        rank is { } by && arrestedOn is { } arrested
            ? Due(by switch { OrderRank.CustodyOfficer => DeadlineCodes.Bail3, OrderRank.Inspector => DeadlineCodes.Bail6, OrderRank.Superintendent => DeadlineCodes.Bail9, OrderRank.Court => DeadlineCodes.Bail18 }, arrested, frame)
            : null;

    public static DueDate? TagLimit(DateOnly from, OrderFrame frame) => Due(DeadlineCodes.DapoTag, from, frame);

    /// <summary>Every clock of one order, as far as its days are known.</summary>
    public static IReadOnlyList<OrderClock> Of(ProtectiveOrder order, OrderFrame frame)
    {
        var ended = order.EndedOn is not null;
        List<OrderClock> clocks = [];
        Add(OrderClockKind.Hearing, order.IsNotice ? Hearing(order.ServedAt, order.ServedOn, frame) : null, ended || order.Steps.Any(s => s.Kind is OrderStepKind.Adjourned));
        Add(OrderClockKind.Notify, order.Kind is OrderKind.Dapo ? Notify(order.FromOn, order.ServedOn, frame) : null, ended || order.Steps.Any(s => s.Kind is OrderStepKind.Notified));
        Add(OrderClockKind.BailLimit, order.Kind is OrderKind.PoliceBail ? BailLimit(order.Rank, order.ArrestedOn, frame) : null, ended);
        Add(OrderClockKind.LongestOrder, order is { Kind: OrderKind.Dvpo, FromOn: { } made } ? Due(DeadlineCodes.Dvpo28, made, frame) : null, ended);
        return clocks;

        void Add(OrderClockKind kind, DueDate? due, bool over)
        {
            if (due is not null)
            {
                clocks.Add(new OrderClock(kind, due, over));
            }
        }
    }

    /// <summary>The last day on which an order protects, as far as anybody knows: its last day, or for a notice the day by which a court hears it.</summary>
    public static DateOnly? LastDay(ProtectiveOrder order, OrderFrame frame) =>
        order.UntilOn ?? (!order.IsNotice ? null
            : order.HearingAt is { } heard ? UkTime.DateOf(heard)
            : Hearing(order.ServedAt, order.ServedOn, frame) is { } due ? UkTime.DateOf(due.DueAt.AddSeconds(-1)) : null);

    private static DueDate? Due(string code, DeadlineStart start, OrderFrame frame) => frame.Rules.TryDue(code, start, frame.Calendars).Match(due => (DueDate?)due, _ => null);
}
