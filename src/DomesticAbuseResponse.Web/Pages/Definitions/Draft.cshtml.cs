using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Definitions;

/// <summary>Where a change of the definitions is drafted.</summary>
[Authorize(Policies.SetDefinitions)]
[ShowsNobody]
public sealed class DraftModel(DefinitionDesk desk, SaveDefinitionDraft save, IValidator<DraftInput> validator) : PageModel
{
    [BindProperty]
    public DraftInput Input { get; set; } = new();

    /// <summary>Of the draft that is changed; null where there is none yet.</summary>
    public uint? Version { get; private set; }

    public IReadOnlyList<Choice> Relations { get; } = [.. Enum.GetValues<PairRelation>().Select(r => new Choice(r.ToString(), Capital(DefinitionWords.Of(r))))];

    public IReadOnlyList<Choice> Grounds { get; } = [.. Enum.GetValues<VulnerabilityGround>().Select(g => new Choice(g.ToString(), g switch
    {
        VulnerabilityGround.Child => "A child",
        VulnerabilityGround.OlderPerson => "An older person",
        _ => Capital(DefinitionWords.Of(g, new VulnerableGrounds())),
    }))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var view = await desk.ReadAsync(User.ToActor(), ct);
        (Input, Version) = (DraftInput.From(view.Draft?.Book ?? view.InForce.Book), view.Draft?.RowVersion);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Version = Request.FormVersion();
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var saved = await save.HandleAsync(User.ToActor(), new(Input.ToBook(), Version), ct);
        if (saved.Refusal is not { } refusal)
        {
            return Redirect("/definitions/preview");
        }

        Version = (await desk.ReadAsync(User.ToActor(), ct)).Draft?.RowVersion;
        return this.PageRefused(refusal);
    }

    private static string Capital(string words) => string.Concat(words[..1].ToUpperInvariant(), words[1..]);
}
