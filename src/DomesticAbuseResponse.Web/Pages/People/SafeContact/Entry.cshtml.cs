using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.SafeContact;

/// <summary>
/// What makes one way of reaching a person safe: a new entry, or the correction of one (R3.6). The number, address and code word on record are not in
/// the form; left empty they stay as they are.
/// </summary>
[Authorize(Policies.EditPeople)]
public sealed class EntryModel(RecordSafeContact record, SafeContactFields fields, IValidator<SafeContactInput> validator) : PageModel, IEditsRecord
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

    private Domain.People.SafeContact? Corrected => Person.SafeContacts.FirstOrDefault(c => c.Number == Number);

    private PersonPhone? About => Number is null ? Person.Phones.FirstOrDefault(p => p.Number == Phone) : null;

    /// <summary>Something on record is kept when no value is typed.</summary>
    public bool HasValue => Corrected is not null || About is not null;

    public bool HasCodeWord => Corrected?.CodeWord is not null;

    /// <summary>What is on record, in as few figures as tell it apart.</summary>
    public string? ValueHint => !HasValue ? null
        : (Corrected ?? new Domain.People.SafeContact(Id, ContactChannel.Phone, About!.AsTyped, default)).Ending is { } ending
            ? $"The number on record ends in {ending}. Leave empty to keep it" : "One is on record. Leave empty to keep it";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ReloadAsync(ct);
        return Number is not null && Corrected is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var saved = await record.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Number, Input.Channel!.Value, Input.Value, Input.ToDetails(), Phone), ct);
        return saved.Match<IActionResult>(
            _ => RedirectToPage("/People/SafeContact/Index", new { Id }),
            refusal => this.PageWithError($"Input.{FieldOf(refusal)}", refusal));
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        Input = Corrected is { } entry ? SafeContactInput.Of(entry) : new SafeContactInput { Channel = About is null ? null : ContactChannel.Phone };
        return Person.Version;
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "contact.relative" or "contact.relative-not-said" => nameof(SafeContactInput.ThroughRelative),
        "contact.marked-unsafe" => nameof(SafeContactInput.Safety),
        _ => nameof(SafeContactInput.Value),
    };
}
