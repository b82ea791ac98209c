using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>An area in which the new notices and orders were tried out (R4.32). Days are London's, both included.</summary>
public sealed record PilotArea(string Area, DateOnly From, DateOnly Until);

/// <summary>By agency: which notices and orders its area offers, who may give a notice, and how long before an end the victim is told (R4.27 to R4.32).</summary>
/// <param name="DaysBeforeOrder">Days before the last day of an order by which the victim is told.</param>
/// <param name="DaysBeforeBail">The same for bail.</param>
/// <param name="DapnRank">Who may authorise a domestic abuse protection notice [U].</param>
/// <param name="Area">The area of this agency as the list of pilots names it; null where it lies in none.</param>
/// <param name="OfferedFrom">From when the new notices and orders are offered in this area after the pilots. To be confirmed: not set as shipped [U].</param>
public sealed record OrderSettings(string Version, int DaysBeforeOrder, int DaysBeforeBail, OrderRank DapnRank, IReadOnlyList<PilotArea> Pilots, string? Area = null, DateOnly? OfferedFrom = null)
{
    private static readonly DateOnly _pilotEnd = new(2026, 3, 31);

    public static OrderSettings Default { get; } = new(
        "default-1", 7, 7, OrderRank.Inspector,
        [
            new("Greater Manchester", new(2024, 11, 27), _pilotEnd), new("Croydon", new(2024, 11, 27), _pilotEnd), new("Bromley", new(2024, 11, 27), _pilotEnd), new("Sutton", new(2024, 11, 27), _pilotEnd),
            new("British Transport Police", new(2024, 11, 27), _pilotEnd),
            new("Cleveland", new(2025, 3, 1), _pilotEnd), new("North Wales", new(2025, 4, 28), _pilotEnd),
        ]);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() =>
        DaysBeforeOrder is < 1 or > 60 || DaysBeforeBail is < 1 or > 60 ? new("orders.days", "The victim is told 1 to 60 days before an end.")
        : DapnRank is OrderRank.Court ? new("orders.rank", "A notice is authorised by an officer.")
        : Pilots.FirstOrDefault(p => p.Until < p.From) is { } wrong ? new("orders.pilot", $"The pilot of {wrong.Area} ends before it begins.")
        : null;
}

/// <summary>Whether an area offers a kind of notice or order on a day, and why. Any kind may be recorded: a court elsewhere may have made it.</summary>
public sealed record OrderOffer(OrderKind Kind, bool IsOffered, string Reason);

/// <summary>Which notices and orders are offered where and when (R4.32): order_regime(area, date).</summary>
public static class OrderRegime
{
    public static OrderOffer Of(OrderKind kind, OrderSettings settings, DateOnly on)
    {
        if (kind is not (OrderKind.Dapn or OrderKind.Dapo))
        {
            return new(kind, true, "Offered everywhere in England and Wales.");
        }

        var pilots = settings.Pilots.Where(p => string.Equals(p.Area, settings.Area, StringComparison.OrdinalIgnoreCase)).ToList();
        return settings.OfferedFrom <= on ? new(kind, true, $"Offered in this area from {UkTime.Describe(settings.OfferedFrom!.Value)}.")
            : pilots.Find(p => p.From <= on && on <= p.Until) is { } pilot ? new(kind, true, $"Pilot of {pilot.Area}, until {UkTime.Describe(pilot.Until)}.")
            : pilots.FindLast(p => p.Until < on) is { } over ? new(kind, false, $"The pilot of {over.Area} ended on {UkTime.Describe(over.Until)}; cases of the pilot go on. What follows is to be confirmed.")
            : new(kind, false, "This area was in no pilot. What follows the pilots is to be confirmed.");
    }
}
