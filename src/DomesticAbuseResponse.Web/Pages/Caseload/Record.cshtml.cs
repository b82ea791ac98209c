using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>One supervision record, and where the IDVA says that they have read it (R3.11).</summary>
[Authorize(Policies.CarryCases)]
public sealed class RecordModel(OneSupervision one, ReadSupervision read) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<SupervisionRecord> Id { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public OneSupervision.View View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Comment?.Length > SupervisionRecord.TextMaxLength)
        {
            await LoadAsync(ct);
            return this.PageWithError(nameof(Comment), new Refusal("supervision.comment", $"Your own words must be {SupervisionRecord.TextMaxLength:N0} characters or fewer"));
        }

        var done = await read.HandleAsync(User.ToActor(), new(Id, Comment), ct);
        if (done.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage(new { Id });
    }

    private async Task LoadAsync(CancellationToken ct) => View = await one.ReadAsync(User.ToActor(), Id, ct);
}
