using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Choice = DomesticAbuseResponse.Web.TagHelpers.Choice;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>Begins a risk assessment for an incident or, with no new incident, for a case.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class StartModel(StartForIncident forIncident, StartAssessment start, AssessmentChoices choices) : PageModel
{
    private const string _child = "child:";

    [BindProperty(SupportsGet = true)]
    public Id<Incident>? IncidentId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Case>? CaseId { get; set; }

    /// <summary>Whose risk: one of the victims of an incident, or on a case one of two who accuse each other (R4.17); the victim's when not given.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Person>? PersonId { get; set; }

    /// <summary>The code of a form, or a child's matrix as "child:" and the child; the agency's usual form when not given.</summary>
    [BindProperty]
    public string? Form { get; set; }

    public IReadOnlyList<Choice> Forms { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Form = Forms is [var usual, ..] ? usual.Value : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Id<Person>? child = Form?.StartsWith(_child, StringComparison.Ordinal) is true && Guid.TryParse(Form[_child.Length..], out var id) ? new Id<Person>(id) : null;
        if (IncidentId is null && CaseId is null)
        {
            return NotFound();
        }

        var started = IncidentId is { } incident
            ? await forIncident.HandleAsync(User.ToActor(), incident, ct, PersonId, Form, child)
            : await start.HandleAsync(User.ToActor(), new StartAssessment.Command(CaseId!.Value, null, PersonId, Form, child), ct);
        if (started.Refusal is not null)
        {
            await LoadAsync(ct);
        }

        return started.Match(Go, this.PageRefused);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var view = IncidentId is null && CaseId is null ? new([], []) : await choices.ReadAsync(User.ToActor(), CaseId, IncidentId, ct, PersonId);
        Forms =
        [
            .. view.Forms.Select(f => new Choice(f.Code, f.Title)),
            .. (PersonId is null ? view.Children : []).Select(c => new Choice(_child + c.Id, $"Risk to a child: {c.Name}{(c.Age is { } age ? $", {age}" : "")}")),
        ];
    }

    private IActionResult Go(Id<RiskAssessment> id) => RedirectToPage("/Risk/Form", new { id });
}
