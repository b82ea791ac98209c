using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>Who was there while a child was asked: a question of its own, because it decides what the answer is worth.</summary>
public enum ChildCompany
{
    Alone,
    WithSomebody,
}

/// <summary>Who reads what a child said.</summary>
public enum VoiceReaders
{
    OwnAgency,

    /// <summary>Every agency that works on the case.</summary>
    EverybodyOnTheCase,
}

/// <summary>
/// What a child said or showed, in the child's own words and apart from any adult's account, and who was there. That a child was not asked, and why, is an answer
/// too. None is ever changed.
/// </summary>
public sealed class ChildVoice
{
    public const int WordsMaxLength = 4000;
    public const int ShortMaxLength = 500;

    private ChildVoice()
    {
    }

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    /// <summary>The incident it was about; null for another occasion.</summary>
    public Id<Incident>? IncidentId { get; private init; }

    /// <summary>The case it was written down on: every agency of that case may be let in, and none of another. Null at the scene, where the incident decides.</summary>
    public Id<Case>? CaseId { get; private init; }

    public bool WasAsked { get; private init; }

    /// <summary>As said or shown.</summary>
    public string? Words { get; private init; }

    public ChildCompany? Company { get; private init; }

    public string? With { get; private init; }

    public string? NotAskedBecause { get; private init; }

    public VoiceReaders Readers { get; private init; }

    /// <summary>The London day on which the child was seen.</summary>
    public DateOnly On { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <param name="On">A day that has not come is refused.</param>
    public sealed record Said(bool? WasAsked, string? Words, ChildCompany? Company, string? With, string? NotAskedBecause, VoiceReaders? Readers, DateOnly On);

    /// <summary>Refused while one of the two questions has no answer; that the child was not asked answers both, with its reason.</summary>
    public static Result<ChildVoice> Hear(Id<Person> child, Id<Incident>? incident, Said said, Actor by, DateOnly today, DateTimeOffset now, Id<Case>? on = null)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said switch
        {
            { WasAsked: null } => new Refusal("voice.asked", "Say whether the child was asked."),
            { WasAsked: false } when string.IsNullOrWhiteSpace(said.NotAskedBecause) => new Refusal("voice.not-asked", "Say why the child was not asked."),
            { WasAsked: true } when string.IsNullOrWhiteSpace(said.Words) => new Refusal("voice.words", "Write what the child said or showed, in the child’s own words."),
            { WasAsked: true, Company: null } => new Refusal("voice.company", "Say who was there when the child was asked."),
            { WasAsked: true, Company: ChildCompany.WithSomebody } when string.IsNullOrWhiteSpace(said.With) => new Refusal("voice.with", "Say who was with the child."),
            { Readers: null } => new Refusal("voice.readers", "Choose who may read this."),
            _ when said.On > today => new Refusal("voice.day", "The day has not come yet."),
            _ => new ChildVoice
            {
                PersonId = child,
                IncidentId = incident,
                CaseId = on,
                WasAsked = said.WasAsked.Value,
                Words = said.WasAsked.Value ? School.Blank(said.Words) : null,
                Company = said.WasAsked.Value ? said.Company : null,
                With = said is { WasAsked: true, Company: ChildCompany.WithSomebody } ? School.Blank(said.With) : null,
                NotAskedBecause = said.WasAsked.Value ? null : School.Blank(said.NotAskedBecause),
                Readers = said.Readers.Value,
                On = said.On,
                By = by.StaffId,
                ByAgencyId = by.AgencyId,
                At = now,
            },
        };
    }
}
