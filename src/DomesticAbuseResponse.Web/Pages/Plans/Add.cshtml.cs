using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>Where a line of a plan is written.</summary>
[Authorize(Policies.WorkCases)]
public sealed class AddModel(PlanOverview overview, WritePlanLine write, OpenDraft drafts, IValidator<LineInput> validator) : PageModel, IPlanLineForm
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>The topic of a risk that the line is to answer.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Risk { get; set; }

    [BindProperty]
    public LineInput Input { get; set; } = new();

    public PlanOverview.View View { get; private set; } = null!;

    public PlanLineView? Held => null;

    public string Draft => $"cases/{Id}/plan/add";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (View.Risks.Risks.Any(r => r.Topic == Risk))
        {
            Input.Answers.Add(Risk!);
        }

        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var written = await write.HandleAsync(User.ToActor(), new(Id, Input.Terms), ct);
        if (written.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return LineInput.FieldOf(refusal) is { Length: > 0 } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Plans/Index", new { Id });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ToChangeAsync(User.ToActor(), Id, ct);
        _ = View.Begun;
    }
}
