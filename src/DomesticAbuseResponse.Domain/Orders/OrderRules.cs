using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>Whether an order holds on a day, and why.</summary>
public sealed record OrderStanding(OrderState State, string Reason)
{
    /// <summary>In force, served or not: what somebody on a call must know of.</summary>
    public bool Holds => State is OrderState.InForce or OrderState.NotServed;
}

/// <summary>Which orders there can be and which hold (4.4, 4.6). Dates are London's, first and last day included.</summary>
public static class OrderRules
{
    /// <summary>A domestic violence protection order lasts so many days, beginning with the day it is made (R4.29).</summary>
    public const int DvpoShortest = 14;

    public const int DvpoLongest = 28;

    /// <summary>Bail, licence and undertakings are given to the person face to face; everything else is served.</summary>
    public static bool IsServed(OrderKind kind) => kind is not (OrderKind.PoliceBail or OrderKind.CourtBail or OrderKind.LicenceConditions or OrderKind.Undertaking);

    public static OrderStanding On(ProtectiveOrder order, DateOnly date) =>
        order.EndedOn <= date ? new(OrderState.Ended, $"Ended on {UkTime.Describe(order.EndedOn!.Value)}.")
        : order.UntilOn < date ? new(OrderState.Expired, $"Its last day was {UkTime.Describe(order.UntilOn!.Value)}.")
        : order.FromOn > date ? new(OrderState.NotYet, $"It begins on {UkTime.Describe(order.FromOn!.Value)}.")
        : IsServed(order.Kind) && (order.ServedOn is null || order.ServedOn > date) ? new(OrderState.NotServed, "Made, and nobody has recorded that it was served.")
        : new(OrderState.InForce, order.UntilOn is { } until ? $"In force up to and including {UkTime.Describe(until)}." : "In force, with no last day recorded.");

    /// <summary>Why these terms cannot be, or null when they can.</summary>
    public static Refusal? Check(OrderTerms terms, DateOnly? servedOn, DateOnly today)
    {
        if (terms.Until < terms.From)
        {
            return new("order.until", "The last day lies before the first. Check both.");
        }

        if (servedOn > today || servedOn < terms.From)
        {
            return new("order.served", servedOn > today ? "The day of service lies in the future." : "An order is served on the day it is made, or later.");
        }

        return terms is { Kind: OrderKind.Dvpo, From: { } from, Until: { } until } && until.DayNumber - from.DayNumber + 1 is var days && days is < DvpoShortest or > DvpoLongest
            ? new("order.dvpo-length", $"A domestic violence protection order lasts {DvpoShortest} to {DvpoLongest} days beginning with the day it is made: from {UkTime.Describe(from)} its last day lies between {UkTime.Describe(from.AddDays(DvpoShortest - 1))} and {UkTime.Describe(from.AddDays(DvpoLongest - 1))}. This would be {days}.")
            : null;
    }
}
