using System.Globalization;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Where an attempt to reach the victim is written down (R3.5).</summary>
[Authorize(Policies.ContactVictims)]
public sealed class AttemptModel(
    ContactHistory history, RecordContactAttempt record, OpenDraft drafts, IValidator<AttemptModel.InputModel> validator, DisplayNames names, CaseWords words, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Draft => $"cases/{Id}/contact/attempt";

    public ContactHistory.View History { get; private set; } = null!;

    /// <summary>The entries of the safe-contact card, told apart without their numbers, then every channel for a way that is not on it.</summary>
    public IReadOnlyList<Choice> Ways =>
    [
        .. History.Ways.Select(w => new Choice(w.Number.ToString(CultureInfo.InvariantCulture), $"{names.Of(w.Channel)} on the card{(w.Ending is null ? "" : $", ending {w.Ending}")}")),
        .. Enum.GetValues<ContactChannel>().Select(c => new Choice(c.ToString(), $"{names.Of(c)}, not on the card")),
    ];

    public IReadOnlyList<Choice> Outcomes => [.. Enum.GetValues<ContactOutcome>().Select(o => new Choice(o.ToString(), words.Of(o)))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        History = await history.ReadAsync(User.ToActor(), Id, ct);
        Input.At = clock.GetUtcNow();
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        History = await history.ReadAsync(User.ToActor(), Id, ct);
        if (Input.Way is { } way && Ways.All(w => w.Value != way))
        {
            ModelState.AddModelError("Input.Way", "Choose how you tried");
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var saved = await record.HandleAsync(User.ToActor(), Input.ToCommand(Id, History.Ways), ct);
        return saved.Match<IActionResult>(
            done => RedirectToPage("/Cases/Contact", new { id = Id, done = Said(done) }),
            refusal => this.PageWithError($"Input.{FieldOf(refusal)}", refusal));
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "contact.callback" => nameof(InputModel.CallbackAt),
        "contact.relative" or "contact.relative-not-said" => nameof(InputModel.ThroughRelative),
        "contact.interpreter" or "contact.interpreter-not-said" => nameof(InputModel.Interpreter),
        _ => nameof(InputModel.At),
    };

    private string Said(RecordContactAttempt.Recorded done) =>
        Input.Outcome is ContactOutcome.PerpetratorAnswered ? "danger" : !done.IsTwoWay ? "tried" : done.StillDue > 0 && done.ClocksStopped == 0 ? "open" : "met";

    public sealed class InputModel
    {
        public DateTimeOffset? At { get; set; }

        /// <summary>The number of an entry on the card, or the name of a channel.</summary>
        public string? Way { get; set; }

        public ContactOutcome? Outcome { get; set; }

        public bool? MessageLeft { get; set; }

        /// <summary>Asked when there is an honour concern, as is <see cref="Interpreter"/>.</summary>
        public bool? ThroughRelative { get; set; }

        public InterpreterUse? Interpreter { get; set; }

        public DateTimeOffset? CallbackAt { get; set; }

        public string? Note { get; set; }

        public RecordContactAttempt.Command ToCommand(Id<Case> id, IReadOnlyList<ContactHistory.Way> ways)
        {
            var entry = long.TryParse(Way, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? ways.FirstOrDefault(w => w.Number == number) : null;
            var channel = entry?.Channel ?? (Enum.TryParse<ContactChannel>(Way, out var named) ? named : ContactChannel.Phone);
            return new(id, At!.Value, channel, entry?.Number, Outcome!.Value, MessageLeft is true, CallbackAt, Note, ThroughRelative, Interpreter);
        }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.At).NotNull().WithMessage("Enter when you tried");
            RuleFor(i => i.Way).NotEmpty().WithMessage("Choose how you tried");
            RuleFor(i => i.Outcome).NotNull().WithMessage("Choose what happened");
            RuleFor(i => i.CallbackAt).NotNull().When(i => i.Outcome is ContactOutcome.AgreedCallback).WithMessage("Enter the time you agreed to call back");
            RuleFor(i => i.MessageLeft).NotNull().WithMessage("Choose yes or no: did you leave a message?");
            RuleFor(i => i.Note).MaximumLength(ContactAttempt.NoteMaxLength).WithMessage($"The note must be {ContactAttempt.NoteMaxLength:N0} characters or fewer");
        }
    }
}
