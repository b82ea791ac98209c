using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Protection;

/// <summary>Restricts a record to named staff, names staff on it, and keeps people or agencies with a conflict of interest from it (R6.10).</summary>
[Authorize(Policies.EditPeople)]
public sealed class IndexModel(
    PersonProtection protection, ProtectPerson protect, StaffDirectory directory, IValidator<IndexModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonProtection.View View { get; private set; } = null!;

    public IReadOnlyList<Choice>? Found { get; private set; }

    public IReadOnlyList<Choice> Agencies { get; private set; } = [];

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostRestrictAsync(CancellationToken ct) =>
        ApplyAsync("Restrict", () => new(Id, Request.FormVersion(), Input.RestrictReason!.Trim(), [], []), ct);

    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostNameAsync(CancellationToken ct) => ApplyAsync("Name", () => new(Id, Request.FormVersion(), null, [Input.StaffId!.Value], []), ct);

    public Task<IActionResult> OnPostExcludeAsync(CancellationToken ct) =>
        ApplyAsync("Exclude", () => new(Id, Request.FormVersion(), null, [], [new(Input.StaffId, null, Input.ExcludeReason!.Trim())]), ct);

    public Task<IActionResult> OnPostExcludeAgencyAsync(CancellationToken ct) =>
        ApplyAsync("ExcludeAgency", () => new(Id, Request.FormVersion(), null, [], [new(null, Input.AgencyId, Input.AgencyReason!.Trim())]), ct);

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Person.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await protection.ReadAsync(User.ToActor(), Id, ct);
        Agencies = [.. (await directory.AgenciesAsync(ct)).Where(a => a.Id != View.Person.AgencyId).Select(a => new Choice(a.Id.ToString(), a.Name))];
        Found = string.IsNullOrWhiteSpace(Input.Colleague) ? null : [.. (await directory.ReadAsync(Input.Colleague, ct)).Select(s => new Choice(s.Id.ToString(), s.Name, $"{s.JobTitle}, {s.Agency}"))];
    }

    private async Task<IActionResult> ApplyAsync(string step, Func<ProtectPerson.Command> command, CancellationToken ct)
    {
        Input.Step = step;
        var refusal = await this.IsValidAsync(validator, Input, ct) ? (await protect.HandleAsync(User.ToActor(), command(), ct)).Refusal : null;
        if (refusal is null && ModelState.IsValid)
        {
            return RedirectToPage();
        }

        await LoadAsync(ct);
        return refusal is null ? this.PageWithErrors() : this.PageRefused(refusal);
    }

    public sealed class InputModel
    {
        /// <summary>Which of the page's forms was sent; set by the page itself.</summary>
        [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
        public string Step { get; set; } = "";

        public string? RestrictReason { get; set; }

        public string? Colleague { get; set; }

        public Id<StaffMember>? StaffId { get; set; }

        public string? ExcludeReason { get; set; }

        public Id<Agency>? AgencyId { get; set; }

        public string? AgencyReason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.RestrictReason).NotEmpty().When(i => i.Step == "Restrict", ApplyConditionTo.CurrentValidator).WithMessage("Say why the record is restricted").AtMost(ProtectPerson.ReasonMaxLength, "Reason");
            RuleFor(i => i.StaffId).NotNull().When(i => i.Step is "Name" or "Exclude").WithMessage("Find the person and choose them");
            RuleFor(i => i.ExcludeReason).NotEmpty().When(i => i.Step == "Exclude", ApplyConditionTo.CurrentValidator).WithMessage("Say what the conflict of interest is").AtMost(ProtectPerson.ReasonMaxLength, "Conflict of interest");
            RuleFor(i => i.AgencyId).NotNull().When(i => i.Step == "ExcludeAgency").WithMessage("Choose the agency");
            RuleFor(i => i.AgencyReason).NotEmpty().When(i => i.Step == "ExcludeAgency", ApplyConditionTo.CurrentValidator).WithMessage("Say why the agency is kept from it").AtMost(ProtectPerson.ReasonMaxLength, "Reason");
        }
    }
}
