using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.SafeContact;

/// <summary>The ways of reaching a person with whether each is safe at this moment (R3.6). The card with the numbers is in the answer to a post with a purpose.</summary>
[Authorize(Policies.ReadPeople)]
public sealed class IndexModel(
    PersonContacts contacts, ShowPersonCard showCard, ChangePhones change, RemoveSafeContact remove, IValidator<IndexModel.InputModel> validator, DisplayNames names) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public ContactPurpose? Purpose { get; set; }

    public PersonContacts.View View { get; private set; } = null!;

    public ContactCard? Card { get; private set; }

    public bool MayEdit => View.MayEdit && User.May(Policies.EditPeople);

    public IReadOnlyList<Choice> Purposes => [.. Enum.GetValues<ContactPurpose>().Select(p => Choice.Of(p, names))];

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostCardAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        DemandEdit();
        if (Purpose is not { } purpose)
        {
            ModelState.AddModelError(nameof(Purpose), "Choose why you need to reach them");
            return this.PageWithErrors();
        }

        Card = await showCard.HandleAsync(User.ToActor(), Id, purpose, ct);
        return Page();
    }

    /// <summary>Adds a number. It is unsafe until somebody has said otherwise.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        DemandEdit();
        return await this.IsValidAsync(validator, Input, ct)
            ? await ChangedAsync(actor => change.HandleAsync(actor, new(Id, Request.FormVersion(), Input.Phone, null), ct))
            : this.PageWithErrors();
    }

    public Task<IActionResult> OnPostEndAsync(long phone, CancellationToken ct) =>
        ChangedAsync(actor => change.HandleAsync(actor, new(Id, Request.FormVersion(), null, phone), ct));

    public Task<IActionResult> OnPostRemoveAsync(long entry, CancellationToken ct) =>
        ChangedAsync(actor => remove.HandleAsync(actor, new(Id, Request.FormVersion(), entry), ct));

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Person.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => View = await contacts.ReadAsync(User.ToActor(), Id, ct);

    public static (string Colour, string Words) Tag(PersonContacts.Way way) => way.Now.Advice switch
    {
        ContactAdvice.Safe => ("green", "Safe now"),
        ContactAdvice.NotNow => ("yellow", "Not now"),
        ContactAdvice.Unsafe => ("red", "Unsafe"),
        ContactAdvice.Unknown => ("red", way.Entry is null ? "Not asked" : "Not known to be safe"),
    };

    private async Task<IActionResult> ChangedAsync(Func<Domain.Agencies.Actor, Task> changeAsync)
    {
        if (!User.May(Policies.EditPeople))
        {
            throw new RecordNotFoundException();
        }

        await changeAsync(User.ToActor());
        return RedirectToPage();
    }

    /// <summary>Whoever may only read the record finds no such handler.</summary>
    private void DemandEdit()
    {
        if (!MayEdit)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public string? Phone { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Phone).NotEmpty().WithMessage("Enter the number").AtMost(PersonPhone.MaxLength, "Number");
    }
}
