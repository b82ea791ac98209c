using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>A specialist's check of one live incident: agree, ask for an upgrade, or say what was missed (R5.7).</summary>
[Authorize(Policies.CheckLive)]
public sealed class SpecialistModel(SpecialistIncident incidents, CheckIncident check, IValidator<SpecialistModel.InputModel> validator, ResponseGradeWords grades) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SpecialistIncident.View View { get; private set; } = null!;

    /// <summary>The grades by which somebody is there sooner than now.</summary>
    public IReadOnlyList<Choice> Faster { get; private set; } = [];

    public string? Said { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        await LoadAsync(ct);
        Said = done is "contact" ? "What came of it has been recorded." : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var made = await check.HandleAsync(User.ToActor(), new(Id, new(Input.Check!.Value, Input.GradeAsked, Input.Reason, Input.Advice, Input.AdviceTo)), ct);
        return made.Match<IActionResult>(
            review => Redirect($"/specialist?done={(review.Check is DecisionCheck.UpgradeAsked ? "upgrade" : "checked")}"),
            refusal => refusal.Code switch
            {
                "specialist.reason" => this.PageWithError("Input.Reason", refusal),
                "specialist.grade" or "incident.already-asked" or "incident.same-grade" => this.PageWithError("Input.GradeAsked", refusal),
                "specialist.advice" => this.PageWithError("Input.Advice", refusal),
                "specialist.advice-to" => this.PageWithError("Input.AdviceTo", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await incidents.ReadAsync(User.ToActor(), Id, ct);
        var incident = View.Call.Incident;
        Faster = [.. (await grades.ChoicesAsync(incident.AgencyId)).Where(c => Enum.Parse<ResponseGrade>(c.Value) is var grade && (incident.Grade is not { } now || grade < now))];
    }

    public sealed class InputModel
    {
        public DecisionCheck? Check { get; set; }

        public ResponseGrade? GradeAsked { get; set; }

        public string? Reason { get; set; }

        public string? Advice { get; set; }

        public string? AdviceTo { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Check).NotNull().WithMessage("Choose whether the decisions were right");
            RuleFor(i => i.GradeAsked).NotNull().When(i => i.Check is DecisionCheck.UpgradeAsked).WithMessage("Choose the faster grade");
            RuleFor(i => i.Reason).AtMost(SpecialistReview.ReasonMaxLength, "Why");
            RuleFor(i => i.Advice).AtMost(SpecialistReview.AdviceMaxLength, "What you advised");
            RuleFor(i => i.AdviceTo).AtMost(SpecialistReview.AdviceToMaxLength, "Whom you advised");
        }
    }
}
