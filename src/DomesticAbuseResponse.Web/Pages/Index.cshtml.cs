using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages;

/// <summary>What this person must do, danger first. Every number leads to its list.</summary>
[Authorize(Policies.UseOwnAccount)]
public sealed class IndexModel(WorkToDo work, SignInEvents signIns) : PageModel
{
    public WorkToDo.View Work { get; private set; } = null!;

    /// <summary>The numbers of work that waits elsewhere, none of them when it is zero.</summary>
    public IReadOnlyList<(string Text, string Href)> Counted { get; private set; } = [];

    /// <summary>When somebody else started this person's own sign-in afresh, for their next sign-in to say so.</summary>
    public DateTimeOffset? StartedAfreshAt { get; private set; }

    /// <summary>What somebody of this role mostly comes for; with several roles, the first of them.</summary>
    public (string Text, string Href)? First => User.ToActor().Roles.Order().Select(Begin).FirstOrDefault();

    /// <summary>How many notices are not among those shown, and how many of them are about danger; null when all are shown.</summary>
    public string? MoreNotices
    {
        get
        {
            var (more, danger) = (Work.Notices.Total - Work.Notices.Notices.Count, Work.Notices.Danger - Work.Notices.Notices.Count(n => NoticeClosing.IsDanger(n.Kind)));
            return more <= 0 ? null : $"See {DisplayNames.Count(more, "more notice")}{(danger > 0 ? $", {danger} of them about danger" : "")}";
        }
    }

    public bool IsEmpty => Work.Notices.Total == 0 && Counted.Count == 0 && Work.FormsToFinish.Count == 0 && !User.May(Policies.ReadCases);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Work = await work.ReadAsync(User.ToActor(), ct);
        StartedAfreshAt = await signIns.StartedAfreshAtAsync(User.ToActor().StaffId, ct);
        Counted =
        [
            .. Line(Work.CallsToReview, "call to review or decide on", "calls to review or decide on", "/incidents/review"),
            .. Line(Work.HandoversToRead, "shift handover to read", "shift handovers to read", "/handovers"),
            .. Line(Work.IncomingToSettle, "report from another system that needs a person", "reports from other systems that need a person", "/incoming"),
            .. Line(Work.Supervising.ToReview, "risk assessment to review", "risk assessments to review", "/risk/reviews"),
            .. Line(Work.Supervising.NotHandedIn, "risk assessment begun and not handed in", "risk assessments begun and not handed in", "/risk/unfinished"),
            .. Line(Work.Supervising.ToSupervise, "high-risk or repeat incident: was a supervisor there?", "high-risk or repeat incidents: was a supervisor there?", "/incidents/supervision"),
            .. Line(Work.Supervising.ToDecide, "decision on a threat to life", "decisions on a threat to life", "/risk/high"),
            .. Line(Work.Schools?.Due, "child whose school has to be told now", "children whose schools have to be told now", "/school-notices"),
            .. Line(Work.Schools?.Decide, "school notice to decide on", "school notices to decide on", "/school-notices?list=decide"),
            .. Line(User.May(Policies.SendSchoolNotices) ? Work.Screenings?.ToShare : null, "child to share for screening", "children to share for screening", "/screening?queue=toshare"),
            .. Line(Work.Screenings?.Open, "child to screen", "children to screen", "/screening?queue=open"),
            .. Line(Work.ReferralsToAnswer, "referral to answer", "referrals to answer", "/referrals"),
            .. Line(Work.StaffToConfirm, "change of staff to confirm", "changes of staff to confirm", "/staff/confirm"),
            .. Line(Work.CasesCarried, "case you carry", "cases you carry", "/cases?mine=true"),
        ];
    }

    private static IEnumerable<(string Text, string Href)> Line(int? count, string one, string many, string href) =>
        count is > 0 ? [(DisplayNames.Count(count.Value, one, many), href)] : [];

    private static (string Text, string Href)? Begin(Role role) => role switch
    {
        Role.CallHandler => ("Log a call", "/incidents/log"),
        Role.ControlRoomSupportWorker => ("Check live incidents", "/specialist"),
        Role.ControlRoomSupervisor => ("Review calls", "/incidents/review"),
        Role.ResponseOfficer => ("See the incidents", "/incidents"),
        Role.SupportCarOfficer or Role.SupportCarWorker => ("Tasks of your crew", "/crew"),
        Role.Sergeant or Role.Inspector => ("Review risk assessments", "/risk/reviews"),
        Role.SafeguardingOfficer or Role.Idva or Role.IdvaManager => ("See your day", "/day"),
        Role.MaracCoordinator or Role.MaracChair => ("Prepare a meeting", "/marac"),
        Role.AgencyRepresentative => ("See the meetings", "/marac"),
        Role.Auditor => ("Read the access log", "/audit"),
        Role.AgencyAdministrator or Role.SystemAdministrator => ("Manage staff", "/admin/staff"),
    };
}
