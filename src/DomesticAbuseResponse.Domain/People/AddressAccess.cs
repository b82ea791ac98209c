using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.People;

/// <summary>What a decision about one address needs to know beside the record's own access.</summary>
/// <param name="Level">How far the actor may go with the person's record.</param>
/// <param name="Circle">The live places in the person's circle held by the actor's agency or by a MARAC the actor serves.</param>
/// <param name="IsNamed">Whether the actor is named on the person's record.</param>
public sealed record AddressFacts(AddressVisibility Visibility, AccessLevel Level, IReadOnlyList<ParticipationKind> Circle, bool IsNamed);

public sealed record AddressDecision(bool MayReveal, string Reason);

/// <summary>
/// Who may see an address (R6.11). Open: whoever may read the person. MARAC only: members of a MARAC the person is before, and those
/// of the owning and partner agencies whose role opens cases. Named: staff named on the record. Hidden: staff named on the record who
/// work for the agency that owns it.
/// </summary>
public static class AddressAccess
{
    public static AddressDecision Decide(Actor actor, AddressFacts facts)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Level < AccessLevel.Read)
        {
            return new(false, "You may not open this person's record");
        }

        return facts.Visibility switch
        {
            AddressVisibility.Open => new(true, "Open to everybody who may read the record"),
            AddressVisibility.MaracOnly when facts.Circle.Contains(ParticipationKind.Marac) && actor.HasAny(Role.MaracCoordinator, Role.MaracChair, Role.AgencyRepresentative) =>
                new(true, "Before a MARAC you serve"),
            AddressVisibility.MaracOnly when WorksOnCases(actor) && facts.Circle.Any(IsWorking) => new(true, "Your agency works on this person's case"),
            AddressVisibility.MaracOnly => new(false, "Only for members of the MARAC and workers on the case"),
            AddressVisibility.Named => facts.IsNamed ? new(true, "You are named on this record") : new(false, "Only for staff named on this record"),
            AddressVisibility.Hidden when facts.IsNamed && facts.Circle.Contains(ParticipationKind.Owner) => new(true, "You are named on this record by the agency that owns it"),
            AddressVisibility.Hidden => new(false, "Only for staff named by the agency that owns this record"),
        };
    }

    private static bool IsWorking(ParticipationKind place) => place is ParticipationKind.Owner or ParticipationKind.Partner;

    private static bool WorksOnCases(Actor actor) => actor.Roles.Any(role => RoleCeiling.For(role, RecordKind.Case) >= AccessLevel.Read);
}
