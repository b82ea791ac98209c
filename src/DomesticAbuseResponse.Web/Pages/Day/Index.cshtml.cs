using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Day;

/// <summary>What is overdue, due today, next, and waiting on others; each item by itself, none behind a number.</summary>
[Authorize(Policies.WorkCases)]
public sealed class IndexModel(YourDay day, CaseWords words, DisplayNames names, TimeProvider clock) : PageModel
{
    /// <summary>The whole agency's; when nothing is said, one's own for those who carry cases and the agency's for the rest.</summary>
    [BindProperty(SupportsGet = true)]
    public bool? Agency { get; set; }

    public YourDay.View View { get; private set; } = null!;

    public DateOnly Today => UkTime.DateOf(clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = User.ToActor();
        View = await day.ReadAsync(actor, Agency ?? !actor.HasAny(Role.Idva, Role.IdvaManager), ct);
    }

    public static string Nothing(DayPart part) => part switch
    {
        DayPart.Overdue => "Nothing is overdue.",
        DayPart.Today => "Nothing is due today.",
        DayPart.Next => "Nothing is planned. A task can be set on the page of its case.",
        DayPart.Waiting => "Nothing waits for anybody else.",
    };

    public static string Href(YourDay.Item item) => item.Kind switch
    {
        DayKind.Deadline => item.Deadline is DeadlineKind.ContactVictim or DeadlineKind.IdvaFirstContact ? $"/cases/{item.CaseId}/contact"
            : item.Deadline is DeadlineKind.NotifySchool ? $"/cases/{item.CaseId}/children"
            : item.Deadline is DeadlineKind.BeginPlan or DeadlineKind.ReviewPlan ? $"/cases/{item.CaseId}/plan" : $"/cases/{item.CaseId}",
        DayKind.CallBack or DayKind.SafeContact => $"/cases/{item.CaseId}/contact",
        DayKind.PlanLine => $"/cases/{item.CaseId}/plan",
        DayKind.Task => $"/tasks/{item.Subject}",
        DayKind.Referral => $"/referrals/{item.Subject}",
        DayKind.OrderEnds or DayKind.Meeting => $"/cases/{item.CaseId}",
    };

    public string What(YourDay.Item item) => item.Kind switch
    {
        DayKind.Deadline => words.Of(item.Deadline!.Value),
        DayKind.CallBack => "Call back, as agreed",
        DayKind.Task => "Task",
        DayKind.PlanLine => "From the safety plan",
        DayKind.Referral => Referral(item),
        DayKind.SafeContact => "Ask again which way of reaching them is safe",
        DayKind.OrderEnds => $"{OrderWords.Of(item.Order!.Value)} ends: tell the {DisplayNames.Inside(names.Victim)} before",
        DayKind.Meeting => $"Before {item.Words}",
    };

    public string When(YourDay.Item item) => item switch
    {
        { Time: { At: null, On: null } } => item.Time.WaitsForOthers ? "No date known" : "Now",
        { Kind: DayKind.Meeting or DayKind.OrderEnds } => "on",
        { Kind: DayKind.CallBack } => "at",
        { Kind: DayKind.Referral, Time.WaitsForOthers: true } => "they answer by",
        _ => "by",
    };

    public static string RestOf(DayKind kind) => kind is DayKind.Referral ? "/referrals/sent" : kind is DayKind.Deadline ? "/deadlines?when=overdue" : "/cases";

    public string RestWords(DayKind kind) => kind switch
    {
        DayKind.Deadline => "See every deadline",
        DayKind.Referral => "See every referral your agency made",
        DayKind.CallBack or DayKind.Task or DayKind.PlanLine or DayKind.SafeContact or DayKind.OrderEnds or DayKind.Meeting => "See the cases",
    };

    private string Referral(YourDay.Item item)
    {
        var (kind, status) = item.Referral!.Value;
        return (status, item.Time.WaitsForOthers) switch
        {
            (ReferralStatus.Raised, _) => $"Send the {names.Of(kind)} referral to {item.Words}, or withdraw it",
            (ReferralStatus.Queried, true) => $"{item.Words} was asked about a referral",
            (ReferralStatus.Queried, false) => $"{item.Words} asks about the {names.Of(kind)} referral",
            (_, true) => $"{names.Of(kind)} referral with {item.Words}",
            _ => $"Referral from {item.Words}",
        };
    }
}
