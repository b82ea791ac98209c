using DomesticAbuseResponse.Application.Handovers;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Handovers;

/// <summary>A signed handover: to read, to say that one has read it, and to print.</summary>
[Authorize(Policies.ReadHandovers)]
public sealed class HandoverModel(HandoverView view, ReadHandover read, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Handover> Id { get; set; }

    public HandoverView.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What is handed over; what was left out stands apart, with the reason.</summary>
    public IEnumerable<HandoverLine> HandedOver => View.Lines.Where(l => !l.IsLeftOut);

    public IReadOnlyList<HandoverLine> LeftOut => [.. View.Lines.Where(l => l.IsLeftOut)];

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        View = await view.ReadAsync(User.ToActor(), Id, ct);
        Done = done switch { "signed" => "The handover has been signed. The next shift is asked to read it.", "read" => "It is recorded that you have read it.", _ => null };
        return View.Handover.SignedAt is null ? RedirectToPage("/Handovers/Write", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await read.HandleAsync(User.ToActor(), Id, ct);
        if (result.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, done = "read" });
        }

        View = await view.ReadAsync(User.ToActor(), Id, ct);
        return this.PageRefused(refusal);
    }
}
