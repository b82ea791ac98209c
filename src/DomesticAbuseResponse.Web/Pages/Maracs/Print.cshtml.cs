using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>The agenda for paper: each copy is numbered, names whom it is for, and stands in the record (2.5).</summary>
[Authorize(Policies.ReadMaracs)]
public sealed class PrintModel(MeetingPapers papers, PrintAgenda print) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Meeting> Id { get; set; }

    /// <summary>The number of a copy already made; without one the page asks whom the next is for.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Copy { get; set; }

    [BindProperty]
    public string? Recipient { get; set; }

    public MeetingPapers.View Papers { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Papers = await papers.ReadAsync(User.ToActor(), Id, Copy, ct);
        return Papers.Entries is null ? RedirectToPage("/Maracs/Meeting", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Copy = null;
        if (string.IsNullOrWhiteSpace(Recipient) || Recipient.Trim().Length > PrintedCopy.RecipientMaxLength)
        {
            Papers = await papers.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithError(nameof(Recipient), new Refusal("copy.recipient", $"Write whom this copy is for, in at most {PrintedCopy.RecipientMaxLength} characters"));
        }

        var printed = await print.HandleAsync(User.ToActor(), new PrintAgenda.Command(Id, Recipient), ct);
        if (printed.Refusal is not { } refusal)
        {
            return RedirectToPage("/Maracs/Print", new { Id, copy = printed.Match(n => n, _ => 0) });
        }

        Papers = await papers.ReadAsync(User.ToActor(), Id, ct);
        return this.PageRefused(refusal);
    }
}
