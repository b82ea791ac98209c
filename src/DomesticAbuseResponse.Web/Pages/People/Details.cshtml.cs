using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>A person's date of birth, gender, interpreter and what else helps them to be understood.</summary>
[Authorize(Policies.EditPeople)]
public sealed class DetailsModel(CorrectPerson correct, PersonFields fields, IValidator<DetailsModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            Person = await fields.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithErrors();
        }

        await correct.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.BornOn, Input.BirthIsEstimated, Input.Gender, Input.Interpreter) { CommunicationNeed = Input.CommunicationNeed }, ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        Person = await fields.ReadAsync(User.ToActor(), Id, ct);
        Input = new InputModel { BornOn = Person.BornOn, BirthIsEstimated = Person.BirthIsEstimated, Gender = Person.Gender, Interpreter = Person.Interpreter, CommunicationNeed = Person.CommunicationNeed };
        return Person.Version;
    }

    public sealed class InputModel
    {
        [Display(Name = "Date of birth")]
        public DateOnly? BornOn { get; set; }

        public bool BirthIsEstimated { get; set; }

        public Gender Gender { get; set; }

        public string? Interpreter { get; set; }

        public string? CommunicationNeed { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.BornOn).BirthDate(clock);
            RuleFor(i => i.Interpreter).AtMost(AddressFields.InterpreterMaxLength, "Interpreter");
            RuleFor(i => i.CommunicationNeed).AtMost(Person.NeedMaxLength, "What else helps them to be understood");
        }
    }
}
