using DomesticAbuseResponse.Application.CallCards;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>
/// Logs a call on one screen, in whatever order the caller tells it. Every field may stay empty and nothing that cannot be read stops the
/// saving; what is already known about the number, the names and the places is shown while they are typed (R4.4).
/// </summary>
[Authorize(Policies.LogCalls)]
[FormListLimit("Input.People", 200)]
public sealed class LogModel(LogIncident log, IncidentReach reach, KnownOnCall known, UnitChoices units, OpenDraft drafts, IValidator<LogInput> validator) : PageModel
{
    public const string Draft = "incidents/log";

    [BindProperty]
    public LogInput Input { get; set; } = new();

    public IReadOnlyList<Choice> Units { get; private set; } = [];

    public KnownOnCall.View? Known { get; private set; }

    /// <summary>The row of people that was just added, filled or emptied: where the work goes on.</summary>
    public int? Focus { get; private set; }

    /// <summary>When what stands in the form was kept, if it was brought back.</summary>
    public DateTimeOffset? RestoredFrom { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadUnitsAsync(ct);
        if (await drafts.ReadAsync(User.ToActor(), Draft, ct) is { } draft)
        {
            await this.RestoreAsync(draft, values => TryUpdateModelAsync(Input, nameof(Input), values));
            RestoredFrom = draft.SavedAt;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Input.KeepTimes(ModelState);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await ReadUnitsAsync(ct);
            return this.PageWithErrors();
        }

        var id = await log.HandleAsync(User.ToActor(), Input.ToCommand(), ct);
        return await reach.ReadAsync(User.ToActor(), id, ct)
            ? RedirectToPage("/Incidents/Incident", new { id, done = "logged" })
            : RedirectToPage("/Incidents/Index", new { done = "logged" });
    }

    /// <summary>What is known about what has been typed: alone for a script that asks while somebody types, else in the page.</summary>
    public async Task<IActionResult> OnPostHistoryAsync(Id<Person>? card, CancellationToken ct)
    {
        await ReadKnownAsync(card, ct);
        return Request.Headers["Sec-Fetch-Dest"] == "empty" ? Partial("_History", Known) : await AgainAsync(ct);
    }

    public Task<IActionResult> OnPostAddPersonAsync(CancellationToken ct)
    {
        if (Input.People.Count < LogInput.MostPeople)
        {
            Input.People.Add(new LogInput.Person());
            Focus = Input.People.Count - 1;
        }

        return AgainAsync(ct);
    }

    /// <summary>Takes somebody found on record into the call: into the row of that part where the name was typed, else into a new one.</summary>
    public async Task<IActionResult> OnPostPickAsync(Id<Person> pick, PartyRole role, CancellationToken ct)
    {
        await ReadKnownAsync(pick, ct);
        if (Known!.History.People.FirstOrDefault(p => p.Id == pick) is { } person)
        {
            Focus = Input.Take(person.Id, person.Name, role);
        }

        return await AgainAsync(ct);
    }

    public Task<IActionResult> OnPostUnpickAsync(int row, CancellationToken ct)
    {
        if (row >= 0 && row < Input.People.Count)
        {
            (Input.People[row].PersonId, Input.People[row].KnownAs, Focus) = (null, null, row);
        }

        return AgainAsync(ct);
    }

    private async Task ReadKnownAsync(Id<Person>? card, CancellationToken ct) => Known = await known.ReadAsync(User.ToActor(), Input.ToHistory(), Input.Taken, card, ct);

    /// <summary>The same page with everything typed, and the people as they stand now rather than as they were posted.</summary>
    private async Task<IActionResult> AgainAsync(CancellationToken ct)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.People", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }

        await ReadUnitsAsync(ct);
        return Page();
    }

    private async Task ReadUnitsAsync(CancellationToken ct) =>
        Units = [.. (await units.ReadAsync(User.ToActor(), ct)).Select(u => new Choice(u.Id.ToString(), u.Name))];
}
