using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.SafeContact;

/// <summary>Asks where a person can be written to or met, with a reason. The answer is in the answer to the post alone, and only while it is safe.</summary>
[Authorize(Policies.EditPeople)]
public sealed class RevealModel(RevealContactAddress reveal, SafeContactFields fields, IValidator<RevealInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public RevealInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public RevealContactAddress.View? Revealed { get; private set; }

    public RevealPart Part => new(Person, "Where a letter or a visit is safe", $"/people/{Id}/safe-contact", Input, Revealed?.Where, Revealed?.Because);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        return Person.SafeContacts.Any(c => c.Number == Number && c.Channel is (ContactChannel.Letter or ContactChannel.InPerson)) ? Page() : NotFound();
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
        Revealed = answer.Match(view => (RevealContactAddress.View?)view, _ => null);
        return answer.Refusal is { } refusal ? this.PageRefused(refusal) : Page();
    }
}
