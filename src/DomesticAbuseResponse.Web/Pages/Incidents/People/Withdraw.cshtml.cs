using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents.People;

/// <summary>Takes back a person's part in an incident, given in error. It can be given again.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class WithdrawModel(WithdrawPersonFromIncident withdraw, IncidentOverview overview) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> PersonId { get; set; }

    [BindProperty(SupportsGet = true)]
    public PartyRole? Role { get; set; }

    public IncidentOverview.View View { get; private set; } = null!;

    public IncidentOverview.Party? Party => View.Parties.FirstOrDefault(p => p.PersonId == PersonId && p.Role == Role);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        return Party is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Role is not { } role || !ModelState.IsValid)
        {
            return NotFound();
        }

        var withdrawn = await withdraw.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), PersonId, role), ct);
        if (withdrawn.Refusal is not { } refusal)
        {
            return RedirectToPage("/Incidents/Incident", new { Id, done = "withdrawn" });
        }

        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        return this.PageRefused(refusal);
    }
}
