using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Tasks;

/// <summary>The tasks of an agency in one case, and setting another.</summary>
[Authorize(Policies.WorkCases)]
public sealed class CaseModel(CaseTaskList tasks, SetTask set, OpenDraft drafts, IValidator<TaskInput> validator) : PageModel, ITaskForm
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public TaskInput Input { get; set; } = new();

    public CaseTaskList.View View { get; private set; } = null!;

    public string Draft => $"cases/{Id}/tasks";

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await tasks.ReadAsync(User.ToActor(), Id, ct);
        Input.StaffId = View.Carrier is null && View.Workers.Any(w => w.Id == User.ToActor().StaffId) ? User.ToActor().StaffId : null;
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        View = await tasks.ReadAsync(User.ToActor(), Id, ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var done = await set.HandleAsync(User.ToActor(), new(Id, Input.StaffId, Input.Words, Input.DueOn!.Value, Input.WaitsFor), ct);
        return done.Match<IActionResult>(_ => RedirectToPage(new { Id }), refusal => refusal.Code is "case.closed" ? this.PageRefused(refusal) : this.PageWithError(TaskInput.FieldOf(refusal), refusal));
    }
}
