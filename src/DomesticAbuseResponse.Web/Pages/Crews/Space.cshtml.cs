using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>Where a crew asks for a safe place and records what came of it. No address stands here (R6.11).</summary>
[Authorize(Policies.ReadCrewTasks)]
public sealed class SpaceModel(SpaceList list, AskForSpace ask, RecordSpace record, IValidator<SpaceModel.InputModel> validator, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SpaceList.View View { get; private set; } = null!;

    public bool MayWrite => View.Visit.Opened.IsCrew && View.Visit.Task.State is CrewTaskState.Accepted;

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await list.ReadAsync(User.ToActor(), Id, ct);
        Input = new InputModel { Adults = 1, From = UkTime.DateOf(clock.GetUtcNow()) };
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        View = await list.ReadAsync(User.ToActor(), Id, ct);
        if (!MayWrite)
        {
            throw new RecordNotFoundException();
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var asked = await ask.HandleAsync(User.ToActor(), new(Id, new SpaceAsk(Input.Kind!.Value, Input.AskedOf!, Input.Adults!.Value, Input.ChildrenAges, Input.Needs, Input.NotIn, Input.From!.Value)), ct);
        return asked.Match<IActionResult>(
            _ => Redirect($"/crew/tasks/{Id}/space"), refusal => this.PageWithError(refusal.Code is "space.adults" ? "Input.Adults" : "Input.AskedOf", refusal));
    }

    public async Task<IActionResult> OnPostCameAsync(Id<SafeSpace> space, SpaceStepKind? to, CancellationToken ct)
    {
        var came = await record.HandleAsync(User.ToActor(), new(Id, space, to ?? SpaceStepKind.Asked), ct);
        if (came.Refusal is { } refusal)
        {
            await OnGetAsync(ct);
            return this.PageRefused(refusal);
        }

        return Redirect($"/crew/tasks/{Id}/space");
    }

    public sealed class InputModel
    {
        public SpaceKind? Kind { get; set; }

        public string? AskedOf { get; set; }

        public int? Adults { get; set; }

        public string? ChildrenAges { get; set; }

        public List<SpaceNeed> Needs { get; set; } = [];

        public string? NotIn { get; set; }

        public DateOnly? From { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose what kind of place");
            RuleFor(i => i.AskedOf).NotEmpty().WithMessage("Enter who is asked").AtMost(SafeSpace.AskedOfMaxLength, "Who is asked");
            RuleFor(i => i.Adults).NotNull().WithMessage("Enter how many adults");
            RuleFor(i => i.ChildrenAges).AtMost(SafeSpace.ShortMaxLength, "Ages of children");
            RuleFor(i => i.NotIn).AtMost(SafeSpace.ShortMaxLength, "Where it must not be");
            RuleFor(i => i.From).NotNull().WithMessage("Enter the first day");
        }
    }
}
