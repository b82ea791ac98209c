namespace DomesticAbuseResponse.Domain.Agencies;

/// <summary>What an administrator asked for that would let somebody in who could not get in before.</summary>
public enum StaffChangeKind
{
    NewAccount,

    /// <summary>Roles that the person does not hold yet.</summary>
    Roles,

    /// <summary>A sign-in without its second factors: with the code for it anybody could become this person.</summary>
    FreshStart,
}

public enum StaffChangeOutcome
{
    Confirmed,
    Refused,

    /// <summary>The administrator asked for something else before anybody had decided.</summary>
    Replaced,
}

/// <summary>
/// Something one administrator has asked for and a second person must confirm before it counts: nobody can make themselves a worker who reads
/// cases. Whoever asked, and the account's owner, cannot be the second.
/// </summary>
public sealed class StaffChange
{
    /// <summary>For how long after a confirmation the code may be made; after that somebody looks at it again.</summary>
    public static readonly TimeSpan CodeMayBeMadeFor = TimeSpan.FromDays(7);

    private static readonly Role[] _seconds =
        [Role.AgencyAdministrator, Role.SystemAdministrator, Role.IdvaManager, Role.Inspector, Role.Sergeant, Role.ControlRoomSupervisor];

    private readonly List<Role> _roles = [];

    private StaffChange()
    {
    }

    public Id<StaffChange> Id { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public StaffChangeKind Kind { get; private init; }

    /// <summary>The roles the person is to hold.</summary>
    public IReadOnlyList<Role> Roles => _roles;

    public Id<StaffMember> AskedBy { get; private init; }

    public DateTimeOffset AskedAt { get; private init; }

    public Id<StaffMember>? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public StaffChangeOutcome? Outcome { get; private set; }

    public uint Version { get; private init; }

    public bool IsOpen => Outcome is null;

    public static IReadOnlyList<Role> Seconds => _seconds;

    public static StaffChange Ask(StaffMember about, StaffChangeKind kind, IEnumerable<Role> roles, Actor by, DateTimeOffset now)
    {
        var change = new StaffChange { Id = Id<StaffChange>.New(now), StaffId = about.Id, AgencyId = about.AgencyId, Kind = kind, AskedBy = by.StaffId, AskedAt = now };
        change._roles.AddRange(roles.Distinct().Order());
        return change;
    }

    /// <summary>Whether this person may be asked at all: a second administrator or somebody of supervisor's rank of the same agency.</summary>
    /// <param name="administrators">How many administrators of the agency may sign in. With fewer than two, a system administrator may stand in.</param>
    public static bool MayBeSecond(Actor by, Id<Agency> agency, int administrators) =>
        by.AgencyId == agency ? by.HasAny(_seconds) : by.Has(Role.SystemAdministrator) && administrators < 2;

    /// <summary>A second person looks at it. Refused to whoever asked for it and to whom it is about.</summary>
    public Result<StaffChangeOutcome> Decide(Actor by, bool confirm, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("staff.change-decided", "Somebody has decided this already.");
        }

        if (by.StaffId == AskedBy)
        {
            return new Refusal("staff.change-asked", "You asked for this yourself. Somebody else must confirm it.");
        }

        if (by.StaffId == StaffId)
        {
            return new Refusal("staff.change-own", "This is about your own account. Somebody else must confirm it.");
        }

        return Close(confirm ? StaffChangeOutcome.Confirmed : StaffChangeOutcome.Refused, by.StaffId, now);
    }

    /// <summary>Something else has been asked for in its place.</summary>
    public void Replace(Id<StaffMember> by, DateTimeOffset now)
    {
        if (IsOpen)
        {
            Close(StaffChangeOutcome.Replaced, by, now);
        }
    }

    private StaffChangeOutcome Close(StaffChangeOutcome outcome, Id<StaffMember> by, DateTimeOffset now)
    {
        (Outcome, DecidedBy, DecidedAt) = (outcome, by, now);
        return outcome;
    }
}
