using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Orders;

public enum OrderStepKind
{
    Recorded,
    Served,
    HearingSet,
    Adjourned,

    /// <summary>The court sat and made the order: what it said, until the order itself is recorded and the notice ends.</summary>
    Sat,
    OrderMade,
    NotMade,
    Varied,
    Breached,
    Notified,
    Ended,
}

/// <summary>One thing that was done with an order. It is added and never changed.</summary>
public sealed class OrderStep
{
    public const int WordsMaxLength = 1000;

    /// <summary>Room for the conditions and the words that a change took the place of.</summary>
    public const int BeforeMaxLength = 3000;

    private OrderStep()
    {
    }

    internal OrderStep(Id<ProtectiveOrder> order, OrderStepKind kind, DateOnly on, string? words, string? before, Id<StaffMember> by, DateTimeOffset now) =>
        (OrderId, Kind, On, Words, Before, By, RecordedAt) = (order, kind, on, words, before, by, now);

    public long Number { get; private init; }

    public Id<ProtectiveOrder> OrderId { get; private init; }

    public OrderStepKind Kind { get; private init; }

    /// <summary>The London day on which it was done.</summary>
    public DateOnly On { get; private init; }

    public string? Words { get; private init; }

    /// <summary>What stood there before, in words.</summary>
    public string? Before { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }
}
