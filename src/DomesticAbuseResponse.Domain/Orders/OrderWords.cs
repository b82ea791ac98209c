namespace DomesticAbuseResponse.Domain.Orders;

/// <summary>Orders and their conditions in words.</summary>
public static class OrderWords
{
    public static IReadOnlyList<OrderConditions> AllConditions { get; } = [.. Enum.GetValues<OrderConditions>().Where(c => c is not OrderConditions.None)];

    public static string Of(OrderKind kind) => kind switch
    {
        OrderKind.PoliceBail => "Police bail",
        OrderKind.CourtBail => "Court bail",
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

    /// <summary>Each condition that is set, in words.</summary>
    public static IEnumerable<string> Each(OrderConditions conditions) => AllConditions.Where(c => conditions.HasFlag(c)).Select(Of);
}
