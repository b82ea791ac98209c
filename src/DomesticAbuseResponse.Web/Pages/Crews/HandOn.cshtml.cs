using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>A task goes on to another crew that is on the rota, or to a service by its name, with the reason.</summary>
[Authorize(Policies.ReadCrewTasks)]
public sealed class HandOnModel(CrewTaskFields fields, HandOnCrewTask handOn, IValidator<HandOnModel.InputModel> validator) : PageModel, IEditsRecord
{
    private const string _other = "other";

    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CrewTaskFields.View View { get; private set; } = null!;

    public object Edited => Input;

    public bool IsField => View.Opened.IsCrew;

    public IReadOnlyList<Choice> Crews =>
    [
        .. View.Others.Select(o => new Choice(o.Crew.Id.ToString(), $"{o.Service.Now.Service.Name}{(o.Crew.Name is { } name ? $", {name}" : "")}")),
        new Choice(_other, "Another service"),
    ];

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        View = await fields.ReadAsync(User.ToActor(), Id, ct);
        if (Input.To is { } to && Crews.All(c => c.Value != to))
        {
            ModelState.AddModelError("Input.To", "Choose who takes it from the list");
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        Id<Shift>? crew = Id<Shift>.TryParse(Input.To, null, out var shift) ? shift : null;
        var handed = await handOn.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), crew, Input.Service, Input.Reason), ct);
        return handed.Match<IActionResult>(
            task => Redirect(View.Opened.IsCrew ? "/crew?done=handed-on" : $"/incidents/{task.IncidentId}?done=crew-handed-on"),
            refusal => refusal.Code switch
            {
                "crew.reason" => this.PageWithError("Input.Reason", refusal),
                "crew.over" => this.PageRefused(refusal),
                _ => this.PageWithError("Input.To", refusal),
            });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        View = await fields.ReadAsync(User.ToActor(), Id, ct);
        Input = new InputModel();
        return View.Task.Version;
    }

    public sealed class InputModel
    {
        /// <summary>The shift of a crew, or "other".</summary>
        public string? To { get; set; }

        public string? Service { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.To).NotEmpty().WithMessage("Choose who takes it");
            RuleFor(i => i.Service).NotEmpty().When(i => i.To == _other).WithMessage("Enter the name of the service").AtMost(CrewTask.ServiceMaxLength, "The name of the service");
            RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why it is handed on").AtMost(CrewTask.ReasonMaxLength, "The reason");
        }
    }
}
