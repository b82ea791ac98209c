using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Choice = DomesticAbuseResponse.Web.TagHelpers.Choice;
using RelationshipsModel = DomesticAbuseResponse.Web.Pages.People.Relationships.IndexModel;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Whether the incident must have a risk assessment; leaving it out takes a reason and a supervisor's word (R1.19).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class AssessmentModel(AssessmentNeeded needed, SkipAssessment skip, DecideSkip decide, RelatePeople relate, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public SkipReason? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool? Confirm { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Tie { get; set; }

    public AssessmentNeeded.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Reasons => [.. Enum.GetValues<SkipReason>().Select(r => new Choice(r.ToString(), names.Of(r)))];

    /// <summary>Read from the victim: partner, parent of, child of.</summary>
    public IReadOnlyList<Choice> Ties => [.. RelationshipsModel.Relations.Select(tie => new Choice(tie, RelationshipsModel.RelationOf(tie) switch
    {
        (RelationshipKind.ParentOf, true) => $"The {names.Victim} is a child of the {names.Perpetrator}",
        (RelationshipKind.ParentOf, false) => $"The {names.Victim} is a parent of the {names.Perpetrator}",
        var relation => names.Of(relation!.Value.Kind),
    }))];

    public async Task OnGetAsync(CancellationToken ct) => View = await needed.ReadAsync(User.ToActor(), Id, ct);

    public async Task<IActionResult> OnPostSkipAsync(CancellationToken ct)
    {
        if (Reason is not { } reason || Note?.Length > AssessmentSkip.NoteMaxLength)
        {
            return await AgainAsync(
                Reason is null ? nameof(Reason) : nameof(Note),
                Reason is null ? "Choose why there is no risk assessment" : $"This must be {AssessmentSkip.NoteMaxLength:N0} characters or fewer", ct);
        }

        var asked = await skip.HandleAsync(User.ToActor(), new(Id, reason, Note), ct);
        return asked.Refusal is { } refusal ? await AgainAsync(nameof(Reason), refusal.Message, ct) : RedirectToPage("/Incidents/Incident", new { Id, done = "skip-asked" });
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        if (Confirm is not { } confirm || Words?.Length > AssessmentSkip.NoteMaxLength)
        {
            return await AgainAsync(
                Confirm is null ? nameof(Confirm) : nameof(Words),
                Confirm is null ? "Say whether it is right that there is no risk assessment" : $"This must be {AssessmentSkip.NoteMaxLength:N0} characters or fewer", ct);
        }

        var decided = await decide.HandleAsync(User.ToActor(), new(Id, confirm, Words), ct);
        return decided.Refusal is { } refusal ? await AgainAsync(nameof(Confirm), refusal.Message, ct) : RedirectToPage("/Incidents/Incident", new { Id, done = "skip-decided" });
    }

    public async Task<IActionResult> OnPostRelateAsync(CancellationToken ct)
    {
        View = await needed.ReadAsync(User.ToActor(), Id, ct);
        if (RelationshipsModel.RelationOf(Tie) is not { } chosen || View.Duty?.Unrelated is not { } pair)
        {
            return await AgainAsync(nameof(Tie), "Choose how they are connected", ct);
        }

        var related = await relate.HandleAsync(User.ToActor(), new(pair.Victim, pair.Perpetrator, chosen.Kind, chosen.IsReversed), ct);
        return related.Refusal is { } refusal ? await AgainAsync(nameof(Tie), refusal.Message, ct) : RedirectToPage(new { Id });
    }

    private async Task<IActionResult> AgainAsync(string field, string message, CancellationToken ct)
    {
        ModelState.AddModelError(field, message);
        View = await needed.ReadAsync(User.ToActor(), Id, ct);
        return this.PageWithErrors();
    }
}
