using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Screening;

/// <summary>One child: what happened, what each of the three holds, and the decision (R1.28).</summary>
[Authorize(Policies.ScreenChildren)]
public sealed class OneModel(
    ScreeningFile file, ShareScreening share, AddScreeningPart add, DecideScreening decide, IValidator<ShareInput> shares, IValidator<PartInput> parts, IValidator<DecisionInput> decisions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<ChildScreening> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public ShareInput Share { get; set; } = new();

    [BindProperty]
    public PartInput Part { get; set; } = new();

    [BindProperty]
    public DecisionInput Decision { get; set; } = new();

    public ScreeningFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Councils => [.. View.Councils.Select(c => new Choice(c.Id.ToString(), c.Name))];

    public IReadOnlyList<Choice> HealthServices => [.. View.HealthServices.Select(h => new Choice(h.Id.ToString(), h.Name))];

    public string? Said => Done switch { "shared" => "Health and children’s services have been told.", "added" => "What your agency holds is on record.", "decided" => "The decision is on record.", _ => null };

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Share = new ShareInput { CouncilId = View.Screening.CouncilId, HealthId = View.Screening.HealthId, Summary = View.SummaryDraft };
    }

    public Task<IActionResult> OnPostShareAsync(CancellationToken ct) => TakeAsync(
        "Share", shares, Share, async () => (await share.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Share.CouncilId, Share.HealthId, Share.Summary), ct)).Refusal, "shared", ct);

    public Task<IActionResult> OnPostAddAsync(CancellationToken ct) => TakeAsync(
        "Part", parts, Part, async () => (await add.HandleAsync(User.ToActor(), new(Id, Part.HoldsNothing, Part.Words), ct)).Refusal, "added", ct);

    public Task<IActionResult> OnPostDecideAsync(CancellationToken ct) => TakeAsync(
        "Decision", decisions, Decision,
        async () => (await decide.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Decision.Outcome, Decision.Reason, Decision.WhoWasThere, Decision.WithoutAll), ct)).Refusal, "decided", ct);

    /// <summary>One of the three forms: the other two were not sent and have nothing to be wrong.</summary>
    private async Task<IActionResult> TakeAsync<T>(string prefix, IValidator<T> validator, T input, Func<Task<Refusal?>> take, string done, CancellationToken ct)
    {
        ModelState.Keys.Where(k => k != nameof(Id) && !k.StartsWith(prefix + ".", StringComparison.Ordinal)).ToList().ForEach(k => ModelState.Remove(k));
        var refusal = await this.IsValidAsync(validator, input, ct, prefix) ? await take() : null;
        if (ModelState.IsValid && refusal is null)
        {
            return RedirectToPage(new { Id, done });
        }

        await LoadAsync(ct);
        Share = prefix == "Share" ? Share : new ShareInput { CouncilId = View.Screening.CouncilId, HealthId = View.Screening.HealthId, Summary = View.SummaryDraft };
        return refusal is null ? this.PageWithErrors() : ScreeningFields.Of(refusal) is { } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);
}
