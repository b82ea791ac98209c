using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>Begins a risk assessment for an incident or, with no new incident, for a case.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class StartModel(StartForIncident forIncident, StartAssessment start) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident>? IncidentId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Case>? CaseId { get; set; }

    /// <summary>Whose risk: one of the victims of an incident, or on a case one of two who accuse each other (R4.17); the victim's when not given.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Person>? PersonId { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (IncidentId is { } incident)
        {
            var started = await forIncident.HandleAsync(User.ToActor(), incident, ct, PersonId);
            return started.Match(Go, this.PageRefused);
        }

        return CaseId is { } @case ? Go(await start.HandleAsync(User.ToActor(), new StartAssessment.Command(@case, null, PersonId), ct)) : NotFound();
    }

    private IActionResult Go(Id<RiskAssessment> id) => RedirectToPage("/Risk/Form", new { id });
}
