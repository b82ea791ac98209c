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
    /// Why nobody can propose this, or null when they can. Both people have a finished assessment. Whoever works on the case proposes, an assessor too: a second
    /// person confirms (<see cref="CheckAnswer"/>). The first decision and each change of it go the same way.
    /// </summary>
    /// <param name="assessors">Who assessed each person; people without a finished assessment are absent.</param>
    public static Refusal? CheckProposal(Case @case, Id<Person> primary, string? rationale, IReadOnlyDictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> assessors) =>
        CheckState(@case, primary, assessors)
        ?? ((rationale?.Trim().Length ?? 0) < MinimumRationaleLength
            ? new("counter.rationale", $"Write why, in at least {MinimumRationaleLength} characters: who does what to whom, over time.")
            : null);

    /// <summary>
    /// Why this person cannot answer what was proposed, or null when they can: they are of supervisor rank, neither the proposer, nor an assessor of either, nor whoever set the flag.
    /// </summary>
    /// <param name="confirm">False where they refuse it, which needs a reason and no assessments.</param>
    public static Refusal? CheckAnswer(
        Case @case, PrimaryVictimProposal proposal, bool confirm, string? reason, Actor by, IReadOnlyDictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> assessors)
    {
        if (confirm && CheckState(@case, proposal.PersonId, assessors) is { } refusal)
        {
            return refusal;
        }

        if (!by.HasAny(_deciders))
        {
            return new("counter.no-standing", "A sergeant, inspector, safeguarding officer or IDVA manager decides who the primary victim is.");
        }

        if (by.StaffId == proposal.ProposedBy)
        {
            return new("counter.own-proposal", "You proposed it. Somebody else confirms or refuses it.");
        }

        if (by.StaffId == @case.CounterAllegationBy || assessors.Values.Any(a => a.Contains(by.StaffId)))
        {
            return new("counter.second-person", "Somebody who neither assessed one of them nor raised the question must decide.");
        }

        return !confirm && string.IsNullOrWhiteSpace(reason) ? new("counter.refuse-reason", "Say why you refuse it.") : null;
    }

    /// <summary>
    /// Why a worker cannot be given this case, or null when they can: whoever carries, covers or is covered in a case that holds the same two people the other way round
    /// is kept apart from this one (T13). It names no case: whoever asks may not know of the other.
    /// </summary>
    /// <param name="carried">Open cases carried by the worker, by those they cover for and by those who cover for them.</param>
    public static Refusal? CheckApart(Case given, IEnumerable<Case> carried) =>
        carried.Any(c => c.Id != given.Id && AreCounter(given, c)) ? new("caseload.kept-apart", "This person cannot take this case. Choose somebody else.") : null;

    private static Refusal? CheckState(Case @case, Id<Person> primary, IReadOnlyDictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> assessors)
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

        return !assessors.ContainsKey(primary) || !assessors.ContainsKey(@case.VictimId) || !@case.Perpetrators.Any(p => assessors.ContainsKey(p.PersonId))
            ? new("counter.assess-both", "Assess both people first, each on a form of their own. Where one cannot be asked, finish the form with the reason.")
            : null;
    }
}
