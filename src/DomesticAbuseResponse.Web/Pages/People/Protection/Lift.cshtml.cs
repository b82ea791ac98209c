using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Protection;

/// <summary>Lifts a restriction or an exclusion, or takes a name off a record, with the reason (R6.10).</summary>
[Authorize(Policies.EditPeople)]
public sealed class LiftModel(PersonProtection protection, LiftProtection lift, IValidator<LiftModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public LiftWhat What { get; set; }

    /// <summary>Which name or exclusion.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Number { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonProtection.View View { get; private set; } = null!;

    public string Heading { get; private set; } = "";

    public string Meaning { get; private set; } = "";

    public object Edited => Input;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Heading.Length == 0 ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var valid = await this.IsValidAsync(validator, Input, ct);
        var refusal = valid ? (await lift.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), What, Number, Input.Reason!.Trim()), ct)).Refusal : null;
        if (valid && refusal is null)
        {
            return RedirectToPage("Index", new { Id });
        }

        await LoadAsync(ct);
        Heading = Heading.Length == 0 ? "Lift a protection" : Heading;
        return refusal is null ? this.PageWithErrors() : this.PageRefused(refusal);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Person.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await protection.ReadAsync(User.ToActor(), Id, ct);
        var named = View.Named.FirstOrDefault(n => n.Number == Number);
        var barred = View.Barred.FirstOrDefault(b => b.Number == Number && b.IsOwn);
        (Heading, Meaning) = What switch
        {
            _ when !View.MayProtect => ("", ""),
            LiftWhat.Restriction when View.Person.IsRestricted =>
                ("Lift the restriction", "Everybody whose work reaches this person will be able to open the record again, with their incidents and cases in which nobody else is restricted."),
            LiftWhat.Name when named is not null => ($"Take {named.Name} off the record", "While the record is restricted, they will not be able to open it, nor the incidents and cases of this person."),
            LiftWhat.Exclusion when barred is not null => ($"Lift the exclusion of {barred.Who}", "They will be able to see this person, the others in the same cases, and those cases again, as far as their work reaches them."),
            _ => ("", ""),
        };
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why it is lifted").AtMost(ProtectPerson.ReasonMaxLength, "Reason");
    }
}
