using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>A leaver's whole caseload goes to others: cases, tasks, notices, what was begun; nothing is left behind unseen.</summary>
[Authorize(Policies.ManageCaseload)]
public sealed class HandoverModel(CaseloadToHandOver read, HandOverCaseload handOver, IValidator<HandoverModel.InputModel> validator, CaseWords words, DisplayNames names) : PageModel
{
    public const int ReasonMaxLength = 2000;

    private const string _nobody = "nobody";

    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What has just been handed over, as numbers: cases, tasks, notices, forms, drafts, drafts that stay.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public CaseloadToHandOver.View View { get; private set; } = null!;

    public string? Given => Done?.Split('-').Select(n => int.TryParse(n, out var count) ? count : -1).ToArray() is [>= 0 and var cases, >= 0 and var tasks, >= 0 and var notices, >= 0 and var forms, >= 0 and var drafts, >= 0 and var kept]
        ? $"Handed over: {DisplayNames.Count(cases, "case")}, {DisplayNames.Count(tasks, "task")}, {DisplayNames.Count(notices, "notice")}, {DisplayNames.Count(forms, "assessment to finish", "assessments to finish")}, {DisplayNames.Count(drafts, "draft")}."
            + (kept > 0 ? $" {DisplayNames.Count(kept, "draft stays", "drafts stay")}, since nobody took the case or the same form was begun by whoever did." : "")
        : null;

    public IReadOnlyList<Choice> Choices(CaseloadToHandOver.Line line) =>
    [
        .. View.Receivers.Where(r => line.MayTake.Contains(r.Idva.Id)).Select(r => new Choice(r.Idva.Id.ToString(), $"{r.Idva.Name}: {DisplayNames.Count(r.State.OpenHigh, "high-risk case")} of {r.State.Limits.Hard}")),
        new Choice(_nobody, "Nobody yet: the team’s list"),
    ];

    public string Hint(CaseloadToHandOver.Line line) => string.Join(", ", new[]
    {
        line.Grade is { } grade ? $"{names.Of(grade)} risk" : "Not graded",
        $"weight {DisplayNames.Number(line.Weight.Points)}",
        line is { NextKind: { } kind, NextDue: { } due } ? $"{DisplayNames.Inside(words.Of(kind))} by {DisplayNames.Instant(due)}" : null,
        line.Tasks > 0 ? DisplayNames.Count(line.Tasks, "task") : null,
        line.Notices > 0 ? DisplayNames.Count(line.Notices, "notice") : null,
        line.Forms > 0 ? DisplayNames.Count(line.Forms, "unfinished assessment") : null,
        line.Drafts > 0 ? DisplayNames.Count(line.Drafts, "draft") : null,
        line.IsRestricted ? "restricted: whoever takes it is named on it" : null,
    }.OfType<string>());

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Cases = [.. View.Lines.Select(l => new GiveInput { CaseId = l.Id, To = l.Proposed?.ToString() ?? _nobody })];
        Input.Leaves = View.MaySignIn && View.Total == 0 && Done is null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await ShownAgainAsync(ct);
            return this.PageWithErrors();
        }

        var gives = Input.Cases.Where(c => !string.IsNullOrEmpty(c.To)).Select(c => new HandOverCaseload.Give(c.CaseId, Id<StaffMember>.TryParse(c.To, null, out var to) ? to : null)).ToList();
        var done = await handOver.HandleAsync(User.ToActor(), new(Id, gives, Input.Reason, Input.Leaves), ct);
        if (done.Refusal is { } refusal)
        {
            await ShownAgainAsync(ct);
            return refusal.Code is "caseload.reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal);
        }

        return done.Match<IActionResult>(d => RedirectToPage(new { Id, done = $"{d.Cases}-{d.Tasks}-{d.Notices}-{d.Forms}-{d.Drafts}-{d.DraftsKept}" }), this.PageRefused);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await read.ReadAsync(User.ToActor(), Id, ct);

    /// <summary>What was chosen stands beside its case, also when cases came or went meanwhile.</summary>
    private async Task ShownAgainAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Cases = [.. View.Lines.Select(l => Input.Cases.Find(c => c.CaseId == l.Id) ?? new GiveInput { CaseId = l.Id, To = l.Proposed?.ToString() ?? _nobody })];
    }

    public sealed class GiveInput
    {
        public Id<Case> CaseId { get; set; }

        /// <summary>Somebody's id; "nobody" for the team's list; empty: it stays.</summary>
        public string? To { get; set; }
    }

    public sealed class InputModel
    {
        public List<GiveInput> Cases { get; set; } = [];

        public string? Reason { get; set; }

        public bool Leaves { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).AtMost(ReasonMaxLength, "Why");
    }
}
