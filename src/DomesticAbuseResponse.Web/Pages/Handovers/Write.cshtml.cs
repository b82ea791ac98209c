using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Handovers;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Handovers;

/// <summary>A supervisor edits the drafted handover, looks anew at what is open, and signs. What is typed is kept while it is typed.</summary>
[Authorize(Policies.SignHandovers)]
[FormListLimit("Input.Lines", 1000)]
public sealed class WriteModel(HandoverView read, EditHandover edit, RedraftHandover redraft, OpenDraft drafts, IValidator<WriteInput> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Handover> Id { get; set; }

    [BindProperty]
    public WriteInput Input { get; set; } = new();

    public HandoverView.View View { get; private set; } = null!;

    /// <summary>When what stands in the form was kept, if it was brought back.</summary>
    public DateTimeOffset? RestoredFrom { get; private set; }

    public string? Done { get; private set; }

    public string Draft => $"handovers/{Id}/write";

    public object Edited => Input;

    public WriteInput.Line Of(HandoverLine line) => Input.Lines.Find(l => l.Number == line.Number) ?? new WriteInput.Line { Number = line.Number, Note = line.Note, IsLeftOut = line.IsLeftOut, WasNote = line.Note, WasLeftOut = line.IsLeftOut };

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        await ReloadAsync(ct);
        if (View.Handover.SignedAt is not null)
        {
            return RedirectToPage("/Handovers/Handover", new { Id });
        }

        Done = done switch { "saved" => "What you wrote has been saved.", "redrafted" => "The draft shows what is open now. What you wrote has stayed.", _ => null };
        if (await drafts.ReadAsync(User.ToActor(), Draft, ct) is { } draft)
        {
            Input.Lines = []; // as they were typed
            await this.RestoreAsync(draft, values => TryUpdateModelAsync(Input, nameof(Input), values));
            RestoredFrom = draft.SavedAt;
        }

        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(sign: false, ct);

    public Task<IActionResult> OnPostSignAsync(CancellationToken ct) => SaveAsync(sign: true, ct);

    public async Task<IActionResult> OnPostRedraftAsync(CancellationToken ct)
    {
        var result = await redraft.HandleAsync(User.ToActor(), Id, ct);
        return result.Refusal is null ? RedirectToPage(new { Id, done = "redrafted" }) : RedirectToPage("/Handovers/Handover", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new WriteInput { Notes = View.Handover.Notes };
        return View.Handover.Version;
    }

    private async Task<IActionResult> SaveAsync(bool sign, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var saved = await edit.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Notes, [.. Input.Lines.Select(l => new Handover.LineEdit(l.Number, l.Note, l.IsLeftOut, l.WasNote, l.WasLeftOut))], sign), ct);
        if (saved.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return sign ? RedirectToPage("/Handovers/Handover", new { Id, done = "signed" }) : RedirectToPage(new { Id, done = "saved" });
    }

    private async Task LoadAsync(CancellationToken ct) => View = await read.ReadAsync(User.ToActor(), Id, ct);
}
