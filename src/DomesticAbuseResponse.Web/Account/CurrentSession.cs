using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>What a browser has proved so far. Only a full session is signed in.</summary>
public enum SessionStage
{
    /// <summary>The password was right; the second factor is owed.</summary>
    Code,

    /// <summary>An activation code and a new password were given; a second factor must be set up.</summary>
    Enrol,

    Full,
}

public enum SessionState
{
    None,
    OwesCode,
    OwesEnrolment,
    Live,
    Locked,
    Ended,
}

/// <summary>A member of staff as the session needs them: who, of which agency, with what roles, at this moment.</summary>
public sealed record SignedInStaff(
    Id<StaffMember> Id, Id<Agency> AgencyId, string AgencyName, string DisplayName, IReadOnlyList<Role> Roles,
    IReadOnlyList<Id<Marac>> Maracs, int AccessVersion, DateTimeOffset? DisabledAt);

/// <summary>One stored session.</summary>
public sealed record StoredSession(
    byte[] IdHash, Id<StaffMember> StaffId, SessionStage Stage, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, TimeSpan Idle,
    DateTimeOffset EndsAt, string Device, int AccessVersion, DateTimeOffset? LockedAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? StepUpAt)
{
    /// <summary>The first characters of the hash: enough to tell sessions apart, useless as a key.</summary>
    public string Mark => Convert.ToHexStringLower(IdHash.AsSpan(0, 4));
}

/// <summary>
/// The session behind this request and what it is worth now. A session of someone disabled, or whose roles changed since
/// it began, has ended. An idle one is locked, and ends when it has been left longer than the unlock window.
/// </summary>
public sealed record CurrentSession(SessionState State, StoredSession? Session, SignedInStaff? Staff)
{
    public static CurrentSession None { get; } = new(SessionState.None, null, null);

    /// <summary>When the session locks by itself unless it is used; null when nobody is signed in.</summary>
    public DateTimeOffset? LocksAt => State is not SessionState.Live ? null
        : Session!.LastSeenAt + Session.Idle < Session.EndsAt ? Session.LastSeenAt + Session.Idle : Session.EndsAt;

    public static CurrentSession Judge(StoredSession session, SignedInStaff staff, DateTimeOffset now, TimeSpan unlockWindow) =>
        new(StateOf(session, staff, now, unlockWindow), session, staff);

    /// <summary>Whether the person has confirmed who they are recently enough for a sensitive act.</summary>
    public bool IsConfirmed(DateTimeOffset now, TimeSpan lasts) => Session?.StepUpAt is { } at && now - at <= lasts;

    private static SessionState StateOf(StoredSession session, SignedInStaff staff, DateTimeOffset now, TimeSpan unlockWindow)
    {
        if (staff.DisabledAt is not null || staff.AccessVersion != session.AccessVersion
            || session.RevokedAt is not null || now >= session.EndsAt)
        {
            return SessionState.Ended;
        }

        var locksAt = session.LastSeenAt + session.Idle;
        var lockedAt = session.LockedAt < locksAt ? session.LockedAt.Value : locksAt;

        return session.Stage switch
        {
            SessionStage.Code => SessionState.OwesCode,
            SessionStage.Enrol => SessionState.OwesEnrolment,
            SessionStage.Full when now >= lockedAt + unlockWindow => SessionState.Ended,
            SessionStage.Full when session.LockedAt is not null || now >= locksAt => SessionState.Locked,
            SessionStage.Full => SessionState.Live,
        };
    }
}

public static class CurrentSessionExtensions
{
    extension(HttpContext context)
    {
        /// <summary>The session this request came with. Known once authentication has run.</summary>
        public CurrentSession CurrentSession => context.Features.Get<CurrentSession>() ?? Account.CurrentSession.None;
    }
}
