using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Asks the support car or the crisis service for the victim of an incident, or says why neither can be asked and what else can be done (S68).</summary>
[Authorize(Policies.AskCrews)]
public sealed class CrewModel(CrewChoices choices, AskCrew ask, IValidator<CrewModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CrewChoices.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Crews =>
        [.. View.Crews.Select(c => new Choice(c.Crew.Id.ToString(), $"{c.Service.Now.Service.Name}{(c.Crew.Name is { } name ? $", {name}" : "")}") { Hint = $"{c.Service.Now.Because} {c.Service.Ways.Because}" })];

    public IReadOnlyList<Choice> Victims => [.. View.Victims.Select(v => new Choice(v.Id.ToString(), v.Name))];

    /// <summary>How any of the crews may reach the victim now.</summary>
    public IReadOnlyList<CrewWay> Ways => [.. View.Services.SelectMany(s => s.Ways.May).Distinct().Order()];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel
        {
            Victim = View.Victims.Count == 1 ? View.Victims[0].Id : null,
            Crew = Crews.Count == 1 ? new Id<Shift>(Guid.Parse(Crews[0].Value)) : null,
            Way = Ways.Count == 1 ? Ways[0] : null,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Victim ??= View.Victims.Count == 1 ? View.Victims[0].Id : null;
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var asked = await ask.HandleAsync(User.ToActor(), new(Id, Input.Victim!.Value, Input.Crew!.Value, new CrewAsk(Input.Way!.Value, Input.Distance ?? DistanceBand.NotKnown, Input.Reason)), ct);
        return asked.Match<IActionResult>(
            _ => Redirect($"/incidents/{Id}?done=crew-asked"),
            refusal => refusal.Code switch
            {
                "crew.way" => this.PageWithError("Input.Way", refusal),
                "crew.gone" or "crew.twice" or "crew.cannot" or "crew.restricted" => this.PageWithError("Input.Crew", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await choices.ReadAsync(User.ToActor(), Id, ct);
        if (User.ToActor().AgencyId != View.Incident.AgencyId)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public Id<Person>? Victim { get; set; }

        public Id<Shift>? Crew { get; set; }

        public CrewWay? Way { get; set; }

        public DistanceBand? Distance { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Victim).NotNull().WithMessage("Choose who is to be reached");
            RuleFor(i => i.Crew).NotNull().WithMessage("Choose a crew");
            RuleFor(i => i.Way).NotNull().WithMessage("Choose how the crew reaches them first");
            RuleFor(i => i.Reason).AtMost(CrewTask.ReasonMaxLength, "What the crew must know");
        }
    }
}
