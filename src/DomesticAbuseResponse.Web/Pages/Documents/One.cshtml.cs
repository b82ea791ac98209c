using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Documents;

/// <summary>One document: what is known of it, a picture to look at, and the ways to open and to remove it.</summary>
[Authorize(Policies.WorkCases)]
public sealed class OneModel(CaseDocuments documents, OpenDocument open, ChangeDocument change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public CaseDocuments.View View { get; private set; } = null!;

    public static string SizeOf(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / 1048576.0:0.0} MB";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>The smaller picture. It is looked at here, and nothing of it is kept by a browser.</summary>
    public async Task<IActionResult> OnGetPictureAsync(CancellationToken ct)
    {
        if (await documents.PreviewAsync(User.ToActor(), Id, Number, ct) is not { } picture)
        {
            return NotFound();
        }

        HttpContext.IsFileOfCase = true;
        return File(picture, "image/jpeg");
    }

    /// <summary>The file itself, to be saved and never shown by the browser.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > OpenDocument.ReasonMaxLength)
        {
            await LoadAsync(ct);
            return this.PageWithError(nameof(Reason), new Refusal("document.reason", string.IsNullOrWhiteSpace(Reason) ? "Say why you open it" : $"The reason must be {OpenDocument.ReasonMaxLength} characters or fewer"));
        }

        var handed = await open.HandleAsync(User.ToActor(), new(Id, Number, Reason), ct);
        if (handed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        HttpContext.IsFileOfCase = true;
        return handed.Match<IActionResult>(file => File(file.Bytes, "application/octet-stream", $"document-{Number}.{FileCheck.EndingOf(file.File)}"), this.PageRefused);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        var removed = Because?.Length > CaseDocument.NoteMaxLength
            ? new Refusal("document.because", $"The reason must be {CaseDocument.NoteMaxLength} characters or fewer")
            : await change.HandleAsync(User.ToActor(), new(Id, Number, null, true, Because), ct);
        if (removed.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, Number });
        }

        await LoadAsync(ct);
        return refusal.Code == "document.because" ? this.PageWithError(nameof(Because), refusal) : this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await documents.ReadAsync(User.ToActor(), Id, Number, ct);
}
