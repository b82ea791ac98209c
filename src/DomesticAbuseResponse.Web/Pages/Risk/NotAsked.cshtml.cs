using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>Records why the questions as a whole could not be asked (R1.6), or takes that back.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class NotAskedModel(AssessmentOverview overview, SaveSection save, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public WholeFormReason? Reason { get; set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        Reason = (await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct)).Assessment.WholeFormReason;

    public Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Reason is null)
        {
            ModelState.AddModelError(nameof(Reason), "Choose why the questions could not be asked");
            return Task.FromResult(this.PageWithErrors());
        }

        return SaveAsync(Reason, ct);
    }

    public Task<IActionResult> OnPostAskAsync(CancellationToken ct) => SaveAsync(null, ct);

    private async Task<IActionResult> SaveAsync(WholeFormReason? reason, CancellationToken ct)
    {
        var saved = await save.HandleAsync(User.ToActor(), new SaveSection.Command(Id) { SetsReason = true, Reason = reason }, ct);
        return saved.Match(_ => RedirectToPage("/Risk/Form", new { Id }), this.PageRefused);
    }
}
