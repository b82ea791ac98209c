using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Flow;

/// <summary>How a route and its state are called on a page.</summary>
public static class FlowWords
{
    /// <summary>"MARAC referrals to Ashmere North MARAC".</summary>
    public static string Of(FlowMonitor.Route route, DisplayNames names)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(names);
        return route.Kind switch
        {
            FlowKind.Referral => $"{(Enum.TryParse<ReferralKind>(route.Instrument, out var kind) ? names.Of(kind) : route.Instrument)} referrals to {route.To}",
            FlowKind.Assessment => $"{route.Instrument} assessments",
            FlowKind.Incident => "Calls and reports",
        };
    }

    public static string ColourOf(FlowState state) => state switch
    {
        FlowState.Silent => "red",
        FlowState.Dropped => "orange",
        FlowState.AsExpected => "green",
        FlowState.TooFew or FlowState.TooNew => "grey",
    };
}
