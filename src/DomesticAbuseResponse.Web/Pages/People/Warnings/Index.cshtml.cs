using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Warnings;

/// <summary>Raises a warning about a person, or lowers one that no longer holds.</summary>
[Authorize(Policies.EditPeople)]
public sealed class IndexModel(ChangeWarnings change, PersonFields fields, IValidator<IndexModel.InputModel> validator, TimeProvider clock) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public IEnumerable<PersonFlag> Live => Person.Flags.Where(f => f.IsLiveOn(UkTime.DateOf(clock.GetUtcNow())));

    public IReadOnlyList<Choice> Reasons { get; } = [.. Vulnerabilities.All.Select(v => new Choice(v.ToString(), string.Concat(v.Words().Single()[..1].ToUpperInvariant(), v.Words().Single()[1..])))];

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Kind, Input.Note, Input.Until, null, Input.Reasons.Aggregate(Vulnerability.None, (all, one) => all | one)), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    public async Task<IActionResult> OnPostLowerAsync(long flag, CancellationToken ct)
    {
        await change.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), null, null, null, flag), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return Person.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => Person = await fields.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public PersonFlagKind? Kind { get; set; }

        /// <summary>With the warning "vulnerable": what was ticked (R4.7).</summary>
        public List<Vulnerability> Reasons { get; set; } = [];

        public string? Note { get; set; }

        [Display(Name = "Last day of the warning")]
        public DateOnly? Until { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose the warning");
            RuleFor(i => i.Reasons).Empty().When(i => i.Kind is not null and not PersonFlagKind.Vulnerable).WithMessage("Choose the warning “Vulnerable”, or untick what makes them vulnerable");
            RuleFor(i => i.Note).AtMost(ChangeWarnings.NoteMaxLength, "Note");
            RuleFor(i => i.Until).Must(on => on is null || on >= UkTime.DateOf(clock.GetUtcNow())).WithMessage("The last day of the warning must be today or later");
        }
    }
}
