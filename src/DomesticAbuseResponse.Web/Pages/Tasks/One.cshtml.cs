using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Tasks;

/// <summary>One task: it is done, or it is changed.</summary>
[Authorize(Policies.WorkCases)]
public sealed class OneModel(CaseTaskList tasks, ChangeTask change, FinishTask finish, IValidator<TaskInput> validator) : PageModel, IEditsRecord, ITaskForm
{
    [BindProperty(SupportsGet = true)]
    public Id<CaseTask> Id { get; set; }

    [BindProperty]
    public TaskInput Input { get; set; } = new();

    [BindProperty]
    public string? Outcome { get; set; }

    public CaseTask Task { get; private set; } = null!;

    public CaseTaskList.View View { get; private set; } = null!;

    public object Edited => Input;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = OfTask();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var changed = await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.StaffId, Input.Words, Input.DueOn!.Value, Input.WaitsFor), ct);
        if (changed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code is "task.done" ? this.PageRefused(refusal) : this.PageWithError(TaskInput.FieldOf(refusal), refusal);
        }

        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostDoneAsync(CancellationToken ct)
    {
        if (Outcome?.Length > CaseTask.OutcomeMaxLength)
        {
            await LoadAsync(ct);
            Input = OfTask();
            return this.PageWithError(nameof(Outcome), new Refusal("task.outcome", $"What came of it must be {CaseTask.OutcomeMaxLength:N0} characters or fewer"));
        }

        var done = await finish.HandleAsync(User.ToActor(), new(Id, Outcome), ct);
        if (done.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            Input = OfTask();
            return this.PageRefused(refusal);
        }

        return done.Match<IActionResult>(task => RedirectToPage("/Tasks/Case", new { id = task.CaseId }), this.PageRefused);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = OfTask();
        return Task.Version;
    }

    private TaskInput OfTask() => new() { Words = Task.Words, DueOn = Task.DueOn, StaffId = Task.StaffId, WaitsFor = Task.WaitsFor };

    private async Task LoadAsync(CancellationToken ct) => (Task, View) = await tasks.OneAsync(User.ToActor(), Id, ct);
}
