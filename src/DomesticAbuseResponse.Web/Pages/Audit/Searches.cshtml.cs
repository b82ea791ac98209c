using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Audit;

/// <summary>Who of the agency looked for a number, a name, a place or a date: the auditor types it, and no address and no log holds it.</summary>
[Authorize(Policies.ReadAccessLog), ShowsNobody]
public sealed class SearchesModel(WhoSearched searched, IValidator<SearchesModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Null before anything was asked.</summary>
    public WhoSearched.View? View { get; private set; }

    public void OnGet()
    {
        // An empty form.
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        View = await searched.ReadAsync(User.ToActor(), Input.Words, ct);
        return Page();
    }

    public sealed class InputModel
    {
        public string? Words { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Words).NotEmpty().WithMessage("Enter a number, a name, a place, a date of birth or a reference").AtMost(SearchWords.MaxLength, "This");
    }
}
