using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static DomesticAbuseResponse.Application.Cases.CaseSummary;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>A case on one page.</summary>
[Authorize(Policies.ReadCases)]
public sealed class FileModel(CaseSummary summary, DefinitionFlags flags, CaseOrders orders, PlanGlance plans, DisplayNames names, CaseWords words, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public View Summary { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    /// <summary>What the definitions of the agency that holds the case say of its people; null where the reader is told none.</summary>
    public FlagView? Flags { get; private set; }

    /// <summary>Orders and bail between the victim and those who harm them.</summary>
    public IReadOnlyList<OrderLine> Orders { get; private set; } = [];

    /// <summary>The safety plan in a few numbers.</summary>
    public PlanGlance.View Plan { get; private set; } = null!;

    public IReadOnlyList<CasePerson> Perpetrators => [.. Summary.People.Where(p => p.Roles.Contains(PartyRole.Perpetrator) && p.Id != Summary.Frame.VictimId)];

    /// <summary>A next step in words, and where it is taken.</summary>
    public (string Text, string Href) Say(NextAction next) => next.Kind switch
    {
        NextActionKind.StartAssessment => ("Assess the risk: nobody has yet", $"/risk/start?caseId={Id}"),
        NextActionKind.FinishAssessment => ("Finish the risk assessment that was begun", $"/risk/{next.Subject}"),
        NextActionKind.ReviewAssessment => ("Review the risk assessment", $"/risk/{next.Subject}/review"),
        NextActionKind.ContactVictim => ($"Contact the {names.Victim.ToLowerInvariant()}", $"/cases/{Id}/contact"),
        NextActionKind.SendReferral => ($"Send the {Kind(next)} referral: record consent or a lawful basis", $"/referrals/{next.Subject}/send"),
        NextActionKind.AnswerQuestion => ($"Answer the question about the {Kind(next)} referral", $"/referrals/{next.Subject}/reply"),
        NextActionKind.SayWhatWasDone => ($"Say what was done: the {names.Perpetrator.ToLowerInvariant()} answered a call", $"/notices/{next.Subject}"),
        NextActionKind.ChooseChildrensServices => (words.Of(NoticeKind.ChildrensServicesToChoose), $"/cases/{Id}/refer?to=Childrens"),
        NextActionKind.ChooseMarac => (words.Of(NoticeKind.MaracToChoose), $"/cases/{Id}/refer?to=Marac"),
        NextActionKind.ChooseIdvaService => (words.Of(NoticeKind.IdvaServiceToChoose), $"/cases/{Id}/refer?to=Idva"),
    };

    /// <summary>What has just been done that led here, in words.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public string? Said => Done is "accepted" ? "The referral has been accepted. The case is open to your service, and the referrer has been told." : null;

    private string Kind(NextAction next) => next.Referral is { } kind ? names.Of(kind) : "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        Summary = await summary.ReadAsync(User.ToActor(), Id, ct);
        Plan = await plans.ReadAsync(User.ToActor(), Id, ct);
        Id<Person>[] against = [.. Perpetrators.Select(p => p.Id)];
        Flags = await flags.ReadAsync(User.ToActor(), Summary.Frame.AgencyId, [new FlagSubject([Summary.Frame.VictimId], against, Summary.UnitId)], ct);
        Orders = await orders.ReadAsync(User.ToActor(), Summary.Frame.VictimId, against, ct);
    }
}
