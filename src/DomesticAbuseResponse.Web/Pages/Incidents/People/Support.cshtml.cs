using System.Globalization;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents.People;

/// <summary>The control room's specialist reaches a victim through the safe-contact gate, and records once what came of it (R3.6, R5.2, R5.5).</summary>
[Authorize(Policies.CheckLive)]
public sealed class SupportModel(
    VictimToReach victims, ShowVictimCard showCard, RecordEngagement record, IValidator<SupportInput> validator, DisplayNames names, CaseWords words, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> PersonId { get; set; }

    [BindProperty]
    public ContactPurpose? Purpose { get; set; }

    [BindProperty]
    public SupportInput Input { get; set; } = new();

    public VictimToReach.View View { get; private set; } = null!;

    /// <summary>Null until it has been asked for.</summary>
    public ContactCard? Card { get; private set; }

    public IReadOnlyList<Choice> Purposes => [.. Enum.GetValues<ContactPurpose>().Select(p => Choice.Of(p, names))];

    public IReadOnlyList<Choice> Outcomes => [.. Enum.GetValues<EngagementOutcome>().Where(o => o is not EngagementOutcome.EngagedByVisit).Select(o => Choice.Of(o, names))];

    public IReadOnlyList<Choice> Onwards => [.. Enum.GetValues<Onward>().Select(o => Choice.Of(o, names))];

    public IReadOnlyList<Choice> ReaderChoices => [.. Enum.GetValues<NoteReaders>().Select(r => Choice.Of(r, names))];

    public IReadOnlyList<Choice> Happenings => [.. Enum.GetValues<ContactOutcome>().Select(o => new Choice(o.ToString(), words.Of(o)))];

    /// <summary>The entries of the safe-contact card without their numbers, then every channel for a way that is not on it.</summary>
    public IReadOnlyList<Choice> Ways =>
    [
        .. View.Ways.Select(w => new Choice(w.Number.ToString(CultureInfo.InvariantCulture), $"{names.Of(w.Channel)} on the card{(w.Ending is null ? "" : $", ending {w.Ending}")}")),
        .. Enum.GetValues<ContactChannel>().Select(c => new Choice(c.ToString(), $"{names.Of(c)}, not on the card")),
    ];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new SupportInput { At = clock.GetUtcNow(), Readers = NoteReaders.SupportWorkers };
    }

    public async Task<IActionResult> OnPostCardAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        ModelState.Clear();
        Input = new SupportInput { At = clock.GetUtcNow(), Readers = NoteReaders.SupportWorkers };
        if (Purpose is not { } purpose)
        {
            ModelState.AddModelError(nameof(Purpose), "Choose why you need to reach them");
            return this.PageWithErrors();
        }

        Card = await showCard.HandleAsync(User.ToActor(), Id, PersonId, purpose, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.Way is { } way && Ways.All(w => w.Value != way))
        {
            ModelState.AddModelError("Input.Way", "Choose how you tried");
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var saved = await record.HandleAsync(User.ToActor(), Input.ToCommand(Id, PersonId, View), ct);
        return saved.Match<IActionResult>(_ => Redirect($"/incidents/{Id}/specialist?done=contact"), refusal => this.PageWithError($"Input.{SupportInput.FieldOf(refusal)}", refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await victims.ReadAsync(User.ToActor(), Id, PersonId, ct);
}
