using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>What the pages share on which a step of a disclosure request is recorded (R4.35).</summary>
/// <typeparam name="TInput">What is typed.</typeparam>
public abstract class StepPage<TInput>(DisclosureFile file, RecordDisclosureStep record, OpenDraft drafts) : PageModel, IEditsRecord
    where TInput : class, new()
{
    [BindProperty(SupportsGet = true)]
    public Id<DisclosureRequest> Id { get; set; }

    [BindProperty]
    public TInput Input { get; set; } = new();

    public DisclosureFile.View View { get; private set; } = null!;

    public object Edited => Input;

    /// <summary>Which step it is; it names the page's address and its draft.</summary>
    protected abstract string Step { get; }

    public string Draft => $"disclosures/{Id}/{Step}";

    /// <summary>What was typed as the rules read it; null while something of it cannot be read, which has been said beside its field.</summary>
    protected abstract StepContent? Content();

    /// <summary>The field a refusal is about; null where it is about the request.</summary>
    protected abstract string? FieldOf(string code);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!View.Request.IsOpen)
        {
            throw new RecordNotFoundException();
        }

        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        TooLong();
        if (!ModelState.IsValid || Content() is not { } content)
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), content), ct);
        if (recorded.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return FieldOf(refusal.Code) is { } field ? this.PageWithError($"Input.{field}", refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Disclosures/One", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new TInput();
        return View.Request.Version;
    }

    /// <summary>Says beside a field that something is missing.</summary>
    protected void Missing(string field, string words) => ModelState.AddModelError($"Input.{field}", words);

    /// <summary>No words are longer than a page can hold them.</summary>
    private void TooLong()
    {
        foreach (var field in typeof(TInput).GetProperties().Where(f => f.GetValue(Input) is string { Length: > DisclosureAsked.WordsMaxLength }))
        {
            Missing(field.Name, $"This must be {DisclosureAsked.WordsMaxLength:N0} characters or fewer");
        }
    }

    /// <summary>Also where a colleague has ended the request meanwhile: what was typed is shown with the reason it was not recorded.</summary>
    private async Task LoadAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);
}
