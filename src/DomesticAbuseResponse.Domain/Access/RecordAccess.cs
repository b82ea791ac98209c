using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;

namespace DomesticAbuseResponse.Domain.Access;

/// <summary>What a decision needs to know about a record and this one actor, and no more.</summary>
/// <param name="Circle">The live places in the record's circle held by the actor, the actor's agency or by a MARAC the actor serves.</param>
public sealed record AccessFacts(bool IsRestricted, bool IsNamed, bool IsExcluded, IReadOnlyList<ParticipationKind> Circle);

public sealed record AccessDecision(AccessLevel Level, string Reason);

/// <summary>
/// Who may open a record. Pure, so that the whole policy is one table of tests; lists use the same rule as SQL
/// (<c>RecordVisibility</c>), and a test proves that the two agree. Exclusion wins over everything (R6.10), then restriction,
/// then the lesser of what the role may do (R6.12) and what the circle allows.
/// </summary>
public static class RecordAccess
{
    public static AccessDecision Decide(Actor actor, RecordKind kind, AccessFacts facts)
    {
        if (facts.IsExcluded)
        {
            return new(AccessLevel.None, "Excluded: conflict of interest");
        }

        if (facts.IsRestricted && !facts.IsNamed)
        {
            return new(AccessLevel.None, "Restricted to named people");
        }

        var best = facts.Circle
            .Select(place => new AccessDecision(LevelFor(actor, kind, place), ReasonFor(place)))
            .Append(new AccessDecision(AccessLevel.None, "No working relationship with this record"))
            .MaxBy(decision => decision.Level)!;
        return best.Level is AccessLevel.None && facts.Circle.Count > 0 ? best with { Reason = "Your role does not open records of this kind" } : best;
    }

    /// <summary>
    /// Who may write what a task asks for onto a case: a form, an attempt to reach the victim. Whoever may work on the case, and a crew that is sent to its
    /// victim, even where their agency reads the case or has been asked by a referral; to the crew the file stays closed (R5.1, R6.12).
    /// </summary>
    public static AccessDecision DecideForTask(Actor actor, AccessFacts facts)
    {
        var whole = Decide(actor, RecordKind.Case, facts);
        return whole.Level < AccessLevel.Edit && !facts.IsExcluded && (!facts.IsRestricted || facts.IsNamed) && facts.Circle.Contains(ParticipationKind.Crew) && actor.Roles.Any(CrewStanding.Crew.Contains)
            ? new(AccessLevel.Edit, "Sent to this person: what the task asks for, not the file")
            : whole;
    }

    /// <summary>The level this actor reaches through one kind of place in the circle.</summary>
    public static AccessLevel LevelFor(Actor actor, RecordKind kind, ParticipationKind place) =>
        actor.Roles.Select(role => Lesser(RoleCeiling.For(role, kind), Through(role, kind, place))).DefaultIfEmpty(AccessLevel.None).Max();

    private static AccessLevel Through(Role role, RecordKind kind, ParticipationKind place) => place switch
    {
        // Those who run a MARAC reach a case through the MARAC alone, whoever employs them; its representatives at the owner do too (R6.12).
        ParticipationKind.Owner => ServesMaracsOnly(role) ? AccessLevel.None : AccessLevel.Edit,
        ParticipationKind.Partner => RunsMaracs(role) ? AccessLevel.None : AccessLevel.Edit,
        ParticipationKind.Asked => RunsMaracs(role) ? AccessLevel.None : AccessLevel.Referral,
        ParticipationKind.Marac => role switch
        {
            Role.MaracCoordinator or Role.MaracChair => AccessLevel.Edit,
            Role.AgencyRepresentative => AccessLevel.Referral,
            _ => AccessLevel.None,
        },
        ParticipationKind.MaracAsked => RunsMaracs(role) ? AccessLevel.Referral : AccessLevel.None,

        // The call and the victim they are sent to; of the case only what the task asks for.
        ParticipationKind.Crew => CrewStanding.Crew.Contains(role) && kind is RecordKind.Person or RecordKind.Incident ? AccessLevel.Edit : AccessLevel.None,
    };

    private static bool RunsMaracs(Role role) => role is Role.MaracCoordinator or Role.MaracChair;

    private static bool ServesMaracsOnly(Role role) => RunsMaracs(role) || role is Role.AgencyRepresentative;

    private static AccessLevel Lesser(AccessLevel a, AccessLevel b) => a < b ? a : b;

    private static string ReasonFor(ParticipationKind place) => place switch
    {
        ParticipationKind.Owner => "Your agency holds this record",
        ParticipationKind.Partner => "Your agency works on this by an accepted referral",
        ParticipationKind.Asked => "Your agency has been asked by a referral",
        ParticipationKind.Marac => "Before a MARAC you serve",
        ParticipationKind.MaracAsked => "A MARAC you serve has been asked by a referral",
        ParticipationKind.Crew => "Your crew has been asked to reach this person",
    };
}
