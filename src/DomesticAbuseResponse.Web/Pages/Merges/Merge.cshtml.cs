using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Merges;

/// <summary>One merge: where a second person agrees or declines, and where it is undone.</summary>
[Authorize(Policies.EditPeople)]
public sealed class MergeModel(MergeFile file, DecideMerge decide, UnmergePeople undo, DisplayNames names, IValidator<MergeModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<PersonMerge> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MergeFile.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public IReadOnlyList<Choice> LaterChoices => [.. View.Later.Select(l => new Choice(l.Place, l.Says is null ? l.What : $"{l.What}: {l.Says}"))];

    public IReadOnlyList<Choice> FieldChoices => [.. View.Fields.Select(f => new Choice($"{f.Field}", $"{names.Of(f.Field)}: {f.Now ?? "taken out"}", $"Before the merge: {f.Before ?? "nothing"}"))];

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        Done = done switch
        {
            "merged" => "The two records are one.",
            "asked" => "A second person has been asked.",
            "declined" => "The merge has been declined.",
            "withdrawn" => "The request has been taken back.",
            "undone" => "The two records stand apart again.",
            _ => null,
        };
    }

    public Task<IActionResult> OnPostAgreeAsync(CancellationToken ct) => DecideAsync(agree: true, "merged", ct);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => DecideAsync(agree: false, "declined", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => DecideAsync(agree: null, "withdrawn", ct);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            View = await file.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithErrors();
        }

        var undone = await undo.HandleAsync(User.ToActor(), new(Id, Input.Reason ?? "", Input.ToMerged, Input.Fields), ct);
        return undone.Refusal is { } refusal ? await AgainAsync(refusal, refusal.Code == "merge.reason" ? "Input.Reason" : null, ct) : RedirectToPage("Merge", new { Id, done = "undone" });
    }

    public static string Heading(MergeState state) => state switch
    {
        MergeState.Asked => "Two records are to become one",
        MergeState.Declined or MergeState.Withdrawn => "Two records that were not merged",
        MergeState.Undone => "A merge that was undone",
        _ => "Two records that became one",
    };

    private async Task<IActionResult> DecideAsync(bool? agree, string done, CancellationToken ct)
    {
        if (Input.Words is { Length: > PersonMerge.ReasonMaxLength })
        {
            return await AgainAsync(new("merge.words", $"This must be {PersonMerge.ReasonMaxLength:N0} characters or fewer"), "Input.Words", ct);
        }

        var decided = await decide.HandleAsync(User.ToActor(), new(Id, agree, Input.Words), ct);
        return decided.Refusal is { } refusal ? await AgainAsync(refusal, refusal.Code == "merge.words" ? "Input.Words" : null, ct) : RedirectToPage("Merge", new { Id, done });
    }

    private async Task<IActionResult> AgainAsync(Refusal refusal, string? field, CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        return field is null ? this.PageRefused(refusal) : this.PageWithError(field, refusal);
    }

    public sealed class InputModel
    {
        public string? Words { get; set; }

        public string? Reason { get; set; }

        public List<string> ToMerged { get; set; } = [];

        public List<MergeField> Fields { get; set; } = [];
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why the merge is undone").AtMost(PersonMerge.ReasonMaxLength, "Your reason");
    }
}
