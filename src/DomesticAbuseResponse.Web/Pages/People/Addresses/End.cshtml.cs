using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Addresses;

/// <summary>A person no longer lives at an open address; it stays on record as an earlier one.</summary>
[Authorize(Policies.EditPeople)]
public sealed class EndModel(ChangeAddresses change, PersonFields fields) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    public Person Person { get; private set; } = null!;

    public PersonAddress Address { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        Address = Person.Addresses.FirstOrDefault(a => a.Number == Number && a.To is null)!;
        return Address is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), null, default, null, Number, null), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }
}
