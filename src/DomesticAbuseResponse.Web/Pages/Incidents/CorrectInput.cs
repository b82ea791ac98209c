using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>What may be corrected of a logged call; the first words never are.</summary>
public sealed class CorrectInput
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

    [Display(Name = "The day it happened")]
    public DateOnly? HappenedOn { get; set; }

    /// <summary>Why a call logged as silent or abandoned was neither.</summary>
    public string? SilenceReason { get; set; }

    public static CorrectInput From(Incident i) => new()
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
        HappenedOn = i.Call.HappenedOn,
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
        HappenedOn = HappenedOn,
    }.ToCommand().Call with
    { IsCrime = IsCrime };

    public sealed class Validator : AbstractValidator<CorrectInput>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.HappenedOn).Must(on => on is null || ReportTimes.IsPossible(on.Value, clock.GetUtcNow())).WithMessage("The day it happened must be today or earlier");
            RuleFor(i => i.SilenceReason).AtMost(IncidentDecision.ReasonMaxLength, "Why the call was neither silent nor abandoned");
            RuleFor(i => i).Custom((input, context) => new LogInput.Validator().Validate(new LogInput
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
}
