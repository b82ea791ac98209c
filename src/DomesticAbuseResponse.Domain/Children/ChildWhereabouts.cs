using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>What decides who reads where a child can be found.</summary>
/// <param name="Tier">The most protected live address among the child's own and those of the people the child lives with or who were harmed.</param>
/// <param name="IsContested">Each parent accuses the other, or one who was harmed in one case harms in another: then an agency may have come by the other side.</param>
/// <param name="Level">How far the actor may go with the child's record.</param>
/// <param name="Circle">The live places in the child's circle held by the actor's agency or by a MARAC the actor serves.</param>
public sealed record WhereaboutsFacts(AddressVisibility Tier, bool IsContested, AccessLevel Level, IReadOnlyList<ParticipationKind> Circle, bool IsNamed);

/// <summary>
/// Who reads a child's school, nursery, doctor and health visitor. They say where the child is, so they are as protected as the most protected of the addresses
/// around the child (T8, R6.11); and where the parents accuse each other only the agency that holds the child's record reads them.
/// </summary>
public static class ChildWhereabouts
{
    public static AddressDecision Decide(Actor actor, WhereaboutsFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return IsKeptApart(facts)
            ? new(false, "The parents accuse each other: only the agency that holds the child’s record reads this")
            : AddressAccess.Decide(actor, new AddressFacts(facts.Tier, facts.Level, facts.Circle, facts.IsNamed));
    }

    /// <summary>Whether the agency may have come by the other side: then it reads nothing that says how the child lives, its needs included.</summary>
    public static bool IsKeptApart(WhereaboutsFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.IsContested && !facts.Circle.Contains(ParticipationKind.Owner);
    }
}
