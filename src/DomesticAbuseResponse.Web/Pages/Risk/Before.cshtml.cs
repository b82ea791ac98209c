using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Choice = DomesticAbuseResponse.Web.TagHelpers.Choice;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>What must be established before the first question (R1.7). Any of it may be saved with gaps.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class BeforeModel(AssessmentOverview overview, SavePreamble save, IValidator<BeforeModel.InputModel> validator, DisplayNames names, TimeProvider clock) : PageModel
{
    private const string _newEntry = "new";

    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public AssessmentOverview.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Contacts =>
    [
        .. View.SafeContacts.Select(c => new Choice(
            c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{names.Of(c.Channel)} recorded {DisplayNames.Date(Domain.Time.UkTime.DateOf(c.RecordedAt))}", names.Of(c.Safety))),
        new Choice(_newEntry, "A number they have just given"),
    ];

    /// <summary>Whether it has just been saved, with something missing.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Saved { get; set; }

    /// <summary>What is still missing; the questions can be asked all the same (R1.7).</summary>
    public IReadOnlyList<Gap> Missing => View.Opened.Preamble.Gaps(View.Assessment.WholeFormReason);

    public string FirstQuestion => $"/risk/{Id}/{View.Opened.Instrument.Code}/{(View.Opened.Answers.Unanswered is [var next, ..] ? next.Number : 1)}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var preamble = View.Opened.Preamble;
        Input = new InputModel
        {
            SafeToTalk = preamble.SafeToTalk,
            MinutesToTalk = preamble.MinutesToTalk,
            Contact = preamble.SafeContactNumber?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            PerpetratorLocation = preamble.PerpetratorLocation,
            ChildrenLocation = preamble.ChildrenLocation,
            ReasonExplained = preamble.ReasonExplained,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var preamble = new Preamble
        {
            SafeToTalk = Input.SafeToTalk,
            MinutesToTalk = Input.MinutesToTalk,
            SafeContactNumber = long.TryParse(Input.Contact, out var number) ? number : null,
            PerpetratorLocation = Input.PerpetratorLocation?.Trim(),
            ChildrenLocation = Input.ChildrenLocation?.Trim(),
            ReasonExplained = Input.ReasonExplained,
        };
        var phone = Input.Contact == _newEntry ? Input.NewPhone : null;
        var saved = await this.IsValidAsync(validator, Input, ct) ? await save.HandleAsync(User.ToActor(), new SavePreamble.Command(Id, preamble, phone, Input.VoicemailAllowed), ct) : default;
        await LoadAsync(ct);
        return !ModelState.IsValid ? this.PageWithErrors()
            : saved.Refusal is { Code: "contact.marked-unsafe" or "contact.unknown" } contact ? this.PageWithError(phone is null ? "Input.Contact" : "Input.NewPhone", contact)
            : saved.Refusal is { } refusal ? this.PageRefused(refusal)
            : Input.SafeToTalk is false ? RedirectToPage("/Risk/NotAsked", new { Id })
            : Missing.Count > 0 ? RedirectToPage("/Risk/Before", new { Id, saved = true })
            : LocalRedirect(FirstQuestion);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);

    public sealed class InputModel
    {
        public bool? SafeToTalk { get; set; }

        public int? MinutesToTalk { get; set; }

        public string? Contact { get; set; }

        public string? NewPhone { get; set; }

        public bool VoicemailAllowed { get; set; }

        public string? PerpetratorLocation { get; set; }

        public string? ChildrenLocation { get; set; }

        public bool ReasonExplained { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        private const int _locationMaxLength = 1000;

        public Validator()
        {
            RuleFor(i => i.NewPhone).NotEmpty().When(i => i.Contact == _newEntry).WithMessage("Enter the number they have just given");
            RuleFor(i => i.NewPhone).AtMost(PersonPhone.MaxLength, "The number");
            RuleFor(i => i.PerpetratorLocation).AtMost(_locationMaxLength, "Where the perpetrator is");
            RuleFor(i => i.ChildrenLocation).AtMost(_locationMaxLength, "Where the children are");
        }
    }
}
