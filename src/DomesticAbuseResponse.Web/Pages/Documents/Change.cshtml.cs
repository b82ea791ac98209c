using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Documents;

/// <summary>Changes what is known of a document. The file itself never changes.</summary>
[Authorize(Policies.WorkCases)]
public sealed class ChangeModel(CaseDocuments documents, ChangeDocument change, IValidator<DocumentInput> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    public CaseDocuments.View View { get; private set; } = null!;

    public object Edited => Input;

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = DocumentInput.Of(View.Document);
        return View.Document.Version;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = DocumentInput.Of(View.Document);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var changed = await change.HandleAsync(User.ToActor(), new(Id, Number, Input.Facts, false, null, Request.FormVersion()), ct);
        return changed.Refusal is not { } refusal ? RedirectToPage("/Documents/One", new { Id, Number })
            : DocumentInput.FieldOf(refusal) is { } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await documents.ReadAsync(User.ToActor(), Id, Number, ct);
        if (!View.IsOwn || !View.Document.IsHere)
        {
            throw new RecordNotFoundException();
        }
    }
}
