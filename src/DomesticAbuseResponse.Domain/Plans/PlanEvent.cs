namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>What happens around a case that a plan may not have been made for (R3.11).</summary>
public enum PlanEventKind
{
    Incident,

    /// <summary>The victim or somebody who harms them has another address, or left one. Whose it is, is not said: a plan is read by many.</summary>
    Moved,
    OrderMade,

    /// <summary>Served, or its first day came.</summary>
    OrderChanged,
    OrderEnded,

    /// <summary>Bail or a licence was given, or somebody said that the perpetrator was released.</summary>
    Released,

    /// <summary>The case was put before a MARAC, or the meeting was held.</summary>
    Marac,
    CourtDate,
}

/// <summary>Something that happened.</summary>
/// <param name="At">When it was on record here, at the earliest when it happened: nobody looks at a plan again because of what they do not know. UTC.</param>
/// <param name="On">The London day of which it is spoken.</param>
public sealed record PlanEvent(PlanEventKind Kind, DateTimeOffset At, DateOnly On)
{
    /// <summary>Kinds that the records do not always show, so that people may say them.</summary>
    public static IReadOnlyList<PlanEventKind> ToldByHand { get; } = [PlanEventKind.Released, PlanEventKind.CourtDate, PlanEventKind.Moved];

    public string Words => Kind switch
    {
        PlanEventKind.Incident => "a new incident was reported",
        PlanEventKind.Moved => "somebody moved",
        PlanEventKind.OrderMade => "an order or bail was recorded",
        PlanEventKind.OrderChanged => "an order was served or began",
        PlanEventKind.OrderEnded => "an order or bail ended",
        PlanEventKind.Released => "somebody was released",
        PlanEventKind.Marac => "the case was put before a MARAC",
        PlanEventKind.CourtDate => "there is a court date",
    };
}
