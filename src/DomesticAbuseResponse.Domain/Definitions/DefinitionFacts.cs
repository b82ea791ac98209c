using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Definitions;

/// <summary>One call or report, crime or not, with whom it harmed and who did it, by the London date it was reported.</summary>
/// <param name="IsPolice">Made to the police (R2.5).</param>
public sealed record IncidentFact(
    Id<Incident> Id, string Reference, DateOnly ReportedOn, bool IsCrime, bool IsPolice, IReadOnlyList<Id<Person>> Victims, IReadOnlyList<Id<Person>> Perpetrators);

/// <summary>A warning as a definition sees it. Dates are London's, both included.</summary>
public sealed record WarningFact(PersonFlagKind Kind, DateOnly Since, DateOnly? Until, Vulnerability Reasons, string? Note)
{
    public bool HoldsOn(DateOnly date) => Since <= date && (Until is null || Until >= date);
}

/// <summary>One person, as far as age and vulnerability go.</summary>
/// <param name="CommunicationNeed">An interpreter or any other help to be understood.</param>
public sealed record PersonFact(Id<Person> Id, DateOnly? BornOn, bool BirthIsEstimated, IReadOnlyList<WarningFact> Warnings, bool CommunicationNeed)
{
    public int? AgeOn(DateOnly date) => Person.AgeOn(BornOn, BirthIsEstimated, date);
}

/// <summary>Everything definitions are evaluated on: incidents of the people in question, who they are, and how they stand to each other.</summary>
public sealed class DefinitionFacts(
    IEnumerable<IncidentFact> incidents, IEnumerable<PersonFact> people, IReadOnlyDictionary<(Id<Person> Victim, Id<Person> Perpetrator), PairRelation>? relations = null)
{
    private static readonly Dictionary<(Id<Person>, Id<Person>), PairRelation> _none = [];

    private readonly IReadOnlyDictionary<(Id<Person> Victim, Id<Person> Perpetrator), PairRelation> _relations = relations ?? _none;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<IncidentFact> Incidents { get; } = [.. incidents.OrderBy(i => i.ReportedOn).ThenBy(i => i.Id.Value)];

    public IReadOnlyDictionary<Id<Person>, PersonFact> People { get; } = people.ToDictionary(p => p.Id);

    /// <summary>Incidents in which this person was harmed, oldest first.</summary>
    public ILookup<Id<Person>, IncidentFact> OfVictim => field ??= Incidents.SelectMany(i => i.Victims, (i, p) => (Person: p, Incident: i)).ToLookup(p => p.Person, p => p.Incident);

    public ILookup<Id<Person>, IncidentFact> OfPerpetrator => field ??= Incidents.SelectMany(i => i.Perpetrators, (i, p) => (Person: p, Incident: i)).ToLookup(p => p.Person, p => p.Incident);

    public PairRelation Between(Id<Person> victim, Id<Person> perpetrator) => _relations.GetValueOrDefault((victim, perpetrator));
}
