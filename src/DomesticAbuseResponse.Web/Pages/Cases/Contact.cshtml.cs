using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>What has been tried, and the safe-contact card, which is asked for with a purpose and shown once for each asking (R3.6).</summary>
[Authorize(Policies.ContactVictims)]
public sealed class ContactModel(
    ContactHistory history, LadderOfCase ladder, ShowContactCard showCard, IValidator<ContactModel.InputModel> validator, DisplayNames names, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>What the attempt just recorded did: "met", "open", "tried" or "danger".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ContactHistory.View History { get; private set; } = null!;

    /// <summary>Null until it has been asked for.</summary>
    public ContactCard? Card { get; private set; }

    public LadderOfCase.View Ladder { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IReadOnlyList<Choice> Purposes => [.. Enum.GetValues<ContactPurpose>().Select(p => Choice.Of(p, names))];

    public string? Said => Done switch
    {
        "met" => "The contact has been recorded and the contact deadline is met.",
        "open" => "The contact has been recorded. The deadline stays open, because only a safeguarding officer or an IDVA can stop it.",
        "tried" => "The attempt has been recorded. An attempt does not stop the clock.",
        "danger" => $"The attempt has been recorded. {Told} {(History.Frame.Dangers is [{ OnCard: true }, ..] ? "The number is marked unsafe on the safe-contact card." : "The way you tried is not on the safe-contact card, so nothing there could be marked unsafe.")}",
        _ => null,
    };

    /// <summary>Who has been told of the danger, as it was: nobody is named who is not there.</summary>
    private string Told
    {
        get
        {
            var told = History.Told.Select(t => t.Name is { } name ? $"{name} ({t.Agency})" : $"{WhoIs(t.Role)} of {t.Agency}").Distinct().ToList();
            return told.Count == 0 ? "Nobody else could be told: ring your supervisor now." : $"Told: {string.Join("; ", told)}.";
        }
    }

    public string Tally
    {
        get
        {
            var days = History.Attempts.Select(a => UkTime.DateOf(a.At)).Distinct().Count();
            var twoWay = History.Attempts.Count(a => a.IsTwoWay);
            return $"{DisplayNames.Count(History.Attempts.Count, "attempt")} on {DisplayNames.Count(days, "day")}, {(twoWay == 0 ? "no two-way contact yet" : $"{twoWay} of them two-way")}";
        }
    }

    private static string WhoIs(Role? role) => role switch
    {
        Role.SafeguardingOfficer => "the safeguarding team",
        Role.IdvaManager => "the IDVA managers",
        _ => "the representatives",
    };

    public static string Colour(ContactHistory.Attempt attempt) =>
        attempt.IsTwoWay ? "green" : attempt.Outcome is ContactOutcome.PerpetratorAnswered ? "red" : "grey";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        Card = await showCard.HandleAsync(User.ToActor(), Id, Input.Purpose!.Value, ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => (History, Ladder) = (await history.ReadAsync(User.ToActor(), Id, ct), await ladder.ReadAsync(User.ToActor(), Id, ct));

    public sealed class InputModel
    {
        public ContactPurpose? Purpose { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Purpose).NotNull().WithMessage("Choose why you need to reach them");
    }
}
