using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>Where a child was in an incident, whether it saw, heard or was hurt, and what it said: established at the scene (R1.28).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class PartModel(ChildPartOverview overview, EstablishChildPart establish, IValidator<VoiceInput> voices, IValidator<PartModel.PartInput> parts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> ChildId { get; set; }

    [BindProperty]
    public PartInput Part { get; set; } = new();

    [BindProperty]
    public VoiceInput Input { get; set; } = new();

    public ChildPartOverview.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Part = View.Part is { } held
            ? new PartInput { LivesThere = held.LivesThere, Presence = held.Presence, Where = held.Where, Witnessed = held.Witnessed, Injured = held.Injured, Injuries = held.Injuries }
            : new PartInput();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(parts, Part, ct, "Part") | !await this.IsValidAsync(voices, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        // What an officer writes at the scene is the force's record of the incident, and goes to the school with it.
        var said = Input is { WasAsked: null, Words: null, NotAskedBecause: null, Company: null } ? null : Input.ToSaid(UkTime.DateOf(clock.GetUtcNow())) with { Readers = VoiceReaders.EverybodyOnTheCase };
        var done = await establish.HandleAsync(User.ToActor(), new(Id, ChildId, new(Part.LivesThere, Part.Presence, Part.Where, Part.Witnessed, Part.Injured, Part.Injuries), said), ct);
        if (done.Refusal is not { } refusal)
        {
            return RedirectToPage("/Incidents/Incident", new { Id, done = "child" });
        }

        await LoadAsync(ct);
        return this.PageWithError(VoiceInput.FieldOf(refusal), refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ChildId, ct);

    public sealed class PartInput
    {
        public YesNoUnknown LivesThere { get; set; }

        public ChildPresence Presence { get; set; }

        public string? Where { get; set; }

        public YesNoUnknown Witnessed { get; set; }

        public YesNoUnknown Injured { get; set; }

        public string? Injuries { get; set; }
    }

    public sealed class Validator : AbstractValidator<PartInput>
    {
        public Validator()
        {
            RuleFor(i => i.Where).AtMost(ChildPart.WordsMaxLength, "Where exactly");
            RuleFor(i => i.Injuries).AtMost(ChildPart.WordsMaxLength, "How");
        }
    }
}
