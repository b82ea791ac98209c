using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Quality.Samples;

/// <summary>The samples of the agency, and drawing another (R4.5, R4.26).</summary>
[Authorize(Policies.ReadQuality), ShowsNobody]
public sealed class IndexModel(SampleList list, DrawSample draw, IValidator<IndexModel.InputModel> validator, TimeProvider clock) : PageModel
{
    /// <summary>What can be drawn.</summary>
    public enum Wanted
    {
        StandardForms,
        AllForms,
        Calls,
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SampleList.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds =>
    [
        .. SampleStanding.May(User.ToActor(), SampleKind.Forms) ? new Choice[] { new(nameof(Wanted.StandardForms), "Risk assessments graded standard", "Scored again without sight of the first grade"), new(nameof(Wanted.AllForms), "Risk assessments of every grade") } : [],
        .. SampleStanding.May(User.ToActor(), SampleKind.Calls) ? new Choice[] { new(nameof(Wanted.Calls), "Calls", "Empathy, the grade, the history, advice") } : [],
    ];

    public IReadOnlyList<Choice> Units => [.. View.Units.Select(u => new Choice(u.Id.ToString(), u.Name))];

    public static string What(SampleKind kind, bool everyGrade) => kind is SampleKind.Calls ? "Calls" : everyGrade ? "Risk assessments" : "Risk assessments graded standard";

    public async Task OnGetAsync(string? p, CancellationToken ct)
    {
        await LoadAsync(p, ct);
        var period = QualityPeriod.Of(null, null, clock.GetUtcNow());
        (Input.From, Input.To) = (period.From, period.To);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(null, ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var kind = Input.Kind is Wanted.Calls ? SampleKind.Calls : SampleKind.Forms;
        var drawn = await draw.HandleAsync(
            User.ToActor(), new(kind, new QualityPeriod(Input.From!.Value, Input.To!.Value), Input.UnitId, Input.Kind is Wanted.AllForms), ct);
        return drawn.Match<IActionResult>(id => Redirect($"/quality/samples/{id}"), refusal => this.PageWithError(refusal.Code is "sample.unit" ? "Input.UnitId" : "Input.Kind", refusal));
    }

    private async Task LoadAsync(string? p, CancellationToken ct) =>
        View = await list.ReadAsync(User.ToActor(), int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1, ct);

    public sealed class InputModel
    {
        public Wanted? Kind { get; set; }

        [Display(Name = "The first day")]
        public DateOnly? From { get; set; }

        [Display(Name = "The last day")]
        public DateOnly? To { get; set; }

        public Id<PolicingUnit>? UnitId { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose what the sample is of");
            RuleFor(i => i.From).NotNull().WithMessage("Enter the first day");
            RuleFor(i => i.To).NotNull().WithMessage("Enter the last day");
            RuleFor(i => i.To).Must((input, to) => to >= input.From && to!.Value.DayNumber - input.From!.Value.DayNumber < QualityPeriod.MostDays)
                .When(i => i.From is not null && i.To is not null).WithMessage($"The last day is on or after the first, and no more than {QualityPeriod.MostDays} days from it");
        }
    }
}
