using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.Pages.People;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents.People;

/// <summary>Names somebody in an incident after the call, on record already or new.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class AddModel(NamePersonInIncident name, IncidentFields fields, IncidentReach reach, LikelySamePeople likely, IncidentHistory history, IValidator<LogInput.Person> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public LogInput.Person Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    /// <summary>Those on record who match what was typed, and "somebody new"; null before anybody looked.</summary>
    public IReadOnlyList<Choice>? Found { get; private set; }

    public object Edited => Input;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Role = Incident.Parties.Any(p => p.Role is PartyRole.Victim) ? null : PartyRole.Victim;
    }

    /// <summary>Looks for the person before a new record is made, with what has been typed.</summary>
    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await FindAsync(ct);
        return Page();
    }

    /// <summary>Those the one engine takes for likely or possible, with points and reasons; then those who share a number, a name or a place.</summary>
    private async Task<bool> FindAsync(CancellationToken ct)
    {
        var same = await likely.ReadAsync(User.ToActor(), Input.ToKnown(), except: null, ct);
        var known = await history.ReadAsync(User.ToActor(), new([Input.Phone], [Input.Name], [new(Input.Address, Input.Postcode)]), ct);
        Found =
        [
            .. same.Select(c => new Choice(c.Id.ToString(), SamePersonWording.Line(c), $"{SamePersonWording.Of(c.Verdict, c.Points, c.Threshold)} {string.Join("; ", c.Reasons.Select(SamePersonWording.Of))}")),
            .. known.People.Where(p => same.All(c => c.Id != p.Id)).Select(p => new Choice(p.Id.ToString(), p.Age is { } age ? $"{p.Name}, {(p.AgeIsEstimated ? "about " : "")}{age}" : p.Name, string.Join("; ", p.Matched))),
            new Choice("", "Not the same person, make a new record"),
        ];
        return same.Any(c => c.Verdict is SamePersonVerdict.Likely);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.Role is null)
        {
            ModelState.AddModelError("Input.Role", "Choose the person's part in this incident");
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        if (Input.PersonId is null && !Request.Form.ContainsKey("Input.PersonId") && await FindAsync(ct))
        {
            await LoadAsync(ct);
            return Page(); // nothing was saved: somebody on record is likely to be the person
        }

        var named = await name.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.ToParty()), ct);
        if (named.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageWithError("Input.Name", refusal);
        }

        return await reach.ReadAsync(User.ToActor(), Id, ct)
            ? RedirectToPage("/Incidents/Incident", new { Id, done = "named" })
            : RedirectToPage("/Incidents/Index", new { done = "named" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new LogInput.Person();
        return Incident.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
}
