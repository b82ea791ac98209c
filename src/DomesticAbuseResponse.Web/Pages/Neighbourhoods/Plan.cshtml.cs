using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Neighbourhoods;

/// <summary>The plan for one repeat caller: its actions with owner, date and outcome (R4.19).</summary>
[Authorize(Policies.ReadNeighbourhoods)]
public sealed class PlanModel(CallerPlanView view, SetPlanAction set, FinishPlanAction finish, CloseCallerPlan close) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<CallerPlan> Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Id<Agency>? Agency { get; set; }

    [BindProperty]
    public string? Owner { get; set; }

    [BindProperty, Display(Name = "Date")]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public long? Number { get; set; }

    [BindProperty]
    public PlanOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public CallerPlanView.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Agencies => [.. View.Agencies.Select(a => new Choice(a.Id.ToString(), a.Name))];

    public IReadOnlyList<Choice> OpenActions => [.. View.Actions.Where(a => a.Action.IsOpen).Select(a => new Choice(a.Action.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), a.Action.Text.Length > 80 ? a.Action.Text[..80] + "…" : a.Action.Text))];

    public async Task OnGetAsync(CancellationToken ct) => View = await view.ReadAsync(User.ToActor(), Id, ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        if (Text?.Length > PlanAction.TextMaxLength || Owner?.Length > PlanAction.OwnerMaxLength)
        {
            return await AgainAsync(new("plan." + (Text?.Length > PlanAction.TextMaxLength ? "text" : "owner"), Text?.Length > PlanAction.TextMaxLength ? $"This must be {PlanAction.TextMaxLength:N0} characters or fewer" : $"This must be {PlanAction.OwnerMaxLength} characters or fewer"), ct);
        }

        return ModelState.IsValid ? await DoneAsync((await set.HandleAsync(User.ToActor(), new(Id, Text, Agency, Owner, DueOn), ct)).Refusal, ct) : await AgainAsync(null, ct);
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => Words?.Length > CallerPlan.ReasonMaxLength
        ? await AgainAsync(new("plan.outcome", $"This must be {CallerPlan.ReasonMaxLength:N0} characters or fewer"), ct)
        : await DoneAsync((await finish.HandleAsync(User.ToActor(), new(Id, Number ?? 0, Outcome, Words), ct)).Refusal, ct);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => Reason?.Length > CallerPlan.ReasonMaxLength
        ? await AgainAsync(new("plan.reason", $"This must be {CallerPlan.ReasonMaxLength:N0} characters or fewer"), ct)
        : await DoneAsync((await close.HandleAsync(User.ToActor(), new(Id, Reason), ct)).Refusal, ct);

    private async Task<IActionResult> DoneAsync(Refusal? refusal, CancellationToken ct) => refusal is null ? RedirectToPage(new { Id }) : await AgainAsync(refusal, ct);

    private async Task<IActionResult> AgainAsync(Refusal? refusal, CancellationToken ct)
    {
        View = await view.ReadAsync(User.ToActor(), Id, ct);
        return refusal switch
        {
            null => this.PageWithErrors(),
            { Code: "plan.text" } => this.PageWithError(nameof(Text), refusal),
            { Code: "plan.agency" } => this.PageWithError(nameof(Agency), refusal),
            { Code: "plan.owner" } => this.PageWithError(nameof(Owner), refusal),
            { Code: "plan.due" } => this.PageWithError(nameof(DueOn), refusal),
            { Code: "plan.no-action" } => this.PageWithError(nameof(Number), new(refusal.Code, "Choose the action")),
            { Code: "plan.choose" } => this.PageWithError(nameof(Outcome), refusal),
            { Code: "plan.outcome" } => this.PageWithError(nameof(Words), refusal),
            { Code: "plan.reason" } => this.PageWithError(nameof(Reason), refusal),
            _ => this.PageRefused(refusal),
        };
    }
}
