using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>The kinds of things that happen to credentials. Stored by name.</summary>
public enum SignInEventKind
{
    SignedIn,
    SignedInWithPasskey,
    SignedInWithRecoveryCode,
    PasswordRefused,
    CodeRefused,
    PasskeyRefused,
    Unlocked,
    SignedOut,
    SignedOutEverywhere,
    Activated,
    PasswordChanged,
    AppAdded,
    AppRemoved,
    PasskeyAdded,
    PasskeyRemoved,
    RecoveryCodesMade,
    ResetStarted,
}

/// <summary>One line of a person's recent activity.</summary>
public sealed record SignInEvent(DateTimeOffset At, SignInEventKind Kind, string Device, bool ByOther);

/// <summary>The history of credentials: written for every sign-in, refusal and change; never altered; holds no secret.</summary>
public sealed class SignInEvents(NpgsqlDataSource database, TimeProvider clock)
{
    public Task RecordAsync(SignInEventKind kind, Id<StaffMember>? staffId, string device, CancellationToken ct, Id<StaffMember>? by = null) =>
        database.ExecuteAsync(
            "insert into identity.sign_in_events (at, staff_id, kind, device, by_staff_id) values ($1, $2::uuid, $3, $4, $5::uuid)",
            ct, clock.GetUtcNow(), staffId?.Value, kind.ToString(), device, by?.Value);

    /// <summary>
    /// When somebody else started this person's sign-in afresh, until they have signed in twice since: its owner must learn of it, also when it was not
    /// the owner who used the code.
    /// </summary>
    public async Task<DateTimeOffset?> StartedAfreshAtAsync(Id<StaffMember> staffId, CancellationToken ct) => await database.FirstAsync(
        """
        select r.at from identity.sign_in_events r
        where r.staff_id = $1 and r.kind = 'ResetStarted' and r.by_staff_id is distinct from r.staff_id and r.at > $2
          and (select count(*) from identity.sign_in_events s where s.staff_id = $1 and s.kind like 'SignedIn%' and s.id > r.id) < 2
        order by r.id desc limit 1
        """, row => (object)row.Instant("at"), ct, staffId.Value, clock.GetUtcNow().AddDays(-90)) as DateTimeOffset?;

    public Task<IReadOnlyList<SignInEvent>> RecentAsync(Id<StaffMember> staffId, CancellationToken ct) => database.ListAsync(
        "select at, kind, device, by_staff_id from identity.sign_in_events where staff_id = $1 order by at desc, id desc limit 10",
        row => new SignInEvent(row.Instant("at"), Enum.Parse<SignInEventKind>(row.Get<string>("kind")), row.Get<string>("device"),
            row.GetOrDefault<Guid>("by_staff_id") is var by && by != Guid.Empty && by != staffId.Value),
        ct, staffId.Value);
}
