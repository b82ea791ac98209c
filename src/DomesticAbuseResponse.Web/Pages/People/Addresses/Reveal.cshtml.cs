using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Addresses;

/// <summary>Asks for a protected address with a reason. The address is in the answer to the post alone, never behind a link.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class RevealModel(RevealAddress reveal, PersonFields fields, IValidator<RevealInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public RevealInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public RevealAddress.View? Revealed { get; private set; }

    public RevealPart Part => new(Person, "Protected address", $"/people/{Id}", Input, Revealed is null ? null : string.Join("\n", new[] { Revealed.Address.Lines, Revealed.Address.Postcode }.Where(s => !string.IsNullOrEmpty(s))), Revealed?.Because);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        return Person.Addresses.Any(a => a.Number == Number) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var valid = await this.IsValidAsync(validator, Input, ct);
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        if (!valid)
        {
            return this.PageWithErrors();
        }

        var answer = await reveal.HandleAsync(User.ToActor(), new(Id, Number, Input.Reason!), ct);
        Revealed = answer.Match(view => (RevealAddress.View?)view, _ => null);
        return answer.Refusal is { } refusal ? this.PageRefused(refusal) : Page();
    }
}
