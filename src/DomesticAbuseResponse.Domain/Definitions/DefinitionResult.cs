using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Definitions;

/// <summary>Whether somebody meets one definition: on which incidents and grounds, or why not, and whose definition it was.</summary>
/// <param name="PersonId">Whom it is about: the victim, or of a pair and of serial harm the perpetrator.</param>
/// <param name="VictimId">The victim of a pair.</param>
/// <param name="Version">The version of the definitions, or of the MARAC's settings.</param>
/// <param name="Evidence">The incidents that were counted, oldest first, also where they were too few.</param>
/// <param name="Grounds">What else it rests on, in words.</param>
public sealed record DefinitionResult(
    DefinitionKind Kind, Id<Person> PersonId, Id<Person>? VictimId, string Version, string Rule, string Counted, IReadOnlyList<IncidentFact> Evidence, IReadOnlyList<string> Grounds, string? NotMetBecause)
{
    public bool IsMet => NotMetBecause is null;
}
