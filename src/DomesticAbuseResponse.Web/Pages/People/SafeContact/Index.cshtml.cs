using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.SafeContact;

/// <summary>The safe-contact card: every way of reaching a person, with whether it is safe at this moment (R3.6).</summary>
[Authorize(Policies.ReadPeople)]
public sealed class IndexModel(PersonContacts contacts, ChangePhones change, RemoveSafeContact remove, IValidator<IndexModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonContacts.View View { get; private set; } = null!;

    public bool MayEdit => User.May(Policies.EditPeople);

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    /// <summary>Adds a number. It is unsafe until somebody has said otherwise.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (MayEdit && await this.IsValidAsync(validator, Input, ct))
        {
            await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Phone, null), ct);
            return RedirectToPage();
        }

        await ReloadAsync(ct);
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostEndAsync(long phone, CancellationToken ct)
    {
        if (MayEdit)
        {
            await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), null, phone), ct);
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long entry, CancellationToken ct)
    {
        if (MayEdit)
        {
            await remove.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), entry), ct);
        }

        return RedirectToPage();
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        View = await contacts.ReadAsync(User.ToActor(), Id, ct);
        return View.Person.Version;
    }

    public static (string Colour, string Words) Tag(ContactAdvice advice) => advice switch
    {
        ContactAdvice.Safe => ("green", "Safe now"),
        ContactAdvice.NotNow => ("yellow", "Not now"),
        ContactAdvice.Unsafe => ("red", "Unsafe"),
        ContactAdvice.Unknown => ("red", "Not known to be safe"),
    };

    public sealed class InputModel
    {
        public string? Phone { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Phone).NotEmpty().WithMessage("Enter the number").AtMost(PersonPhone.MaxLength, "Number");
    }
}
