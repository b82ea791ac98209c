using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>One copy for the victim, to be printed, and how it was given. On paper the page is the copy and nothing else (T4).</summary>
[Authorize(Policies.WorkCases)]
public sealed class CopyModel(PlanPapers papers, GivePaper give, IValidator<CopyModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Copy { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PlanPapers.View View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var given = await give.HandleAsync(User.ToActor(), new(Id, Copy, Input.On!.Value, Input.Way!.Value, Input.To, Input.WasSafe!.Value, Input.Note), ct);
        if (given.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code switch
            {
                "paper.day" => this.PageWithError("Input.On", refusal),
                "paper.to" => this.PageWithError("Input.To", refusal),
                "paper.note" => this.PageWithError("Input.Note", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage(new { Id, Copy });
    }

    private async Task LoadAsync(CancellationToken ct) => View = await papers.ReadAsync(User.ToActor(), Id, Copy, ct);

    public sealed class InputModel
    {
        [Display(Name = "The day")]
        public DateOnly? On { get; set; }

        public PaperWay? Way { get; set; }

        public string? To { get; set; }

        public PaperSafety? WasSafe { get; set; }

        public string? Note { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.On).NotNull().WithMessage("Enter the day on which it was given");
            RuleFor(i => i.Way).NotNull().WithMessage("Choose how it was given");
            RuleFor(i => i.To).NotEmpty().WithMessage("Say to whom it was given").AtMost(PlanPaper.GivenToMaxLength, "To whom it was given");
            RuleFor(i => i.WasSafe).NotNull().WithMessage("Say whether it was safe");
            RuleFor(i => i.Note).AtMost(PlanPaper.NoteMaxLength, "What should be known");
        }
    }
}
