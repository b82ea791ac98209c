using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>The call screen's fields. All are text or choices, so that whatever is typed can be kept.</summary>
public sealed class LogInput
{
    public const int MostPeople = 20;

    public CallSource? Source { get; set; }

    /// <summary>Null until it has been said: what nobody asked is no fact.</summary>
    public Silence? Silence { get; set; }

    public bool SilentSolution { get; set; }

    public string? CallerName { get; set; }

    public string? CallerPhone { get; set; }

    public string? Location { get; set; }

    public string? Postcode { get; set; }

    public string? FirstWords { get; set; }

    public List<Person> People { get; set; } =
    [
        new() { Role = PartyRole.Victim }, new() { Role = PartyRole.Perpetrator }, new() { Role = PartyRole.Child },
    ];

    public YesNoUnknown ChildrenPresent { get; set; }

    public Fear Fear { get; set; }

    public string? Injuries { get; set; }

    public string? Weapons { get; set; }

    public string? WhatHappened { get; set; }

    public ResponseGrade? Grade { get; set; }

    public Id<PolicingUnit>? UnitId { get; set; }

    /// <summary>When the report was made, where that is not now: its clocks run from then (R4.25).</summary>
    [Display(Name = "The time of the report")]
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>The day it happened, where that is known and not the day of the report (R2.9).</summary>
    [Display(Name = "The day it happened")]
    public DateOnly? HappenedOn { get; set; }

    /// <summary>What was typed into the two above and could not be read.</summary>
    public string? TimesAsTyped { get; private set; }

    /// <summary>Where the call was made from with 55, the caller could not speak (R4.3): a call marked as such is a silent one.</summary>
    public Silence Heard => SilentSolution && Silence is null or Domain.Incidents.Silence.None or Domain.Incidents.Silence.NotRecorded ? Domain.Incidents.Silence.Silent : Silence ?? Domain.Incidents.Silence.NotRecorded;

    public LogIncident.Command ToCommand() => new(
        new Call
        {
            Source = Source,
            Silence = Heard,
            SilentSolution = SilentSolution,
            CallerName = Tidy(CallerName),
            CallerPhone = Tidy(CallerPhone),
            Location = Tidy(Location),
            Postcode = Tidy(Postcode),
            FirstWords = string.IsNullOrWhiteSpace(FirstWords) ? null : FirstWords,
            WhatHappened = Tidy(WhatHappened),
            Fear = Fear,
            Injuries = Tidy(Injuries),
            Weapons = Tidy(Weapons),
            ChildrenPresent = ChildrenPresent,
            HappenedOn = HappenedOn,
            TimesAsTyped = TimesAsTyped,
        },
        Grade, UnitId, ReportedAt, [.. People.Select(p => p.ToParty())]);

    /// <summary>A time that cannot be read is kept as it was typed and stops nothing.</summary>
    public void KeepTimes(ModelStateDictionary state) =>
        TimesAsTyped = string.Join("; ", new[] { state.TakeUnread("Input.ReportedAt", "Reported"), state.TakeUnread("Input.HappenedOn", "Happened") }.OfType<string>());

    public IncidentHistory.Query ToHistory() => new(
        [CallerPhone, .. People.Select(p => p.Phone)],
        [CallerName, .. People.Select(p => p.Name)],
        [new(Location, Postcode), .. People.Select(p => new IncidentHistory.Place(p.Address, p.Postcode))])
    {
        People = [.. People.Where(p => p.PersonId is null).Select(p => p.ToKnown()).Where(p => !p.IsEmpty)],
    };

    /// <summary>Those on record who have been taken into the call, the victim first.</summary>
    public IReadOnlyList<Id<Domain.People.Person>> Taken => [.. People.Where(p => p.PersonId is not null).OrderBy(p => p.Role ?? PartyRole.Other).Select(p => p.PersonId!.Value).Distinct()];

    /// <returns>The row the person now stands in; null when there was no room.</returns>
    public int? Take(Id<Domain.People.Person> id, string name, PartyRole role)
    {
        var row = People.Find(p => p.Role == role && p.PersonId is null);
        if (row is null && People.Count < MostPeople)
        {
            People.Add(row = new Person { Role = role });
        }

        if (row is not null)
        {
            (row.PersonId, row.KnownAs) = (id, name);
        }

        return row is null ? null : People.IndexOf(row);
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>One row of people. Without a part, somebody named is "somebody else".</summary>
    public sealed class Person
    {
        public PartyRole? Role { get; set; }

        /// <summary>Somebody already on record, taken from the history.</summary>
        public Id<Domain.People.Person>? PersonId { get; set; }

        /// <summary>What the person on record is called; for the page alone.</summary>
        public string? KnownAs { get; set; }

        public string? Name { get; set; }

        public string? Birth { get; set; }

        public string? Phone { get; set; }

        public string? Address { get; set; }

        public string? Postcode { get; set; }

        public KnownPerson ToKnown()
        {
            var address = new PostalAddress(Address ?? "", Postcode);
            return KnownPerson.Typed(Name, Birth, estimated: false, Phone, address);
        }

        public LogIncident.Party ToParty() => new(Role ?? PartyRole.Other, PersonId, Name, null, null, Phone, Address, Postcode) { Birth = Birth };
    }

    /// <summary>The only thing that can be wrong is length, and more people than one screen takes.</summary>
    public sealed class Validator : AbstractValidator<LogInput>
    {
        public Validator()
        {
            RuleFor(i => i.CallerName).AtMost(PersonName.MaxLength, "Caller's name");
            RuleFor(i => i.CallerPhone).AtMost(PersonPhone.MaxLength, "Caller's number");
            RuleFor(i => i.Location).AtMost(PostalAddress.LinesMaxLength, "Where help is needed");
            RuleFor(i => i.Postcode).AtMost(PersonValidator.PostcodeMaxLength, "Postcode");
            RuleFor(i => i.FirstWords).AtMost(Incident.WordsMaxLength, "First words");
            RuleFor(i => i.WhatHappened).AtMost(Incident.WordsMaxLength, "What happened");
            RuleFor(i => i.Injuries).AtMost(Call.DetailMaxLength, "Injuries");
            RuleFor(i => i.Weapons).AtMost(Call.DetailMaxLength, "Weapons");
            RuleForEach(i => i.People).SetValidator(new PersonValidator());
            RuleFor(i => i.People.Count).LessThanOrEqualTo(MostPeople).OverridePropertyName("People[0].Name")
                .WithMessage($"Enter up to {MostPeople} people. Save the call, and then name the others on the incident");
        }
    }

    public sealed class PersonValidator : AbstractValidator<Person>
    {
        public const int PostcodeMaxLength = 20;

        public const int BirthMaxLength = 60;

        public PersonValidator()
        {
            RuleFor(p => p.Name).AtMost(PersonName.MaxLength, "Name");
            RuleFor(p => p.Birth).AtMost(BirthMaxLength, "Date of birth or age");
            RuleFor(p => p.Phone).AtMost(PersonPhone.MaxLength, "Phone number");
            RuleFor(p => p.Address).AtMost(PostalAddress.LinesMaxLength, "Address");
            RuleFor(p => p.Postcode).AtMost(PostcodeMaxLength, "Postcode");
        }
    }
}
