using System.Collections.Frozen;
using System.Security.Claims;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>A page that somebody comes to on their own, and not from a record or a list.</summary>
/// <param name="Text">As short as a menu needs.</param>
/// <param name="Hint">What is done there, for somebody who has never been.</param>
public sealed record NavigationItem(string Text, string Href, string Policy, string Hint)
{
    /// <summary>True on the page itself and on the pages below it.</summary>
    public bool IsAt(PathString path) => path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Pages that belong to one kind of work.</summary>
public sealed record NavigationGroup(string Name, IReadOnlyList<NavigationItem> Items);

/// <summary>What the header shows: the few pages somebody of this role works on, the one they are in, and the way to all the others.</summary>
/// <param name="Groups">All pages the person may use, for the page that lists them.</param>
public sealed record NavigationModel(IReadOnlyList<NavigationItem> Items, NavigationItem? Current, IReadOnlyList<NavigationGroup> Groups)
{
    public static NavigationModel For(ClaimsPrincipal user, PathString path)
    {
        ArgumentNullException.ThrowIfNull(user);
        var groups = Navigation.Groups.Select(g => g with { Items = [.. g.Items.Where(i => user.May(i.Policy))] }).Where(g => g.Items.Count > 0).ToArray();
        var open = groups.SelectMany(g => g.Items).ToArray();
        var here = open.Where(i => i.IsAt(path)).MaxBy(i => i.Href.Length);

        // Of somebody with several roles, what each role does first comes before what any does second.
        var first = user.ToActor().Roles.Order().SelectMany(r => Navigation.FirstOf[r].Select((href, n) => (href, n))).OrderBy(p => p.n).Select(p => p.href).Distinct().Take(Navigation.Most)
            .Select(href => Array.Find(open, i => i.Href == href)).OfType<NavigationItem>().ToList();
        if (open.Length > first.Count)
        {
            first.Add(Navigation.More);
        }

        // A page that stands in no header is below one that does, or else is one of the others.
        var current = first.Find(i => i == here) ?? first.Find(i => i.IsAt(path)) ?? (here is null ? null : first.Find(i => i == Navigation.More));
        return new NavigationModel(first, current, groups);
    }
}

/// <summary>The pages a menu can lead to. The header holds the few that somebody of a role works on; a page of its own, which needs no script, holds all.</summary>
public static class Navigation
{
    /// <summary>More than so many in the header and none is found at a glance.</summary>
    public const int Most = 5;

    public static NavigationItem More { get; } = new("More", "/more", Policies.UseOwnAccount, "");

