using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static DomesticAbuseResponse.Application.Cases.CaseSummary;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>A case on one page.</summary>
[Authorize(Policies.ReadCases)]
public sealed class FileModel(CaseSummary summary, DisplayNames names, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    public View Summary { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    /// <summary>A next step in words, and where it is taken.</summary>
    public (string Text, string Href) Say(NextAction next) => next.Kind switch
    {
        NextActionKind.StartAssessment => ("Assess the risk: nobody has yet", $"/risk/start?caseId={Id}"),
        NextActionKind.FinishAssessment => ("Finish the risk assessment that was begun", $"/risk/{next.Subject}"),
        NextActionKind.ReviewAssessment => ("Review the risk assessment", $"/risk/{next.Subject}/review"),
        NextActionKind.ContactVictim => ($"Contact the {names.Victim.ToLowerInvariant()}", $"/cases/{Id}/contact"),
        NextActionKind.SendReferral => ("Send the referral: record consent or a lawful basis", $"/referrals/{next.Subject}/send"),
        NextActionKind.AnswerQuestion => ("Answer the question about the referral", $"/referrals/{next.Subject}/reply"),
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        Summary = await summary.ReadAsync(User.ToActor(), Id, ct);
    }
}
