using System.Globalization;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>Puts a person on record outside a call.</summary>
[Authorize(Policies.EditPeople)]
public sealed class NewModel(RecordPerson record, LikelySamePeople likely, OwnSearch searches, TimeProvider clock, IValidator<NewModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The search that found nobody: what was typed into it need not be typed again.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<StoredSearch>? Search { get; set; }

    /// <summary>Who may be the person already; empty before anything was sent, and when nobody is.</summary>
    public IReadOnlyList<LikelySamePeople.Candidate> Likely { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (Search is { } search && await searches.ReadAsync(User.ToActor(), search, ct) is { } typed)
        {
            var words = SearchWords.Of(typed, UkTime.DateOf(clock.GetUtcNow()));
            Input = new() { Name = words.Name, Phone = words.Phone, Address = words.Address, Postcode = words.Postcode, BornOn = words.Born?.OnCalendar };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        Likely = await likely.ReadAsync(User.ToActor(), Input.ToKnown(), except: null, ct);
        if (Likely.Any(l => !Input.NotSame.Contains(l.Id)))
        {
            return Page();
        }

        var id = await record.HandleAsync(User.ToActor(), Input.ToCommand(), ct);
        return RedirectToPage("/People/Person", new { id, done = "added" });
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public DateOnly? BornOn { get; set; }

        public bool BirthIsEstimated { get; set; }

        public Gender Gender { get; set; }

        public string? Interpreter { get; set; }

        public string? Phone { get; set; }

        public string? Address { get; set; }

        public string? Postcode { get; set; }

        public AddressVisibility Visibility { get; set; }

        /// <summary>Those on record whom somebody looked at and found to be somebody else.</summary>
        public List<Id<Person>> NotSame { get; set; } = [];

        public KnownPerson ToKnown() => KnownPerson.Typed(Name, BornOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), BirthIsEstimated, Phone, Place);

        public RecordPerson.Command ToCommand() => new(Name, BornOn, BirthIsEstimated, Gender, Interpreter, Phone, Place, Visibility) { NotSame = NotSame };

        private PostalAddress? Place => string.IsNullOrWhiteSpace($"{Address}{Postcode}") ? null : AddressFields.Read(Address, Postcode);
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.Name).AtMost(PersonName.MaxLength, "Name");
            RuleFor(i => i.BornOn).BirthDate(clock);
            RuleFor(i => i.Interpreter).AtMost(AddressFields.InterpreterMaxLength, "Interpreter");
            RuleFor(i => i.Phone).AtMost(PersonPhone.MaxLength, "Phone number");
            RuleFor(i => i.Address).AddressLines(i => i.Postcode);
            RuleFor(i => i.Postcode).AtMost(AddressFields.PostcodeMaxLength, "Postcode");
        }
    }
}
