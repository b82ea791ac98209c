namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>Orders and their conditions in words.</summary>
public static class OrderWords
{
    public static IReadOnlyList<OrderConditions> AllConditions { get; } = [.. Enum.GetValues<OrderConditions>().Where(c => c is not OrderConditions.None)];

    public static string Of(OrderKind kind) => kind switch
    {
        OrderKind.PoliceBail => "Police bail",
        OrderKind.CourtBail => "Court bail",
        OrderKind.ReleasedUnderInvestigation => "Released under investigation",
        OrderKind.Dvpn => "Domestic violence protection notice (DVPN)",
        OrderKind.Dvpo => "Domestic violence protection order (DVPO)",
        OrderKind.Dapn => "Domestic abuse protection notice (DAPN)",
        OrderKind.Dapo => "Domestic abuse protection order (DAPO)",
        OrderKind.NonMolestation => "Non-molestation order",
        OrderKind.Occupation => "Occupation order",
        OrderKind.Restraining => "Restraining order",
        OrderKind.StalkingProtection => "Stalking protection order",
        OrderKind.ForcedMarriageProtection => "Forced marriage protection order",
        OrderKind.FgmProtection => "FGM protection order",
        OrderKind.ProhibitedSteps => "Prohibited steps order",
        OrderKind.LicenceConditions => "Licence conditions",
        OrderKind.Undertaking => "Undertaking to a court",
        OrderKind.Other => "Another order",
    };

    public static string Of(OrderConditions condition) => condition switch
    {
        OrderConditions.NoContact => "no contact",
        OrderConditions.NoContactThroughOthers => "no contact through others",
        OrderConditions.NoContactOnline => "no contact online",
        OrderConditions.KeepAway => "keep away from a place",
        OrderConditions.LeaveHome => "leave the home",
        OrderConditions.NoViolenceOrThreats => "no violence or threats",
        OrderConditions.LiveAtAddress => "live at a given address",
        OrderConditions.Curfew => "curfew",
        OrderConditions.ElectronicTag => "electronic tag",
        OrderConditions.ReportToPolice => "report to the police",
        OrderConditions.GiveUpPassport => "give up the passport",
        OrderConditions.AttendProgramme => "attend a programme",
        _ => "",
    };

    public static string Of(OrderState state) => state switch
    {
        OrderState.NotYet => "Not yet in force",
        OrderState.InForce => "In force",
        OrderState.NotServed => "In force, not served",
        OrderState.Expired => "Expired",
        OrderState.Ended => "Ended",
    };

    /// <summary>When a kind is the right one, for whoever records it; null where its name says it.</summary>
    public static string? Hint(OrderKind kind) => kind switch
    {
        OrderKind.PoliceBail => "Before a charge, with or without conditions",
        OrderKind.CourtBail => "After a charge, by a court",
        OrderKind.ReleasedUnderInvestigation => "Let go while the investigation goes on; no conditions are possible",
        OrderKind.Dvpn => "Given by the police; a court hears it within 48 hours",
        OrderKind.Dvpo => "Made by a court, for 14 to 28 days",
        OrderKind.NonMolestation => "Made by a family court: forbids abuse, threats and contact",
        OrderKind.Occupation => "Made by a family court: says who may live in the home",
        OrderKind.Restraining => "Made by a criminal court after a trial",
        OrderKind.LicenceConditions => "What somebody released from prison must keep to",
        _ => null,
    };

    public static string Of(OrderRank rank) => rank switch
    {
        OrderRank.CustodyOfficer => "A custody officer",
        OrderRank.Inspector => "An inspector or chief inspector",
        OrderRank.Superintendent => "A superintendent or above",
        OrderRank.Court => "A magistrates’ court",
    };

    /// <summary>The least rank, in the middle of a sentence.</summary>
    public static string AtLeast(OrderRank rank) => rank switch
    {
        OrderRank.CustodyOfficer => "a custody officer or above",
        OrderRank.Inspector => "an inspector or above",
        OrderRank.Superintendent => "a superintendent or above",
        OrderRank.Court => "a court",
    };

    public static string Of(BailPurposes purpose) => purpose switch
    {
        BailPurposes.Attendance => "to make sure that they come back",
        BailPurposes.NoNewOffences => "to stop new offences",
        BailPurposes.NoInterference => "to stop interference with witnesses or the course of justice",
        BailPurposes.OwnProtection => "for their own protection",
        _ => "",
    };

    public static IReadOnlyList<BailPurposes> AllPurposes { get; } = [.. Enum.GetValues<BailPurposes>().Where(p => p is not BailPurposes.None)];

    public static string Of(OrderStepKind step) => step switch
    {
        OrderStepKind.Recorded => "Made or given",
        OrderStepKind.Served => "Served",
        OrderStepKind.HearingSet => "A hearing was set",
        OrderStepKind.Adjourned => "The hearing was adjourned; the notice goes on",
        OrderStepKind.Sat => "The court sat",
        OrderStepKind.OrderMade => "The court made the order",
        OrderStepKind.NotMade => "The court made no order",
        OrderStepKind.Varied => "Varied",
        OrderStepKind.Breached => "Breached",
        OrderStepKind.Notified => "Name and address were notified",
        OrderStepKind.Ended => "Ended",
    };

    public static string Of(OrderClockKind clock) => clock switch
    {
        OrderClockKind.Hearing => "A court hears it by",
        OrderClockKind.Notify => "Name and address are notified by",
        OrderClockKind.BailLimit => "The longest this rank may bail for",
        OrderClockKind.LongestOrder => "The longest such an order can last",
    };

    /// <summary>What a breach is, for whoever has to act on it.</summary>
    public static string OfBreach(OrderKind kind) => kind switch
    {
        OrderKind.Dvpn or OrderKind.Dapn => "Whoever breaches a notice can be arrested without a warrant and is brought before a court.",
        OrderKind.Dvpo => "A breach is contempt of court: arrest, and a court within 24 hours.",
        OrderKind.Dapo => "A breach is a crime, with up to 5 years in prison.",
        OrderKind.NonMolestation or OrderKind.Restraining or OrderKind.StalkingProtection => "A breach is a crime.",
        OrderKind.PoliceBail => "Whoever breaks a condition can be arrested; the custody clock pauses for 3 hours.",
        OrderKind.CourtBail => "Whoever breaks a condition can be arrested and is brought before the court.",
        OrderKind.LicenceConditions => "Tell the probation service at once: a breach may lead to recall.",
        _ => "Record what was done, and see whether it is a crime by itself.",
    };

    /// <summary>What stood in an order before it is varied.</summary>
    internal static string Before(ProtectiveOrder order)
    {
        var until = order.UntilOn is { } last ? $"Last day {Time.UkTime.Describe(last)}" : "No last day";
        var tag = order.TagUntilOn is { } off ? $"; tag until {Time.UkTime.Describe(off)}" : "";
        var conditions = string.Join(", ", Each(order.Conditions)) is { Length: > 0 } all ? all : "no conditions";
        return order.Details is { } words ? $"{until}{tag}; {conditions}. {words}" : $"{until}{tag}; {conditions}.";
    }

    public static IEnumerable<string> Each(BailPurposes purposes) => AllPurposes.Where(p => purposes.HasFlag(p)).Select(Of);

    /// <summary>Each condition that is set, in words.</summary>
    public static IEnumerable<string> Each(OrderConditions conditions) => AllConditions.Where(c => conditions.HasFlag(c)).Select(Of);
}
