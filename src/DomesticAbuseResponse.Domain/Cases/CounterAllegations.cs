using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Cases;

/// <summary>When each accuses the other, and who may decide which of them is the primary victim (R4.17, S84).</summary>
public static class CounterAllegations
{
    public const int MinimumRationaleLength = 20;

    private static readonly Role[] _deciders = [Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer, Role.IdvaManager];

    /// <summary>The other party, where one incident names the victim and somebody else each as both victim and perpetrator; null where none does.</summary>
    public static Id<Person>? In(Incident incident, Id<Person> victim)
    {
        return IsBoth(victim)
            ? incident.Parties.Select(p => (Id<Person>?)p.PersonId).FirstOrDefault(p => p != victim && IsBoth(p!.Value))
            : null;

        bool IsBoth(Id<Person> person) =>
            incident.Parties.Any(p => p.PersonId == person && p.Role is PartyRole.Victim)
            && incident.Parties.Any(p => p.PersonId == person && p.Role is PartyRole.Perpetrator);
    }

    /// <summary>Whether two cases hold the same two people the other way round.</summary>
    public static bool AreCounter(Case one, Case other) =>
        one.Perpetrators.Any(p => p.PersonId == other.VictimId) && other.Perpetrators.Any(p => p.PersonId == one.VictimId);

    /// <summary>How it showed across two cases, in words that both may read: of another agency's records it says only that there are some.</summary>
    public static string WordsFor(Case one, Case other) => one.AgencyId == other.AgencyId
        ? "Another case of this agency holds the same two people the other way round."
        : "Other records name the same two people the other way round.";

    /// <summary>
    /// Why this decision cannot stand, or null when it can. Both people have a finished assessment, and a second person decides: of
    /// supervisor rank, neither an assessor of either nor whoever set the flag.
    /// </summary>
    /// <param name="assessors">Who assessed each person; people without a finished assessment are absent.</param>
    public static Refusal? CheckDecision(
        Case @case, Id<Person> primary, string? rationale, Actor decider, IReadOnlyDictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> assessors)
    {
        if (!@case.CounterAllegation)
        {
            return new("counter.none", "Nothing on this case says that each accuses the other.");
        }

        Id<Person>[] parties = [@case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId)];
        if (!parties.Contains(primary))
        {
            return new("counter.not-a-party", "Choose one of the people in this case.");
        }

        if (!assessors.ContainsKey(@case.VictimId) || !@case.Perpetrators.Any(p => assessors.ContainsKey(p.PersonId)))
        {
            return new("counter.assess-both", "Assess both people first, each on a form of their own. Where one cannot be asked, finish the form with the reason.");
        }

        if (!decider.HasAny(_deciders))
        {
            return new("counter.no-standing", "A sergeant, inspector, safeguarding officer or IDVA manager decides who the primary victim is.");
        }

        if (decider.StaffId == @case.CounterAllegationBy || assessors.Values.Any(a => a.Contains(decider.StaffId)))
        {
            return new("counter.second-person", "Somebody who neither assessed one of them nor raised the question must decide.");
        }

        return (rationale?.Trim().Length ?? 0) < MinimumRationaleLength
            ? new("counter.rationale", $"Write why, in at least {MinimumRationaleLength} characters: who does what to whom, over time.")
            : null;
    }
}
