using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>
/// Where each accuses the other, nobody is referred as a victim, to MARAC or to an IDVA, before somebody has decided
/// who the primary victim is and why: otherwise a service may help the abuser (R4.17, S84).
/// </summary>
public static class PrimaryVictim
{
    /// <summary>Why this person cannot be referred as a victim, or null when they can.</summary>
    public static Refusal? Check(Id<Person> victim, bool counterAllegation, PrimaryVictimDecision? decision)
    {
        if (!counterAllegation)
        {
            return null;
        }

        if (decision is null || string.IsNullOrWhiteSpace(decision.Rationale))
        {
            return new(
                "referral.primary-victim-undecided",
                "Each accuses the other. Decide who the primary victim is, and write why, before referring either as a victim.");
        }

        return decision.PersonId == victim
            ? null
            : new("referral.not-primary-victim", "The other person was decided to be the primary victim, so this person is not referred as one.");
    }
}
