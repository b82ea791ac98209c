using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>Where a support worker writes for their own agency. It is no police record unless they share it, and is taken until their time for writing up is over, also when a colleague has finished the visit (R5.8).</summary>
[Authorize(Policies.WorkCrews)]
public sealed class NotesModel(WorkerNoteFields fields, WriteWorkerNote write, OpenDraft drafts, IValidator<NotesModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public WorkerNoteFields.View View { get; private set; } = null!;

    public string Draft => $"crew/tasks/{Id}/notes";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (await drafts.ReadAsync(User.ToActor(), Draft, ct) is { } draft)
        {
            await this.RestoreAsync(draft, values => TryUpdateModelAsync(Input, nameof(Input), values));
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var written = await write.HandleAsync(User.ToActor(), new(Id, Input.Text), ct);
        return written.Match<IActionResult>(_ => Redirect(View.Task.IsOpen ? $"/crew/tasks/{Id}/visit?done=noted" : "/crew/notes"), refusal => this.PageWithError("Input.Text", refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await fields.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Text { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Text).NotEmpty().WithMessage("Write the note first").AtMost(WorkerNote.TextMaxLength, "The note");
    }
}
