using System.Security.Claims;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>One entry of the service navigation.</summary>
public sealed record NavigationItem(string Text, string Href, string Policy)
{
    /// <summary>True on the page itself and on the pages below it.</summary>
    public bool IsAt(PathString path) => path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the header's navigation shows: the entries the person may use, and the one they are in.</summary>
public sealed record NavigationModel(IReadOnlyList<NavigationItem> Items, NavigationItem? Current)
{
    public static NavigationModel For(ClaimsPrincipal user, PathString path)
    {
        var items = Navigation.Items.Where(i => user.May(i.Policy)).ToArray();
        return new NavigationModel(items, items.Where(i => i.IsAt(path)).MaxBy(i => i.Href.Length));
    }
}

/// <summary>The list of pages the service navigation can lead to, in its order.</summary>
public static class Navigation
{
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new("Call log", "/incidents/log", Policies.LogCalls),
        new("Board", "/incidents/board", Policies.ReadIncidents),
        new("Live review", "/specialist", Policies.CheckLive),
        new("Incidents", "/incidents", Policies.ReadIncidents),
        new("Review list", "/incidents/review", Policies.ReviewIncidents),
        new("Handovers", "/handovers", Policies.ReadHandovers),
        new("Incoming", "/incoming", Policies.SettleIncoming),
        new("Risk reviews", "/risk/reviews", Policies.ReviewRisk),
        new("Briefing", "/briefing", Policies.ReadBriefings),
        new("Neighbourhoods", "/neighbourhoods", Policies.ReadNeighbourhoods),
        new("Your day", "/day", Policies.WorkCases),
        new("Cases", "/cases", Policies.ReadCases),
        new("Caseload", "/caseload", Policies.CarryCases),
        new("Referrals", "/referrals", Policies.ReadReferrals),
        new("MARAC", "/marac", Policies.ReadMaracs),
        new("Partnership", "/partnership", Policies.ActForPartners),
        new("Campaigns", "/campaigns", Policies.ReadCampaigns),
        new("Flow", "/flow", Policies.WatchFlow),
        new("Find", "/people", Policies.ReadPeople),
        new("Definitions", "/definitions", Policies.SetDefinitions),
        new("Crew", "/crew", Policies.WorkCrews),
        new("Quality", "/quality", Policies.ReadQuality),
        new("Rota", "/rota", Policies.ReadRota),
        new("Access log", "/audit", Policies.ReadAccessLog),
        new("Staff", "/admin/staff", Policies.ManageStaff),
        new("Places", "/admin/places", Policies.ManagePlaces),
        new("Staff to confirm", "/staff/confirm", Policies.ConfirmStaff),
    ];
}
