using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// What a password check found: whose it is, or nobody's, or that it came too soon to be looked at; and for the history,
/// whose account was tried.
/// </summary>
public sealed record PasswordAnswer(Id<StaffMember>? StaffId, TimeSpan? Wait, Id<StaffMember>? Tried);

/// <summary>What a person can prove themselves with.</summary>
public sealed record Factors(bool HasPassword, DateTimeOffset? AppAddedAt, int Passkeys, int RecoveryCodesLeft, string UserName)
{
    public bool HasSecondFactor => AppAddedAt is not null || Passkeys > 0;
}

/// <summary>
/// Passwords. An unknown, disabled or not yet activated account takes the same steps, and so the same time, as a wrong
/// password, and gets the same answer.
/// </summary>
public sealed class Credentials(
    NpgsqlDataSource database, UserManager<SignInUser> users, IPasswordHasher<SignInUser> hasher, DummyPassword dummy,
    Throttle throttle, KnownPlaces places, TimeProvider clock)
{
    public async Task<PasswordAnswer> CheckAsync(string userName, string password, Place place, CancellationToken ct)
    {
        var name = users.NormalizeName(userName.Trim()) ?? "";
        var found = await FindAsync(name, place, ct);
        if (await throttle.CountAsync(name, place, found.Familiarity, ct) is { } wait)
        {
            return new PasswordAnswer(null, wait, found.Id);
        }

        var verified = hasher.VerifyHashedPassword(new SignInUser(), found.PasswordHash ?? dummy.Hash, password);
        if (verified is PasswordVerificationResult.Failed || found.PasswordHash is null || found.MayNotSignIn)
        {
            return new PasswordAnswer(null, null, found.Id);
        }

        await throttle.ForgiveAsync(name, place, found.Familiarity, ct);
        return new PasswordAnswer(found.Id, null, found.Id);
    }

    /// <summary>The same check for somebody already known, to unlock a session or to confirm who they are.</summary>
    public async Task<PasswordAnswer> CheckAsync(Id<StaffMember> staffId, string password, Place place, CancellationToken ct)
    {
        var answer = await CheckAsync((await FactorsAsync(staffId, ct))?.UserName ?? "", password, place, ct);
        return answer.StaffId == staffId ? answer : answer with { StaffId = null };
    }

    public Task<Factors?> FactorsAsync(Id<StaffMember> staffId, CancellationToken ct) => database.FirstAsync(
        """
        select u.user_name, u.password_hash is not null as has_password, t.added_at,
               (select count(*)::int from identity.user_passkeys p where p.user_id = u.id) as passkeys,
               (select count(*)::int from identity.recovery_codes r where r.staff_id = u.id and r.used_at is null) as codes
        from identity.users u left join identity.totp_seeds t on t.staff_id = u.id where u.id = $1
        """,
        row => new Factors(row.Get<bool>("has_password"), row.InstantOrNull("added_at"), row.Get<int>("passkeys"), row.Get<int>("codes"), row.Get<string>("user_name")),
        ct, staffId.Value);

    /// <summary>Whose user name this is; null when nobody's.</summary>
    public async Task<Id<StaffMember>?> FindAsync(string userName, CancellationToken ct) => await database.FirstAsync(
        "select id from identity.users where normalized_user_name = $1", row => (object)row.Get<Guid>("id"), ct, users.NormalizeName(userName.Trim()))
        is Guid id ? new Id<StaffMember>(id) : null;

    /// <summary>Makes the credentials of a member of staff, without a password: an activation code comes first.</summary>
    public async Task<Result<Id<StaffMember>>> CreateAsync(Id<StaffMember> staffId, string userName)
    {
        var user = new SignInUser { Id = staffId.Value, UserName = userName.Trim(), CreatedAt = clock.GetUtcNow() };
        var created = await users.CreateAsync(user);
        return created.Succeeded ? staffId : new Refusal("user.name", UserNameProblem(created));
    }

    /// <summary>Sets the password, if it keeps the rules.</summary>
    public async Task<Result<Id<StaffMember>>> SetPasswordAsync(Id<StaffMember> staffId, string password)
    {
        var user = await users.FindByIdAsync(staffId.ToString()) ?? throw new InvalidOperationException("There are no credentials for this member of staff.");
        if (PasswordRules.Refusal(password, user.UserName!) is { } reason)
        {
            return new Refusal("password.refused", reason);
        }

        user.PasswordHash = hasher.HashPassword(user, password);
        user.PasswordChangedAt = clock.GetUtcNow();
        var updated = await users.UpdateAsync(user);
        return updated.Succeeded ? staffId : throw new InvalidOperationException(updated.ToString());
    }

    /// <summary>Takes back credentials that never came into use.</summary>
    public Task RemoveAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("delete from identity.users where id = $1", ct, staffId.Value);

    public Task ClearPasswordAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("update identity.users set password_hash = null where id = $1", ct, staffId.Value);

    internal Task<Account?> AccountAsync(string userName, Place place, CancellationToken ct) =>
        FindOrNullAsync(users.NormalizeName(userName.Trim()) ?? "", place, ct);

    private static string UserNameProblem(IdentityResult result) => result.Errors.First().Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => "This user name is already in use",
        _ => "User name must be 100 characters or fewer, and only letters, numbers and the signs - . _ @ +",
    };

    private async Task<Account> FindAsync(string name, Place place, CancellationToken ct) =>
        await FindOrNullAsync(name, place, ct) ?? new Account(null, null, MayNotSignIn: true, Familiarity.Stranger);

    private Task<Account?> FindOrNullAsync(string name, Place place, CancellationToken ct) => database.FirstAsync(
        $"""
        select u.id, u.password_hash, m.id is null or m.disabled_at is not null as may_not, {KnownPlaces.FamiliaritySql}
        from identity.users u left join staff_members m on m.id = u.id where u.normalized_user_name = $1
        """,
        row => new Account(new Id<StaffMember>(row.Get<Guid>("id")), row.GetOrDefault<string>("password_hash"), row.Get<bool>("may_not"), Enum.Parse<Familiarity>(row.Get<string>("familiarity"))),
        ct, name, place.Browser ?? [], place.Network, places.OldestThatCounts);

    internal sealed record Account(Id<StaffMember>? Id, string? PasswordHash, bool MayNotSignIn, Familiarity Familiarity);
}

/// <summary>A hash that no password fits, of the same cost as a real one.</summary>
public sealed class DummyPassword(IPasswordHasher<SignInUser> hasher)
{
    public string Hash { get; } = hasher.HashPassword(new SignInUser(), Secrets.NewKey());
}
