using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Definitions;

/// <summary>Incidents between a few people, and the day on which they are looked at.</summary>
internal static class Defined
{
    public static readonly DateOnly On = new(2026, 11, 22);

    public static readonly Id<Person> Victim = Id<Person>.New(Forms.Noon);

    public static readonly Id<Person> AnotherVictim = Id<Person>.New(Forms.Noon);

    public static readonly Id<Person> Perpetrator = Id<Person>.New(Forms.Noon);

    public static readonly Id<Person> Another = Id<Person>.New(Forms.Noon);

    private static int _made;

    public static IncidentFact Incident(DateOnly on, Id<Person>? victim = null, Id<Person>? perpetrator = null, bool crime = true, bool police = true) => new(
        Id<Incident>.New(Forms.Noon), $"DA-2026-{Interlocked.Increment(ref _made):000000}", on, crime, police, [victim ?? Victim], [perpetrator ?? Perpetrator]);

    public static PersonFact Somebody(Id<Person> id, int? age = null, bool needsHelp = false, params WarningFact[] warnings) =>
        new(id, age is { } years ? On.AddYears(-years).AddDays(-1) : null, false, warnings, needsHelp);

    public static DefinitionFacts Facts(params IncidentFact[] incidents) => new(incidents, []);

    public static DefinitionBook Book { get; } = DefinitionBook.Default;
}
