using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Codes that an administrator hands over in person, so that a new colleague, or one who lost everything, can set their own
/// password. Nobody but its owner ever chooses a password. A code lasts three days and ends with the first full sign-in.
/// </summary>
public sealed class Activations(
    NpgsqlDataSource database, Credentials credentials, AuthenticatorApps apps, Passkeys passkeys, RecoveryCodes recovery,
    KnownPlaces places, Sessions sessions, SignInEvents events, Throttle throttle, TimeProvider clock, IOptions<SignInSettings> settings)
{
    /// <summary>Makes a code. Any earlier one stops working.</summary>
    public async Task<string> IssueAsync(Id<StaffMember> staffId, Id<StaffMember>? by, CancellationToken ct)
    {
        var (code, now) = (Secrets.NewCode(), clock.GetUtcNow());
        await database.ExecuteAsync(
            """
            insert into identity.activations (staff_id, code_hash, created_at, expires_at, created_by) values ($1, $2, $3, $4, $5::uuid)
            on conflict (staff_id) do update set code_hash = $2, created_at = $3, expires_at = $4, created_by = $5::uuid
            """, ct, staffId.Value, Secrets.HashCode(staffId, code), now, now + settings.Value.ActivationLasts, by?.Value);
        return code;
    }

    /// <summary>
    /// Takes the password away and ends every session; with <paramref name="factorsToo"/> also the app, the passkeys and the
    /// recovery codes, for someone who lost their device. Answers the code to hand over.
    /// </summary>
    public async Task<string> ResetAsync(Id<StaffMember> staffId, Id<StaffMember>? by, bool factorsToo, CancellationToken ct)
    {
        await credentials.ClearPasswordAsync(staffId, ct);
        if (factorsToo)
        {
            await apps.RemoveAsync(staffId, ct);
            await passkeys.RemoveAllAsync(staffId, ct);
            await recovery.RemoveAsync(staffId, ct);
            await places.ForgetAllAsync(staffId, ct);
        }

        await sessions.EndAllAsync(staffId, except: null, ct);
        await events.RecordAsync(SignInEventKind.ResetStarted, staffId, "", ct, by);
        return await IssueAsync(staffId, by, ct);
    }

    /// <summary>Sets a first password with a code. The answer to a wrong code and to an unknown user name is the same.</summary>
    public async Task<Result<Id<StaffMember>>> RedeemAsync(string userName, string code, string password, Place place, CancellationToken ct)
    {
        if (PasswordRules.Refusal(password, userName) is { } reason)
        {
            return new Refusal("password.refused", reason);
        }

        var key = $"activate:{userName.Trim().ToUpperInvariant()}";
        if (await throttle.CountAsync(key, place, Familiarity.Stranger, ct) is { } wait)
        {
            return Problems.TooSoon(wait);
        }

        var account = await credentials.AccountAsync(userName, place, ct);
        if (account is not { MayNotSignIn: false, Id: { } staffId } || !await IsCodeOfAsync(staffId, code, ct))
        {
            return new Refusal("activation.refused", "The user name or the activation code is not right, or the code has expired");
        }

        await throttle.ForgiveAsync(key, place, Familiarity.Stranger, ct);
        await sessions.EndAllAsync(staffId, except: null, ct);
        return await credentials.SetPasswordAsync(staffId, password);
    }

    public Task EndAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("delete from identity.activations where staff_id = $1", ct, staffId.Value);

    private async Task<bool> IsCodeOfAsync(Id<StaffMember> staffId, string code, CancellationToken ct) => await database.FirstAsync(
        "select 1 from identity.activations where staff_id = $1 and code_hash = $2 and expires_at > $3",
        _ => "found", ct, staffId.Value, Secrets.HashCode(staffId, code), clock.GetUtcNow()) is not null;
}

/// <summary>What people are told when signing in did not work. It never says whether an account exists.</summary>
public static class Problems
{
    public static Refusal TooSoon(TimeSpan wait) => new("sign-in.wait", $"Too many attempts. Wait {Words(wait)} and try again");

    public static Refusal WrongPassword { get; } = new("sign-in.password", "The user name or the password is not right");

    private static string Words(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds) switch
    {
        <= 1 => "1 second",
        < 90 and var seconds => $"{seconds} seconds",
        var seconds => $"{Math.Ceiling(seconds / 60)} minutes",
    };
}
