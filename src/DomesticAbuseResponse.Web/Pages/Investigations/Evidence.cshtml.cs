using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Investigations;

/// <summary>The checklist for a prosecution that does not rest on the victim (R4.23).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class EvidenceModel(InvestigationFile file, NoteEvidence note, IValidator<EvidenceModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public InvestigationFile.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> States { get; } = [.. Enum.GetValues<EvidenceState>().Select(s => new Choice(s.ToString(), InvestigationWords.Of(s)))];

    /// <summary>What somebody else wrote of a kind while this form was open; the next saving answers it.</summary>
    public IReadOnlyList<EvidenceKind> Changed { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Items = [.. View.Evidence.Lines.Select(l => new Item { Kind = l.Kind, State = l.State, Words = l.Note?.Words, Was = l.Note?.Number })];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var (_, changed) = await note.HandleAsync(User.ToActor(), new(Id, [.. Input.Items.Select(i => new NoteEvidence.Found(i.Kind!.Value, i.State!.Value, i.Words, i.Was))]), ct);
        if (changed.Count == 0)
        {
            return RedirectToPage("/Investigations/Index", new { Id, done = "evidence" });
        }

        await LoadAsync(ct);
        Changed = changed;
        for (var n = 0; n < Input.Items.Count; n++)
        {
            var item = Input.Items[n];
            if (changed.Contains(item.Kind!.Value))
            {
                var theirs = View.Evidence.Lines.First(l => l.Kind == item.Kind);
                item.Was = theirs.Note?.Number;
                ModelState.Remove($"Input.Items[{n}].Was");
                ModelState.AddModelError($"Input.Items[{n}].State", $"{EvidenceWords.Of(theirs.Kind)}: somebody else has written “{InvestigationWords.Of(theirs.State)}” since you opened this page. Yours is kept here: save again to put it in its place.");
            }
        }

        return this.PageWithErrors();
    }

    private async Task LoadAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public List<Item> Items { get; set; } = [];
    }

    public sealed class Item
    {
        public EvidenceKind? Kind { get; set; }

        public EvidenceState? State { get; set; }

        public string? Words { get; set; }

        public long? Was { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Items).Must(items => items.Count <= Enum.GetValues<EvidenceKind>().Length && items.TrueForAll(i => i.Kind is { } kind && Enum.IsDefined(kind))).WithMessage("Open the page again: this form is not whole.");
            RuleForEach(i => i.Items).ChildRules(item =>
            {
                item.RuleFor(i => i.State).NotNull().WithMessage("Choose what was found").IsInEnum().WithMessage("Choose what was found");
                item.RuleFor(i => i.Words).AtMost(EvidenceNote.WordsMaxLength, "Where it is");
            });
        }
    }
}
