using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Opens a closed case again, with how it was closed before one's eyes.</summary>
[Authorize(Policies.WorkCases)]
public sealed class ReopenModel(ReopenCase reopen, CaseEnding ending, IValidator<ReopenModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CaseEnding.View View { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var reopened = await reopen.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Reason), ct);
        if (reopened.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
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
        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why it is opened again").AtMost(CaseClosure.NoteMaxLength, "Why it is opened again");
    }
}
