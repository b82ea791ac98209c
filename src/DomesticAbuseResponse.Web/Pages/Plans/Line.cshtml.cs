using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>One line of a plan: how it stands, and what it says.</summary>
[Authorize(Policies.WorkCases)]
public sealed class LineModel(PlanOverview overview, ChangePlanLine change, SettlePlanLine settle, IValidator<LineInput> validator) : PageModel, IEditsRecord, IPlanLineForm
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>Its number.</summary>
    [BindProperty(SupportsGet = true)]
    public int Line { get; set; }

    [BindProperty]
    public LineInput Input { get; set; } = new();

    [BindProperty]
    public PlanLineStatus? Status { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>When the page was made, in ticks (UTC). A page that shows two versions has none, and confirms nothing.</summary>
    [BindProperty]
    public long? Seen { get; set; }

    public PlanOverview.View View { get; private set; } = null!;

    public PlanLineView Shown { get; private set; } = null!;

    public PlanLineView? Held => Shown;

    public object Edited => Input;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = LineInput.Of(Shown.Line);
        Status = Shown.Line.Status;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var changed = await change.HandleAsync(User.ToActor(), new(Id, Line, Request.FormVersion(), Input.Terms, PlanForms.Instant(Seen)), ct);
        if (changed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return LineInput.FieldOf(refusal) is { Length: > 0 } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Plans/Index", new { Id });
    }

    public async Task<IActionResult> OnPostSettleAsync(CancellationToken ct)
    {
        var refused = Status is null ? new Refusal("plan.status", "Choose how it stands")
            : Reason?.Length > PlanLine.ReasonMaxLength ? new Refusal("plan.reason", $"Why must be {PlanLine.ReasonMaxLength} characters or fewer")
            : (await settle.HandleAsync(User.ToActor(), new(Id, Line, Status.Value, Reason, PlanForms.Instant(Seen)), ct)).Refusal;
        if (refused is { } refusal)
        {
            await LoadAsync(ct);
            Input = LineInput.Of(Shown.Line);
            return refusal.Code switch
            {
                "plan.reason" => this.PageWithError(nameof(Reason), refusal),
                "plan.status" or "plan.consent" => this.PageWithError(nameof(Status), refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage("/Plans/Index", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = LineInput.Of(Shown.Line);
        return Shown.Line.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ToChangeAsync(User.ToActor(), Id, ct);
        Shown = View.Begun.Lines.FirstOrDefault(l => l.Line.Number == Line && l.MayChange) ?? throw new RecordNotFoundException();
    }
}
