namespace DomesticAbuseResponse.Web.Account.Storage;

/// <summary>A signed-in browser. The cookie holds a random key; only its hash is here.</summary>
public sealed class SessionRow
{
    public required byte[] IdHash { get; init; }

    public Guid StaffId { get; init; }

    /// <summary>What has been proved so far: code, enrol or full.</summary>
    public required string Stage { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public int IdleSeconds { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public required string Device { get; init; }

    /// <summary>The staff record's access version when the session began: a changed role ends the session.</summary>
    public int AccessVersion { get; init; }

    public DateTimeOffset? LockedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public DateTimeOffset? StepUpAt { get; init; }

    /// <summary>Wrong second-factor or unlock answers given in this session.</summary>
    public int WrongAnswers { get; init; }
}

/// <summary>The seed of an authenticator app, encrypted, and the last time step used: a code works once.</summary>
public sealed class TotpSeedRow
{
    public Guid StaffId { get; init; }

    public required byte[] ProtectedSeed { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public long LastStep { get; init; }
}

/// <summary>One recovery code, hashed, usable once.</summary>
public sealed class RecoveryCodeRow
{
    public Guid StaffId { get; init; }

    public required byte[] CodeHash { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>An activation code handed over in person by an administrator.</summary>
public sealed class ActivationRow
{
    public Guid StaffId { get; init; }

    public required byte[] CodeHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public Guid? CreatedBy { get; init; }
}

/// <summary>A form posted after its session had died: encrypted, and kept for its author only.</summary>
public sealed class PendingPostRow
{
    public Guid Id { get; init; }

    public Guid StaffId { get; init; }

    public required byte[] ProtectedForm { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>How often a bucket of account names or networks guessed wrongly, and until when it must wait.</summary>
public sealed class ThrottleRow
{
    public required string Kind { get; init; }

    public int Bucket { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset LastAttemptAt { get; init; }

    public DateTimeOffset WaitUntil { get; init; }
}

/// <summary>A browser or network from which a person has signed in before: a stranger's guesses do not slow it down.</summary>
public sealed class KnownPlaceRow
{
    public Guid StaffId { get; init; }

    public required string Kind { get; init; }

    public required byte[] MarkHash { get; init; }

    public DateTimeOffset LastUsedAt { get; init; }
}

/// <summary>A passkey challenge that has been answered, so that the answer cannot be used again.</summary>
public sealed class UsedChallengeRow
{
    public required byte[] ChallengeHash { get; init; }

    public DateTimeOffset UsedAt { get; init; }
}

/// <summary>What happened to a person's credentials: sign-ins, refusals, changes. Append-only; holds no secret.</summary>
public sealed class SignInEventRow
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? StaffId { get; init; }

    public required string Kind { get; init; }

    public required string Device { get; init; }

    public Guid? ByStaffId { get; init; }
}

/// <summary>One key of the Data Protection ring.</summary>
public sealed class DataProtectionKeyRow
{
    public long Id { get; init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
