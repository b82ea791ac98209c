using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>What a crew’s shift came to: a draft by rule for its crew, signed by one of them, then read by the next crew and the IDVAs of its victims (R5.5).</summary>
[Authorize(Policies.ReadCrewTasks)]
public sealed class SummaryModel(ShiftSummaryView summaries, SignShiftSummary sign, ReadShiftSummary read, OpenDraft drafts, IValidator<SummaryModel.Form> validator, DisplayNames names, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Shift> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShiftSummaryView.View View { get; private set; } = null!;

    /// <summary>What the person has just done, in words.</summary>
    public string? Done { get; private set; }

    public string Draft => $"crew/shifts/{Id}/summary";

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        await LoadAsync(ct);
        Done = done switch { "signed" => "The summary has been signed. The next crew and the IDVAs of these victims are asked to read it.", "read" => "It is recorded that you have read it.", _ => null };
        if (View.Summary is null && await drafts.ReadAsync(User.ToActor(), Draft, ct) is { } draft)
        {
            await this.RestoreAsync(draft, values => TryUpdateModelAsync(Input, nameof(Input), values));
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var signed = await sign.HandleAsync(User.ToActor(), new(Id, Input.Notes), ct);
        return await AnswerAsync(signed.Refusal, "signed", ct);
    }

    public async Task<IActionResult> OnPostReadAsync(CancellationToken ct) => await AnswerAsync((await read.HandleAsync(User.ToActor(), Id, ct)).Refusal, "read", ct);

    /// <summary>What a line says, in words; what nobody wrote down is not there.</summary>
    public IEnumerable<(string Label, string Words)> Facts(SummaryLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new (string Label, string? Words)[]
        {
            ("Reached", line.ReachedAt is { } at ? DisplayNames.Time(at) : null),
            ("Needs", View.Sections.Contains(VisitSection.Wishes) ? All(line.Needs) : null),
            ("Done at once", All(line.Steps)),
            ("What followed", All(line.Onward)),
            ("DASH", line.Dash is { } dash ? names.Of(dash) : null),
            ("Follow-up", line.FollowUp is { } by ? $"{names.Of(by)}{(line.FollowUpOn is { } on ? $", by {DisplayNames.Date(on)}" : "")}" : null),
        }.Where(f => f.Words is not null).Select(f => (f.Label, f.Words!));

        string? All<T>(IReadOnlyList<T> members)
            where T : struct, Enum => members.Count == 0 ? null : string.Join(", ", members.Select(m => DisplayNames.Inside(names.Of(m))));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await summaries.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, string done, CancellationToken ct)
    {
        if (refusal is null)
        {
            return Redirect($"/crew/shifts/{Id}/summary?done={done}");
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    public sealed class Form
    {
        public string? Notes { get; set; }

        public sealed class Validator : AbstractValidator<Form>
        {
            public Validator() => RuleFor(i => i.Notes).AtMost(ShiftSummary.NotesMaxLength, "What else the next crew must know");
        }
    }
}