    public static IReadOnlyList<NavigationGroup> Groups { get; } =
    [
        new("Calls and incidents",
        [
            new("Log a call", "/incidents/log", Policies.LogCalls, "One screen for the call, with history while you type"),
            new("Board", "/incidents/board", Policies.ReadIncidents, "Every open call, and how soon somebody must be there"),
            new("Incidents", "/incidents", Policies.ReadIncidents, "All incidents, newest first"),
            new("Review list", "/incidents/review", Policies.ReviewIncidents, "Slow grades, requests for another grade and withdrawn complaints that wait for a supervisor"),
            new("Live review", "/specialist", Policies.CheckLive, "Live incidents for the specialist in the control room"),
            new("Handovers", "/handovers", Policies.ReadHandovers, "Write, sign and read the handover of a shift"),
            new("Incoming", "/incoming", Policies.SettleIncoming, "Reports of other systems that need a person"),
        ]),
        new("People",
        [
            new("Find", "/people", Policies.ReadPeople, "Anybody, any address, number, case or reference"),
            new("Same person?", "/merges/likely", Policies.SettleSamePeople, "Records that are likely of one person: merge them, or say that they are two people"),
            new("Merges to decide", "/merges", Policies.EditPeople, "Merges that wait for a second person"),
        ]),
        new("Cases and risk",
        [
            new("Your day", "/day", Policies.WorkCases, "What is due today, what comes next, and what waits for others"),
            new("Calendar", "/calendar", Policies.WorkCases, "Hearings, ends of orders and bail, releases, days in court, and the tasks before them"),
            new("Cases", "/cases", Policies.ReadCases, "Cases of your agency and those it is asked to help with"),
            new("Crew", "/crew", Policies.WorkCrews, "The tasks of a crew on its shift, nearest and most urgent first"),
            new("Caseload", "/caseload", Policies.CarryCases, "Who carries which case, and how heavy that is"),
            new("Deadlines", "/deadlines", Policies.ReadCases, "What is overdue, due today and due later, and why on that date"),
            new("Risk reviews", "/risk/reviews", Policies.ReviewRisk, "Risk assessments that wait for your review"),
            new("Before off duty", "/risk/unfinished", Policies.ReviewRisk, "Risk assessments begun and not handed in"),
            new("Supervisor at the scene", "/incidents/supervision", Policies.Supervise, "High-risk and repeat incidents: was a supervisor there?"),
            new("Threat to life", "/risk/high", Policies.DecideThreat, "Every High, and whether the threat-to-life policy is needed"),
            new("Perpetrators", "/perpetrators", Policies.ManagePerpetrators, "Who has harmed most, most recently and most gravely, for MATAC; serial, repeat, and without an offender manager"),
            new("School notices", "/school-notices", Policies.ReadSchoolNotices, "Children whose school, college or local authority has to be told before the next school day"),
            new("Joint screening", "/screening", Policies.ScreenChildren, "Children who wait to be screened by police, health and children’s services"),
            new("Referrals", "/referrals", Policies.ReadReferrals, "To answer, and those your agency made"),
            new("Clare’s Law", "/disclosures", Policies.DecideDisclosures, "Requests under the disclosure scheme, each step and the 28 days"),
            new("Take a Clare’s Law request", "/disclosures/take", Policies.TakeDisclosures, "Somebody asks about a partner’s past: write it down for those who decide"),
            new("MARAC", "/marac", Policies.ReadMaracs, "Meetings, referrals to them and their agendas"),
        ]),
        new("Your area",
        [
            new("Briefing", "/briefing", Policies.ReadBriefings, "What a policing unit must know today, victims’ actions beside perpetrators’"),
            new("Neighbourhoods", "/neighbourhoods", Policies.ReadNeighbourhoods, "Repeat callers of each neighbourhood, their plans and the partnership meeting"),
            new("Partnership", "/partnership", Policies.ActForPartners, "Actions your agency took on at a partnership meeting"),
            new("Campaigns", "/campaigns", Policies.ReadCampaigns, "Victims who are contacted again, as before Christmas"),
            new("Rota", "/rota", Policies.ReadRota, "Who is on duty: crews, support workers, mental-health car, dedicated officers"),
        ]),
        new("Quality and figures",
        [
            new("Quality", "/quality", Policies.ReadQuality, "Assessments done, late and left out; dip samples; the share of High"),
            new("Quality samples", "/quality/samples", Policies.ReadQuality, "Drawn at random, scored blind, with how far the scores agree"),
            new("Feedback on your work", "/quality/feedback", Policies.ReadFeedback, "What can be learnt from your forms and calls"),
            new("Support figures", "/specialist/figures", Policies.ReadSupportFigures, "Victims engaged and referred, by service and period"),
            new("Figures for publication", "/specialist/published", Policies.ReadPublishedFigures, "What crews and support workers achieve in a force, without small numbers"),
            new("Flow", "/flow", Policies.WatchFlow, "Referrals, assessments and calls of each route against what is usual"),
            new("Definitions", "/definitions", Policies.ReadDefinitions, "What repeat, serial and vulnerable mean here"),
        ]),
        new("Administration",
        [
            new("Staff", "/admin/staff", Policies.ManageStaff, "Colleagues and their roles"),
            new("Teams", "/admin/teams", Policies.ManageStaff, "Teams of your agency"),
            new("Staff to confirm", "/staff/confirm", Policies.ConfirmStaff, "Changes of staff that need a second person"),
            new("Places", "/admin/places", Policies.ManagePlaces, "MARACs, policing units, neighbourhoods and whom others ring"),
            new("Settings", "/admin/settings", Policies.ManagePlaces, "What your agency decides for itself, and since when"),
            new("Keys", "/admin/keys", Policies.ManageStaff, "Keys with which other systems report incidents"),
            new("Access log", "/audit", Policies.ReadAccessLog, "Who looked at what, and why"),
            new("Who searched", "/audit/searches", Policies.ReadAccessLog, "Who looked for a name, number or address"),
            new("Changes of staff", "/audit/staff", Policies.ReadAccessLog, "Who was given which role, by whom"),
        ]),
        new("For you",
        [
            new("Notices", "/notices", Policies.UseOwnAccount, "What you have been told, danger first"),
            new("What you have begun", "/drafts", Policies.UseOwnAccount, "Forms you have not finished"),
            new("Your sign-in", "/account", Policies.UseOwnAccount, "Password, second step and where you are signed in"),
        ]),
    ];

    /// <summary>What somebody of each role works on first, in that order.</summary>
    public static FrozenDictionary<Role, IReadOnlyList<string>> FirstOf { get; } = Enum.GetValues<Role>().ToFrozenDictionary(r => r, Of);

    private static IReadOnlyList<string> Of(Role role) => role switch
    {
        Role.CallHandler => ["/incidents/log", "/incidents/board", "/incidents", "/people", "/handovers"],
        Role.ControlRoomSupervisor => ["/incidents/review", "/incidents/board", "/incidents/log", "/people", "/handovers"],
        Role.ControlRoomSupportWorker => ["/specialist", "/incidents/board", "/people", "/cases", "/referrals"],
        Role.ResponseOfficer => ["/incidents", "/incidents/board", "/cases", "/people", "/briefing"],
        Role.SupportCarOfficer => ["/crew", "/incidents", "/cases", "/people", "/rota"],
        Role.SupportCarWorker => ["/crew", "/cases", "/referrals", "/people", "/rota"],
        Role.Sergeant => ["/risk/reviews", "/incidents", "/briefing", "/cases", "/people"],
        Role.Inspector => ["/risk/reviews", "/briefing", "/incidents", "/cases", "/people"],
        Role.SafeguardingOfficer => ["/day", "/cases", "/referrals", "/incidents", "/people"],
        Role.Idva => ["/day", "/caseload", "/cases", "/referrals", "/people"],
        Role.IdvaManager => ["/day", "/caseload", "/referrals", "/risk/reviews", "/people"],
        Role.MaracCoordinator or Role.MaracChair => ["/marac", "/referrals", "/cases", "/people", "/flow"],
        Role.AgencyRepresentative => ["/marac", "/referrals", "/cases", "/people", "/partnership"],
        Role.Auditor => ["/audit", "/audit/searches", "/audit/staff"],
        Role.AgencyAdministrator or Role.SystemAdministrator => ["/admin/staff", "/admin/places", "/admin/settings", "/admin/keys"],
    };
}
