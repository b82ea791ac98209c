using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>Where a manager writes down a supervision (R3.11).</summary>
[Authorize(Policies.ManageCaseload)]
public sealed class WriteModel(IdvaOfService idva, IdvaCases cases, WriteSupervision write, OpenDraft drafts, IValidator<WriteModel.InputModel> validator, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IdvaLoad Load { get; private set; } = null!;

    public IReadOnlyList<IdvaCases.Row> Cases { get; private set; } = [];

    public string Draft => $"caseload/team/{Id}/supervision/write";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.HeldOn = UkTime.DateOf(clock.GetUtcNow());
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);

        Align();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            Align();
            return this.PageWithErrors();
        }

        var notes = new SupervisionNotes(
            Input.HeldOn!.Value, Input.Wellbeing, Input.Workload, Input.Agreed, Input.NextOn, [.. Input.Cases.Where(c => !string.IsNullOrWhiteSpace(c.Words)).Select(c => (c.CaseId, c.Words!))]);
        var written = await write.HandleAsync(User.ToActor(), new(Id, notes), ct);
        if (written.Refusal is { } refusal)
        {
            Align();
            return refusal.Code switch
            {
                "supervision.day" => this.PageWithError("Input.HeldOn", refusal),
                "supervision.next" => this.PageWithError("Input.NextOn", refusal),
                "supervision.empty" => this.PageWithError("Input.Agreed", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return written.Match<IActionResult>(id => Redirect($"/supervision/{id}"), this.PageRefused);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Load = await idva.ReadAsync(User.ToActor(), Id, ct);
        Cases = (await cases.ReadAsync(User.ToActor(), team: true, ct, Id)).Rows;
    }

    /// <summary>What was typed stands beside its case, also when cases came or went meanwhile.</summary>
    private void Align() => Input.Cases = [.. Cases.Select(c => Input.Cases.Find(i => i.CaseId == c.Id) ?? new CaseInput { CaseId = c.Id })];

    public sealed class CaseInput
    {
        public Id<Case> CaseId { get; set; }

        public string? Words { get; set; }
    }

    public sealed class InputModel
    {
        [Display(Name = "The day")]
        public DateOnly? HeldOn { get; set; }

        public string? Wellbeing { get; set; }

        public string? Workload { get; set; }

        public List<CaseInput> Cases { get; set; } = [];

        public string? Agreed { get; set; }

        [Display(Name = "The next day")]
        public DateOnly? NextOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.HeldOn).NotNull().WithMessage("Enter the day");
            RuleFor(i => i.Wellbeing).AtMost(SupervisionRecord.TextMaxLength, "How they are");
            RuleFor(i => i.Workload).AtMost(SupervisionRecord.TextMaxLength, "The load");
            RuleFor(i => i.Agreed).AtMost(SupervisionRecord.TextMaxLength, "What was agreed");
            RuleForEach(i => i.Cases).ChildRules(c => c.RuleFor(x => x.Words).AtMost(SupervisionRecord.CaseWordsMaxLength, "What was said about the case"));
        }
    }
}
