using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Quality.Samples;

/// <summary>A drawn call, looked at for empathy, the grade, the history and advice (R4.5).</summary>
[Authorize(Policies.SampleCalls)]
public sealed class CallModel(SampledCall call, MarkCall mark, IValidator<CallModel.InputModel> validator, DisplayNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<QualitySample> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SampledCall.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Marks => [.. Enum.GetValues<CallMark>().Select(m => Choice.Of(m, names))];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var marks = new CallMarks(Input.Empathy!.Value, Input.RightGrade!.Value, Input.HistoryChecked!.Value, Input.Advice!.Value);
        var marked = await mark.HandleAsync(User.ToActor(), new(Id, Number, Request.FormVersion(), marks, Input.Feedback), ct);
        return marked.Match<IActionResult>(_ => Redirect($"/quality/samples/{Id}"), refusal => refusal.Code is "sample.feedback" ? this.PageWithError("Input.Feedback", refusal) : this.PageRefused(refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await call.ReadAsync(User.ToActor(), Id, Number, ct);

    public sealed class InputModel
    {
        public CallMark? Empathy { get; set; }

        public CallMark? RightGrade { get; set; }

        public CallMark? HistoryChecked { get; set; }

        public CallMark? Advice { get; set; }

        public string? Feedback { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Empathy).NotNull().WithMessage("Choose whether the caller was met with empathy");
            RuleFor(i => i.RightGrade).NotNull().WithMessage("Choose whether the grade was right");
            RuleFor(i => i.HistoryChecked).NotNull().WithMessage("Choose whether the history was checked");
            RuleFor(i => i.Advice).NotNull().WithMessage("Choose whether good advice was given");
            RuleFor(i => i.Feedback).AtMost(SampledItem.TextMaxLength, "Feedback");
        }
    }
}
