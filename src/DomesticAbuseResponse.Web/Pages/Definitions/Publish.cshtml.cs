using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Definitions;

/// <summary>Puts the draft of the definitions in force from a date on.</summary>
[Authorize(Policies.SetDefinitions)]
[ShowsNobody]
public sealed class PublishModel(DefinitionDesk desk, PublishDefinitions publish, IValidator<PublishModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DefinitionDesk.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await desk.ReadAsync(User.ToActor(), ct);
        Input = new InputModel { Name = $"version-{View.Later.Count + View.Earlier.Count + (View.InForce.IsShipped ? 0 : 1) + 1}", From = View.Today };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        View = await desk.ReadAsync(User.ToActor(), ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var published = await publish.HandleAsync(User.ToActor(), new(Input.Name!.Trim(), Input.From!.Value, Request.FormVersion()), ct);
        return published.Match<IActionResult>(
            _ => Redirect("/definitions?done=published"),
            refusal => refusal.Code switch
            {
                "policy.version" or "policy.version-taken" => this.PageWithError("Input.Name", refusal),
                "policy.past" or "policy.not-newest" => this.PageWithError("Input.From", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        [Display(Name = "The first day")]
        public DateOnly? From { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().WithMessage("Enter a name for the version").AtMost(Policy.VersionMaxLength, "Name of the version");
            RuleFor(i => i.From).NotNull().WithMessage("Enter the first day");
        }
    }
}
