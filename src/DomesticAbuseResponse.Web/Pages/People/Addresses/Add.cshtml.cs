using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Addresses;

/// <summary>Records where a person lives, and who may see it.</summary>
[Authorize(Policies.EditPeople)]
public sealed class AddModel(ChangeAddresses change, PersonFields fields, IValidator<AddModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var address = AddressFields.Read(Input.Address, Input.Postcode);
        await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), address, Input.Visibility!.Value, Input.From, null, null), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return Person.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => Person = await fields.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Address { get; set; }

        public string? Postcode { get; set; }

        public AddressVisibility? Visibility { get; set; }

        [Display(Name = "Lives there since")]
        public DateOnly? From { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Address).Must((i, _) => !string.IsNullOrWhiteSpace($"{i.Address}{i.Postcode}")).WithMessage("Enter the address or the postcode").AddressLines(i => i.Postcode);
            RuleFor(i => i.Postcode).AtMost(AddressFields.PostcodeMaxLength, "Postcode");
            RuleFor(i => i.Visibility).NotNull().WithMessage("Choose who may see this address");
        }
    }
}
