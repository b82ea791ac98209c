using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.SafeContact;

/// <summary>What makes one way of reaching a person safe: a new entry, or the correction of one (R3.6).</summary>
[Authorize(Policies.EditPeople)]
public sealed class EntryModel(RecordSafeContact record, PersonFields fields, IValidator<SafeContactInput> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    /// <summary>The entry that is corrected; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Number { get; set; }

    /// <summary>The telephone number on record that a new entry is about.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Phone { get; set; }

    [BindProperty]
    public SafeContactInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public object Edited => Input;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReloadAsync(ct);
        return Number is not null && Person.SafeContacts.All(c => c.Number != Number) ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            Person = await fields.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithErrors();
        }

        await record.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Number, Input.Channel!.Value, Input.Value!, Input.ToDetails()), ct);
        return RedirectToPage("/People/SafeContact/Index", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        if (Person.SafeContacts.FirstOrDefault(c => c.Number == Number) is { } entry)
        {
            Input = SafeContactInput.Of(entry);
        }
        else if (Person.Phones.FirstOrDefault(p => p.Number == Phone) is { } phone)
        {
            (Input.Channel, Input.Value) = (ContactChannel.Phone, phone.AsTyped);
        }

        return Person.Version;
    }
}
