using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Identity;

public enum MergeState
{
    /// <summary>Waits for a second person.</summary>
    Asked,
    Declined,

    /// <summary>Whoever asked no longer wants it.</summary>
    Withdrawn,
    Done,
    Undone,
}

/// <summary>
/// Two records of one person made into one, or asked to be: by whom, why, who agreed, and everything needed to take it apart again. The record that went
/// into the other stays, empty, so that its address leads on.
/// </summary>
public sealed class PersonMerge
{
    public const int ReasonMaxLength = 1000;

    private PersonMerge()
    {
    }

    public Id<PersonMerge> Id { get; private init; }

    public Id<Person> SurvivorId { get; private init; }

    public Id<Person> MergedId { get; private init; }

    public MergeState State { get; private set; }

    public Id<StaffMember> AskedBy { get; private init; }

    public Id<Agency> AskedAgencyId { get; private init; }

    public DateTimeOffset AskedAt { get; private init; }

    public string Reason { get; private init; } = "";

    /// <summary>Whose value stays, as JSON by <see cref="MergeField"/>.</summary>
    public string Choices { get; private init; } = "{}";

    /// <summary>The agencies that owned the two records: when they are two, the second person is of the other.</summary>
    public Guid[] Owners { get; private init; } = [];

    public bool NeedsSecond { get; private init; }

    public Id<StaffMember>? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Decision { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Both records as they stood before, and the steps from there, as JSON.</summary>
    public string? Before { get; private set; }

    public string? Plan { get; private set; }

    public Id<StaffMember>? UndoneBy { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public string? UndoneReason { get; private set; }

    public uint Version { get; private init; }

    public static PersonMerge Ask(
        Id<Person> survivor, Id<Person> merged, Actor by, string reason, string choices, IEnumerable<Id<Agency>> owners, bool needsSecond, DateTimeOffset now) => new()
        {
            Id = Id<PersonMerge>.New(now),
            SurvivorId = survivor,
            MergedId = merged,
            State = MergeState.Asked,
            AskedBy = by.StaffId,
            AskedAgencyId = by.AgencyId,
            AskedAt = now,
            Reason = reason.Trim(),
            Choices = choices,
            Owners = [.. owners.Select(o => o.Value).Distinct()],
            NeedsSecond = needsSecond,
        };

    /// <summary>
    /// Whether this person may be the second: of a role that answers for the protection of records, not whoever asked, and of an agency that owns one of the
    /// records; of the other one, where they are two.
    /// </summary>
    public Refusal? RefuseSecond(Actor by)
    {
        if (State is not MergeState.Asked)
        {
            return new Refusal("merge.decided", "Somebody has decided this already.");
        }

        if (by.StaffId == AskedBy)
        {
            return new Refusal("merge.asked", "You asked for this yourself. Somebody else must agree to it.");
        }

        return MayBeSecond(by) ? null : new Refusal("merge.no-standing", "A safeguarding officer, sergeant, inspector or IDVA manager of the agency that owns the record must agree to this.");
    }

    public bool MayBeSecond(Actor by) => by.StaffId != AskedBy && by.Roles.Any(Standing.ProtectingRoles.Contains)
        && Owners.Contains(by.AgencyId.Value) && (Owners.Length < 2 || by.AgencyId != AskedAgencyId);

    public void Decide(Actor by, bool agree, string? words, DateTimeOffset now)
    {
        (DecidedBy, DecidedAt, Decision) = (by.StaffId, now, string.IsNullOrWhiteSpace(words) ? null : words.Trim());
        State = agree ? State : MergeState.Declined;
    }

    public Result<MergeState> Withdraw(Actor by, DateTimeOffset now)
    {
        if (State is not MergeState.Asked || by.StaffId != AskedBy)
        {
            return new Refusal("merge.decided", "Somebody has decided this already.");
        }

        (State, DecidedBy, DecidedAt) = (MergeState.Withdrawn, by.StaffId, now);
        return State;
    }

    public void Done(string before, string plan, DateTimeOffset now) => (State, Before, Plan, DoneAt) = (MergeState.Done, before, plan, now);

    public void Undo(Actor by, string reason, DateTimeOffset now) => (State, UndoneBy, UndoneReason, UndoneAt) = (MergeState.Undone, by.StaffId, reason.Trim(), now);
}

/// <summary>What the rule of merging needs to know about two records.</summary>
/// <param name="AreOpposed">One harms where the other is harmed, in one incident or one case (T13, T14).</param>
/// <param name="AreRelated">They are on record as relatives or partners.</param>
/// <param name="HasLiveHigh">One of them is in an open case graded High.</param>
public sealed record MergeFacts(bool IsSame, bool IsGone, bool IsHeldApart, bool AreOpposed, bool AreRelated, bool HasLiveHigh, bool IsRestricted, IReadOnlyList<Id<Agency>> Owners);

/// <summary>When two records may become one, and when a second person has to agree.</summary>
public static class MergeRules
{
    public static Refusal? Refuse(Actor actor, MergeFacts facts) => facts switch
    {
        { IsSame: true } => new("merge.self", "This is one record. Choose another."),
        { IsGone: true } => new("merge.gone", "One of these records has been merged already. Open the record it went into."),
        { IsHeldApart: true } => new("merge.held-apart", "Somebody has decided that these are two people. Withdraw that decision first."),
        // What links them may be a record the reader may not open, so these say no more.
        { AreOpposed: true } or { AreRelated: true } => new("merge.linked", "These records are linked to each other as two people, so they cannot be merged. If that link is wrong, put it right first."),
        _ when !facts.Owners.Contains(actor.AgencyId) => new("merge.not-yours", "Only an agency that owns one of these records can merge them. Ask it to."),
        _ => null,
    };

    /// <summary>One of several reasons, which are not told apart: each may be something the reader may not know.</summary>
    public static bool NeedsSecond(MergeFacts facts) => facts.HasLiveHigh || facts.IsRestricted || facts.Owners.Distinct().Count() > 1;
}

/// <summary>Somebody decided that two records are of two people. It is kept, and taken back only by another decision.</summary>
public sealed class NotSamePerson
{
    public const int ReasonMaxLength = 1000;

    private NotSamePerson()
    {
    }

    public NotSamePerson(Id<Person> one, Id<Person> other, Id<StaffMember> by, string reason, DateTimeOffset at) => (OneId, OtherId, By, Reason, At) = (one, other, by, reason.Trim(), at);

    public long Number { get; private init; }

    public Id<Person> OneId { get; private init; }

    public Id<Person> OtherId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public Id<StaffMember>? WithdrawnBy { get; private set; }

    public DateTimeOffset? Until { get; private set; }

    public string? WithdrawnReason { get; private set; }

    public void Withdraw(Id<StaffMember> by, string reason, DateTimeOffset now)
    {
        if (Until is null)
        {
            (WithdrawnBy, WithdrawnReason, Until) = (by, reason.Trim(), now);
        }
    }
}
