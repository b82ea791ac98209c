using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Neighbourhoods;

/// <summary>What an agency took on at the partnership meetings of a force, and where it says what came of it (R4.19).</summary>
[Authorize(Policies.ActForPartners)]
public sealed class PartnersModel(PartnerActions actions, FinishPlanAction finish) : PageModel
{
    /// <summary>The plan and the number of the action in it, as one value of a choice.</summary>
    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public PlanOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<PartnerActions.Row> Rows { get; private set; } = [];

    public IReadOnlyList<Choice> Choices => [.. Rows.Select(r => new Choice(KeyOf(r), r.Action.Text.Length > 80 ? r.Action.Text[..80] + "…" : r.Action.Text))];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await actions.ReadAsync(User.ToActor(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Rows = await actions.ReadAsync(User.ToActor(), ct);
        if (Rows.FirstOrDefault(r => KeyOf(r) == Chosen) is not { } row)
        {
            return this.PageWithError(nameof(Chosen), new("plan.no-action", "Choose the action"));
        }

        if (Words?.Length > CallerPlan.ReasonMaxLength)
        {
            return this.PageWithError(nameof(Words), new("plan.outcome", $"This must be {CallerPlan.ReasonMaxLength:N0} characters or fewer"));
        }

        var finished = await finish.HandleAsync(User.ToActor(), new(row.PlanId, row.Action.Number, Outcome, Words), ct);
        return finished.Refusal switch
        {
            null => RedirectToPage(),
            { Code: "plan.choose" } refusal => this.PageWithError(nameof(Outcome), refusal),
            { Code: "plan.outcome" } refusal => this.PageWithError(nameof(Words), refusal),
            var refusal => this.PageRefused(refusal),
        };
    }

    private static string KeyOf(PartnerActions.Row row) => $"{row.PlanId}.{row.Action.Number}";
}
