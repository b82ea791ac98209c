using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Letters;

/// <summary>One letter as it was made: to be printed, with its receipt, and settled. Its address comes with the answer to a post alone (R6.11).</summary>
[Authorize(Policies.WorkCases)]
public sealed class OneModel(LetterFile file, PrintLetter print, SettleLetter settle, IValidator<OneModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public LetterFile.View View { get; private set; } = null!;

    /// <summary>What stands on the envelope; null until it is printed.</summary>
    public string? Block { get; private set; }

    public string Hash => Convert.ToHexStringLower(View.Letter.Hash);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPrintAsync(CancellationToken ct)
    {
        var printed = await print.HandleAsync(User.ToActor(), new(Id, Number), ct);
        await LoadAsync(ct);
        Block = printed.Match(l => (string?)l.Block, _ => null);
        return printed.Refusal is { } refusal ? this.PageRefused(refusal) : Page();
    }

    public async Task<IActionResult> OnPostSentAsync(CancellationToken ct)
    {
        var valid = await this.IsValidAsync(validator, Input, ct);
        if (!valid || Input.On is null)
        {
            await LoadAsync(ct);
            return valid ? this.PageWithError("Input.On", new Refusal("letter.day", "Enter the day on which it left")) : this.PageWithErrors();
        }

        return await AnswerAsync(await settle.HandleAsync(User.ToActor(), new(Id, Number, Input.On, null), ct), ct);
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        return await AnswerAsync(await settle.HandleAsync(User.ToActor(), new(Id, Number, null, Input.Reason), ct), ct);
    }

    private async Task<IActionResult> AnswerAsync(Result<Letter> settled, CancellationToken ct)
    {
        if (settled.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, Number });
        }

        await LoadAsync(ct);
        return refusal.Code switch
        {
            "letter.day" => this.PageWithError("Input.On", refusal),
            "letter.reason" => this.PageWithError("Input.Reason", refusal),
            _ => this.PageRefused(refusal),
        };
    }

    private async Task LoadAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, Number, ct);

    public sealed class InputModel
    {
        [Display(Name = "The day")]
        public DateOnly? On { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).AtMost(Letter.ReasonMaxLength, "The reason");
    }
}
