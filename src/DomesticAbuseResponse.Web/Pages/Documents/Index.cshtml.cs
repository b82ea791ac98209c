using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Documents;

/// <summary>The documents of a case, and where more are added: with the camera of a phone too, and without script. A request has room for one sending and the words beside it.</summary>
[Authorize(Policies.WorkCases), RequestSizeLimit(27 * 1024 * 1024)]
public sealed class IndexModel(CaseDocuments documents, AddDocuments add, IValidator<DocumentInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    public CaseDocuments.List View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var valid = await this.IsValidAsync(validator, Input, ct);
        if (Files.Sum(f => f.Length) > DocumentSettings.MaxSending * 1024L * 1024)
        {
            ModelState.AddModelError(nameof(Files), $"Together the files are larger than {DocumentSettings.MaxSending} MB. Add them one after another.");
            valid = false;
        }

        if (!valid)
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var added = await add.HandleAsync(User.ToActor(), new(Id, Input.Facts, await ReadAsync(ct)), ct);
        if (added.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return DocumentInput.FieldOf(refusal) is { } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal);
        }

        return Files.Count == 1 ? RedirectToPage("/Documents/One", new { Id, number = added.Match(n => n, _ => 0) }) : RedirectToPage(new { Id });
    }

    private async Task<IReadOnlyList<SentFile>> ReadAsync(CancellationToken ct)
    {
        List<SentFile> sent = [];
        foreach (var file in Files)
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, ct);
            sent.Add(new(file.FileName, bytes.ToArray()));
        }

        return sent;
    }

    private async Task LoadAsync(CancellationToken ct) => View = await documents.ListAsync(User.ToActor(), Id, P, ct);
}
