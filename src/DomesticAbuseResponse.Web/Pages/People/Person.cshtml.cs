using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>One person: who they are, where they may be found, and what they had a part in, as far as the reader may know.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class PersonModel(PersonOverview overview, DefinitionFlags flags, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    public PersonOverview.View View { get; private set; } = null!;

    /// <summary>What the definitions of the agency that owns the record say of the person; null where the reader is told none.</summary>
    public FlagView? Flags { get; private set; }

    public string? Done { get; private set; }

    public bool MayEdit => View.MayEdit && User.May(Policies.EditPeople);

    /// <summary>Whoever is told numbers alone is told them of somebody who is the perpetrator in a case they may read.</summary>
    public bool MayOpenLens => User.May(Policies.ReadLens) && (View.Cases.Any(c => !c.IsVictim) || (User.May(Policies.ManagePerpetrators) && View.Incidents.Any(i => i.Role is PartyRole.Perpetrator)));

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        bool Is(PartyRole role) => View.Incidents.Any(i => i.Role == role) || View.Cases.Any(c => c.IsVictim == (role is PartyRole.Victim));
        Flags = await flags.ReadAsync(User.ToActor(), View.Person.AgencyId, [new FlagSubject(Is(PartyRole.Victim) ? [Id] : [], Is(PartyRole.Perpetrator) ? [Id] : [])], ct);
        Done = done switch
        {
            "added" => "The person has been put on record.",
            "saved" => "The change has been saved.",
            "merged" => "The address led to a record that has been merged into this one.",
            _ => null,
        };
    }

    /// <summary>"Parent of" and, read the other way, "Child of"; all others read the same both ways.</summary>
    public string Words(PersonOverview.Relative relative) => Words(names, relative.Kind, relative.IsReversed);

    public static string Words(DisplayNames names, RelationshipKind kind, bool isReversed) => (kind, isReversed) switch
    {
        (RelationshipKind.ParentOf, true) => "Child of",
        (RelationshipKind.ParentOf, false) => "Parent of",
        _ => names.Of(kind),
    };
}
