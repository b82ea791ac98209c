using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>Where a child learns, who looks after the child's health, what the child needs, and whether a notice to the school could do harm.</summary>
[Authorize(Policies.WorkCases)]
public sealed class DetailsModel(ChildFile file, ChildAreas areas, SchoolDirectory directory, RecordChildDetails record, IValidator<DetailsInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> ChildId { get; set; }

    [BindProperty]
    public DetailsInput Input { get; set; } = new();

    public ChildFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Schools { get; private set; } = [];

    public string? SchoolsHint { get; private set; }

    public IReadOnlyList<Choice> Authorities { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = DetailsInput.Of(View.Places.Decision.MayReveal ? await areas.FactsAsync(ChildId, ct) : ChildFacts.Unknown with { SpecialNeeds = View.SpecialNeeds, Needs = View.Needs }, View.Seen);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var kept = await record.HandleAsync(User.ToActor(), new(Id, ChildId, Input.Seen, Input.ToFacts()), ct);
        if (kept.Refusal is not { } refusal)
        {
            return RedirectToPage("/Children/Child", new { Id, ChildId, done = "details" });
        }

        await LoadAsync(ct);
        if (refusal.Code is "child.raced")
        {
            Input.Seen = View.Seen; // what was typed stands on what the other wrote, and saves only when pressed again
            return this.PageRefused(refusal);
        }

        return refusal.Code switch
        {
            "child.concern" => this.PageWithError("Input.ConcernWords", refusal),
            "child.kept" => this.PageRefused(refusal),
            _ => this.PageWithError("Input.SchoolId", refusal),
        };
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ChildId, ct);
        var facts = View.Places.Decision.MayReveal ? await areas.FactsAsync(ChildId, ct) : ChildFacts.Unknown;
        var authority = Input.AuthorityId ?? facts.AuthorityId ?? (await areas.AuthorityAsync(facts, null, ct))?.Id;
        var held = await directory.ReadAsync(facts.SchoolId ?? Input.SchoolId, authority, ct);
        SchoolsHint = held.Schools.Count == 0 ? "No directory of schools has been imported yet."
            : held.IsOfOne ? "There are more than can be shown. Choose the local authority below and save, and its schools are shown."
            : null;
        Schools = [.. held.Schools.Select(s => new Choice(s.Id.ToString(), $"{s.Name}, {s.Authority}"))];
        Authorities = [.. held.Authorities.Select(a => new Choice(a.Id.ToString(), a.Name))];
    }
}
