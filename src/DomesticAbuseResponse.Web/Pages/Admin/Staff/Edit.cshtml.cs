using System.Globalization;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Staff;

/// <summary>A colleague's name, job and roles, and whether they may sign in at all.</summary>
[Authorize(Policies.ManageStaff)]
[ShowsNobody]
public sealed class EditModel(
    StaffList list, TeamList teams, EditStaffMember edit, DisableStaffMember disable, DisplayNames names, IValidator<EditModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public StaffList.Row Staff { get; private set; } = null!;

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public IReadOnlyList<Choice> Teams { get; private set; } = [];

    public object Edited => Input;

    /// <summary>Roles have been asked for that nobody has confirmed: the form shows them, and changes or takes back the request.</summary>
    public bool AwaitsRoles => Staff.Awaits.Contains(StaffChangeKind.Roles);

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return await AgainAsync(() => this.PageWithErrors(), ct);
        }

        var saved = await edit.HandleAsync(User.ToActor(), Input.ToCommand(Id, Request.FormVersion()), ct);
        return saved.Refusal is { } refusal ? await AgainAsync(() => this.PageWithError(refusal.Code is "team.unknown" ? "Input.Team" : "Input.Roles", refusal), ct)
            : Redirect($"/admin/staff?done={(saved.Match(done => done.AwaitsConfirmation, _ => false) ? "asked" : "saved")}");
    }

    public Task<IActionResult> OnPostDisableAsync(CancellationToken ct) => StandAsync(disabled: true, ct);

    public Task<IActionResult> OnPostEnableAsync(CancellationToken ct) => StandAsync(disabled: false, ct);

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Input = new InputModel { DisplayName = Staff.DisplayName, JobTitle = Staff.JobTitle, Roles = [.. Staff.Asked], Team = Staff.TeamId, OffDutyAt = Staff.OffDutyAt?.ToString("HH:mm", CultureInfo.InvariantCulture) };
        return Staff.Version;
    }

    private async Task<IActionResult> StandAsync(bool disabled, CancellationToken ct)
    {
        ModelState.Clear();
        var changed = await disable.HandleAsync(User.ToActor(), new(Id, disabled), ct);
        if (changed.Refusal is not { } refusal)
        {
            return Redirect($"/admin/staff?done={(disabled ? "disabled" : "enabled")}");
        }

        await ReloadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task<IActionResult> AgainAsync(Func<IActionResult> show, CancellationToken ct)
    {
        await ReadAsync(ct);
        return show();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Staff = await list.ReadAsync(User.ToActor(), Id, ct);
        var offered = await list.RolesOfferedAsync(User.ToActor(), ct);
        Teams = [.. (await teams.ReadAsync(User.ToActor(), ct)).Select(t => new Choice(t.Id.ToString(), t.Name))];
        Roles = [.. offered.Union(Staff.Roles).Union(Staff.Asked).Order().Select(r => new Choice(r.ToString(), names.Of(r)))];
    }

    public sealed class InputModel
    {
        public string? DisplayName { get; set; }

        public string? JobTitle { get; set; }

        public List<Role> Roles { get; set; } = [];

        public Id<Team>? Team { get; set; }

        public string? OffDutyAt { get; set; }

        public EditStaffMember.Command ToCommand(Id<StaffMember> id, uint? version) => new(id, DisplayName!, JobTitle!, Roles, Team, UkDateTimeBinder.ReadTime(OffDutyAt), version);
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.DisplayName).NotEmpty().WithMessage("Enter a name")
                .MaximumLength(StaffMember.NameMaxLength).WithMessage($"Name must be {StaffMember.NameMaxLength} characters or fewer");
            RuleFor(i => i.JobTitle).NotEmpty().WithMessage("Enter a job title")
                .MaximumLength(StaffMember.NameMaxLength).WithMessage($"Job title must be {StaffMember.NameMaxLength} characters or fewer");
            RuleFor(i => i.OffDutyAt).Must(t => string.IsNullOrWhiteSpace(t) || UkDateTimeBinder.ReadTime(t) is not null).WithMessage("The end of duty must be like 22:00");
            RuleFor(i => i.Roles).NotEmpty().WithMessage("Choose at least one role");
        }
    }
}
