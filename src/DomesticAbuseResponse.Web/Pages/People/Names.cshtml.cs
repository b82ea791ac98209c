using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>The names a person is or was known by.</summary>
[Authorize(Policies.EditPeople)]
public sealed class NamesModel(ChangeNames change, PersonFields fields, IValidator<NamesModel.InputModel> validator) : PageModel, IEditsRecord
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

        await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Name, Input.Kind, null), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    public async Task<IActionResult> OnPostRemoveAsync(long name, CancellationToken ct)
    {
        await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), null, default, name), ct);
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
        public string? Name { get; set; }

        public NameKind Kind { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Name).NotEmpty().WithMessage("Enter the name").AtMost(PersonName.MaxLength, "Name");
    }
}
