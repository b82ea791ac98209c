using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Identity;

/// <summary>
/// Two records that the comparison of all records holds to be of one person: a proposal, on which somebody decides by merging them or by saying that they
/// are two people. It holds no value of either record; why they are alike is worked out from what they say when the proposal is read.
/// </summary>
public sealed class SamePersonProposal
{
    private SamePersonProposal()
    {
    }

    /// <summary>Of the two records the one with the smaller id is the first, so that a pair is one proposal whichever of them was compared.</summary>
    public SamePersonProposal(Id<Person> one, Id<Person> other, double points, DateTimeOffset now)
    {
        (OneId, OtherId) = one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);
        (Points, FoundAt, ComparedAt) = (points, now, now);
    }

    public long Number { get; private init; }

    public Id<Person> OneId { get; private init; }

    public Id<Person> OtherId { get; private init; }

    /// <summary>The points when they were last compared; each doubles the odds that they are one person.</summary>
    public double Points { get; private set; }

    public DateTimeOffset FoundAt { get; private init; }

    public DateTimeOffset ComparedAt { get; private set; }

    /// <summary>Since when they are no longer alike enough, or somebody has decided.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>They were compared anew and are as alike, or as alike again.</summary>
    public void Confirm(double points, DateTimeOffset now) => (Points, ComparedAt, Until) = (points, now, null);

    public void End(DateTimeOffset now) => (ComparedAt, Until) = (now, Until ?? now);
}

/// <summary>
/// How far the comparison of every record with all the others has come. It goes through the records in the order in which they last changed, so that one pass
/// reaches all of them and, once it has, only those that change from then on.
/// </summary>
public sealed class MatchPass
{
    private MatchPass()
    {
    }

    public MatchPass(string policyVersion) => PolicyVersion = policyVersion;

    /// <summary>There is one.</summary>
    public int Number { get; private init; } = 1;

    /// <summary>The points by which the records were compared: other points begin from the first record.</summary>
    public string PolicyVersion { get; private set; } = "";

    /// <summary>Every record that last changed before this has been compared.</summary>
    public DateTimeOffset ReachedAt { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>And of those that changed at that instant, the ones up to this.</summary>
    public Id<Person> ReachedId { get; private set; }

    /// <summary>When it last found nothing left to compare; null until it first has.</summary>
    public DateTimeOffset? CaughtUpAt { get; private set; }

    /// <summary>Records compared by these points.</summary>
    public long Compared { get; private set; }

    public void Under(string policyVersion)
    {
        if (PolicyVersion != policyVersion)
        {
            (PolicyVersion, ReachedAt, ReachedId, CaughtUpAt, Compared) = (policyVersion, DateTimeOffset.UnixEpoch, default, null, 0);
        }
    }

    public void Reached(Person last, int compared)
    {
        ArgumentNullException.ThrowIfNull(last);
        (ReachedAt, ReachedId, Compared) = (last.ChangedAt, last.Id, Compared + compared);
    }

    public void CaughtUp(DateTimeOffset now) => CaughtUpAt = now;
}

/// <summary>Who works through the proposals: those who answer for the records of their agency. Who may merge two records is another question (<see cref="MergeRules"/>).</summary>
public static class ProposalStanding
{
    public static IReadOnlyList<Role> Workers { get; } = [Role.ControlRoomSupervisor, Role.ControlRoomSupportWorker, .. Standing.ProtectingRoles];
}
