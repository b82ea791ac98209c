using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Closes a case with a reason, once what still hangs on it has been seen (R3.12).</summary>
[Authorize(Policies.WorkCases)]
public sealed class CloseModel(CloseCase close, CaseEnding ending, IValidator<CloseModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CaseEnding.View View { get; private set; } = null!;

    public object Edited => Input;

    /// <summary>A deadline that nobody has seen does not end with the case.</summary>
    public IReadOnlyList<string> GivenAnew => [$"{nameof(Input)}.{nameof(InputModel.SeenOpen)}"];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var closed = await close.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Reason!.Value, Input.Note, Input.SeenOpen), ct);
        if (closed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code switch
            {
                "case.open-deadlines" => this.PageWithError("Input.SeenOpen", refusal),
                "case.closure-note" => this.PageWithError("Input.Note", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage("/Cases/File", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => View = await ending.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public CaseClosureReason? Reason { get; set; }

        public string? Note { get; set; }

        public bool SeenOpen { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Reason).NotNull().WithMessage("Choose why the case ends");
            RuleFor(i => i.Note).AtMost(CaseClosure.NoteMaxLength, "What should be known about it");
        }
    }
}
