using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Staff;

/// <summary>A new colleague of the administrator's own agency; a second person confirms it before the code for it can be made.</summary>
[Authorize(Policies.ManageStaff)]
[ShowsNobody]
public sealed class AddModel(StaffList list, StaffSignIns signIns, DisplayNames names, IValidator<AddModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Roles = [.. (await list.RolesOfferedAsync(User.ToActor(), ct)).Select(r => new Choice(r.ToString(), names.Of(r)))];

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var added = await signIns.AddAsync(User.ToActor(), Input.UserName!, Input.DisplayName!, Input.JobTitle!, Input.Roles, ct);
        return added.Match<IActionResult>(
            id => RedirectToPage("/Admin/Staff/Activation", new { id, added = true }),
            refusal => this.PageWithError(refusal.Code is "user.name" ? "Input.UserName" : "Input.Roles", refusal));
    }

    public sealed class InputModel
    {
        public string? DisplayName { get; set; }

        public string? JobTitle { get; set; }

        public string? UserName { get; set; }

        public List<Role> Roles { get; set; } = [];
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.DisplayName).NotEmpty().WithMessage("Enter a name")
                .MaximumLength(StaffMember.NameMaxLength).WithMessage($"Name must be {StaffMember.NameMaxLength} characters or fewer");
            RuleFor(i => i.JobTitle).NotEmpty().WithMessage("Enter a job title")
                .MaximumLength(StaffMember.NameMaxLength).WithMessage($"Job title must be {StaffMember.NameMaxLength} characters or fewer");
            RuleFor(i => i.UserName).NotEmpty().WithMessage("Enter a user name").MaximumLength(100).WithMessage("User name must be 100 characters or fewer");
            RuleFor(i => i.Roles).NotEmpty().WithMessage("Choose at least one role");
        }
    }
}
