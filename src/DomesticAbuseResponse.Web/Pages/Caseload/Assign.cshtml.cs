using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Caseload;

/// <summary>Gives a case to an IDVA of the service, or to another one, with what each carries in sight (R3.1).</summary>
[Authorize(Policies.CarryCases)]
public sealed class AssignModel(CaseCarrier carrier, AssignIdva assign, IValidator<AssignModel.InputModel> validator) : PageModel
{
    public const int ReasonMaxLength = 2000;

    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CaseFrame Frame { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Input.Idva = await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var assigned = await assign.HandleAsync(User.ToActor(), new(Id, Input.Idva!.Value, Input.Reason), ct);
        if (assigned.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code is "caseload.reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal);
        }

        return Redirect($"/cases/{Id}");
    }

    private async Task<Id<StaffMember>?> LoadAsync(CancellationToken ct)
    {
        var view = await carrier.ReadAsync(User.ToActor(), Id, ct);
        Frame = view.Frame;
        Choices = [.. view.Loads.Select(l => new Choice(l.Idva.Id.ToString(), l.Idva.Name, l.State.Words))];
        return view.Idva;
    }

    public sealed class InputModel
    {
        public Id<StaffMember>? Idva { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Idva).NotNull().WithMessage("Choose who carries the case");
            RuleFor(i => i.Reason).MaximumLength(ReasonMaxLength).WithMessage($"The reason must be {ReasonMaxLength:N0} characters or fewer");
        }
    }
}
