using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Corrects what was written down about a call; the first words are shown and stay.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class CorrectModel(CorrectIncident correct, IncidentFields fields, UnitChoices units, IValidator<CorrectModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    public IReadOnlyList<Choice> Units { get; private set; } = [];

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await ReadAsync(ct);
            return this.PageWithErrors();
        }

        var corrected = await correct.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.ToCall(), Input.Grade, Input.UnitId), ct);
        if (corrected.Refusal is { } refusal)
        {
            await ReadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Incident", new { Id, done = "corrected" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Input = InputModel.From(Incident);
        return Incident.Version;
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
        Units = [.. (await units.ReadAsync(User.ToActor(), ct)).Select(u => new Choice(u.Id.ToString(), u.Name))];
    }

    public sealed class InputModel
    {
        public CallSource? Source { get; set; }

        public Silence Silence { get; set; }

        public bool SilentSolution { get; set; }

        public string? CallerName { get; set; }

        public string? CallerPhone { get; set; }

        public string? Location { get; set; }

        public string? Postcode { get; set; }

        public Fear Fear { get; set; }

        public YesNoUnknown ChildrenPresent { get; set; }

        public string? Injuries { get; set; }

        public string? Weapons { get; set; }

        public string? WhatHappened { get; set; }

        public YesNoUnknown IsCrime { get; set; }

        public ResponseGrade? Grade { get; set; }

        public Id<PolicingUnit>? UnitId { get; set; }

        public static InputModel From(Incident i) => new()
        {
            Source = i.Call.Source,
            Silence = i.Call.Silence,
            SilentSolution = i.Call.SilentSolution,
            CallerName = i.Call.CallerName,
            CallerPhone = i.Call.CallerPhone,
            Location = i.Call.Location,
            Postcode = i.Call.Postcode,
            Fear = i.Call.Fear,
            ChildrenPresent = i.Call.ChildrenPresent,
            Injuries = i.Call.Injuries,
            Weapons = i.Call.Weapons,
            WhatHappened = i.Call.WhatHappened,
            IsCrime = i.Call.IsCrime,
            Grade = i.Grade,
            UnitId = i.UnitId,
        };

        public Call ToCall() => new LogInput
        {
            Source = Source,
            Silence = Silence,
            SilentSolution = SilentSolution,
            CallerName = CallerName,
            CallerPhone = CallerPhone,
            Location = Location,
            Postcode = Postcode,
            Fear = Fear,
            ChildrenPresent = ChildrenPresent,
            Injuries = Injuries,
            Weapons = Weapons,
            WhatHappened = WhatHappened,
        }.ToCommand().Call with
        { IsCrime = IsCrime };
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i).Custom((input, context) =>
            new LogInput.Validator().Validate(new LogInput
            {
                CallerName = input.CallerName,
                CallerPhone = input.CallerPhone,
                Location = input.Location,
                Postcode = input.Postcode,
                Injuries = input.Injuries,
                Weapons = input.Weapons,
                WhatHappened = input.WhatHappened,
            }).Errors.ForEach(context.AddFailure));
    }
}
