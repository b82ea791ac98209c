using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>Consent or a lawful basis, the account of the risk, and what the records do not say: then it goes.</summary>
[Authorize(Policies.SendReferrals)]
public sealed class SendModel(ReferralOverview overview, ReferralChoices choices, SendReferral send, IValidator<SendInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    [BindProperty]
    public SendInput Input { get; set; } = new();

    public ReferralOverview.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Deciders { get; private set; } = [];

    public IReadOnlyList<Choice> Receivers { get; private set; } = [];

    /// <summary>The referral whose answers stand in the form; null when it begins empty.</summary>
    public ReferralChoices.Said? FilledFrom { get; private set; }

    public static IReadOnlyList<Choice> BasisChoices { get; } = [.. LawfulBasis.All.Select(b => new Choice(b.Code, b.Title))];

    public static IReadOnlyList<Choice> BehaviourChoices { get; } =
        [.. Enum.GetValues<AbuseBehaviour>().Where(b => b is not AbuseBehaviour.RecordedCrime).Select(b => new Choice(b.ToString(), char.ToUpperInvariant(b.Words()[0]) + b.Words()[1..]))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        FilledFrom = View.May.Send ? await choices.SaidBeforeAsync(User.ToActor(), Id, ct) : null;
        Input = SendInput.From(FilledFrom?.Account);
        Input.DecidedBy = User.ToActor().StaffId;
        return View.May.Send ? Page() : RedirectToPage("/Referrals/Details", new { Id });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var sent = await send.HandleAsync(User.ToActor(), Input.ToCommand(Id, Request.FormVersion()), ct);
        if (sent.Refusal is not { } refusal)
        {
            return RedirectToPage("/Referrals/Details", new { Id, done = "sent" });
        }

        await LoadAsync(ct);
        return refusal.Code switch
        {
            "referral.no-ground" => this.PageWithError("Input.Concern", refusal),
            "referral.needs-consent" => this.PageWithError("Input.Consent", refusal),
            "referral.nobody-named" => this.PageWithError("Input.Named", refusal),
            _ => this.PageRefused(refusal),
        };
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        var (deciders, receivers) = await choices.PeopleAsync(User.ToActor(), Id, ct);
        Deciders = [.. deciders.Select(d => new Choice(d.Id.ToString(), $"{d.Name}, {d.JobTitle}"))];
        Receivers = [.. receivers.Select(r => new Choice(r.Id.ToString(), $"{r.Name}, {r.JobTitle}"))];
    }
}
