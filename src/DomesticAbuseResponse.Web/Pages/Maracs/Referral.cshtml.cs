using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>A coordinator answers one referral: a meeting chosen by hand, a question to the referrer, or a reason why not.</summary>
[Authorize(Policies.RunMaracs)]
public sealed class ReferralModel(PlacementOptions options, ReferralOverview overview, PlaceOnAgenda place, AskReferrer ask, DeclineReferral decline) : PageModel, IEditsRecord
{
    public const int WordsMaxLength = 2000;

    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(Name = FormFields.Version)]
    public uint? Version { get; set; }

    public PlacementOptions.View View { get; private set; } = null!;

    /// <summary>Whom it is about, on what grounds, and what the referrer says: what the answer is given on.</summary>
    public ReferralOverview.View Referral { get; private set; } = null!;

    public object Edited => Input;

    public bool IsJudgement => true;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPlaceAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (View.Options.All(o => o.Id != Input.Meeting))
        {
            return this.PageWithError("Input.Meeting", new Refusal("meeting.none", "Choose a meeting"));
        }

        var placed = await place.HandleAsync(User.ToActor(), new PlaceOnAgenda.Command(Id, Input.Meeting!.Value, Version), ct);
        return placed.Refusal is { } refusal
            ? await AgainAsync("Input.Meeting", refusal, ct)
            : RedirectToPage("/Maracs/Referrals", new { View.MaracId, placed = Input.Meeting });
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Missing(Input.Question, "Write your question") is { } missing)
        {
            return this.PageWithError("Input.Question", missing);
        }

        var asked = await ask.HandleAsync(User.ToActor(), new AskReferrer.Command(Id, Input.Question!, Version), ct);
        return asked.Refusal is { } refusal ? await AgainAsync("", refusal, ct) : Back("asked");
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Missing(Input.Reason, "Write why the referral is declined") is { } missing)
        {
            return this.PageWithError("Input.Reason", missing);
        }

        var declined = await decline.HandleAsync(User.ToActor(), new DeclineReferral.Command(Id, Input.Reason!, Version), ct);
        return declined.Refusal is { } refusal ? await AgainAsync("", refusal, ct) : Back("declined");
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Version;
    }

    private static Refusal? Missing(string? words, string message) =>
        string.IsNullOrWhiteSpace(words) ? new Refusal("words.missing", message)
        : words.Length > WordsMaxLength ? new Refusal("words.long", $"Write at most {WordsMaxLength} characters")
        : null;

    private RedirectToPageResult Back(string done) => RedirectToPage("/Maracs/Referrals", new { View.MaracId, done });

    private async Task<IActionResult> AgainAsync(string field, Refusal refusal, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (refusal.Code is "agenda.after-cut-off" or "agenda.past")
        {
            return this.PageWithError(field, refusal);
        }

        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await options.ReadAsync(User.ToActor(), Id, ct);
        Referral = await overview.ReadAsync(User.ToActor(), Id, ct);
    }

    public sealed class InputModel
    {
        public Id<Meeting>? Meeting { get; set; }

        public string? Question { get; set; }

        public string? Reason { get; set; }
    }
}
