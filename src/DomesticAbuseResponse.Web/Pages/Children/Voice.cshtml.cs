using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>Where somebody writes down what a child said and who was there, or why the child was not asked.</summary>
[Authorize(Policies.WorkCases)]
public sealed class VoiceModel(ChildFile file, HearChild hear, IValidator<VoiceInput> validator, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> ChildId { get; set; }

    [BindProperty]
    public Id<Incident>? IncidentId { get; set; }

    [BindProperty]
    public VoiceInput Input { get; set; } = new();

    public ChildFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Incidents => [.. View.Entries.Where(e => e.Kind is ChildEntryKind.Incident).Select(e => new Choice(e.Subject.ToString(), e.Reference!))];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var heard = await hear.HandleAsync(User.ToActor(), new(Id, ChildId, IncidentId, Input.ToSaid(UkTime.DateOf(clock.GetUtcNow()))), ct);
        if (heard.Refusal is not { } refusal)
        {
            return RedirectToPage("/Children/Child", new { Id, ChildId, done = "voice" });
        }

        await LoadAsync(ct);
        return this.PageWithError(VoiceInput.FieldOf(refusal), refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ChildId, ct);
}
