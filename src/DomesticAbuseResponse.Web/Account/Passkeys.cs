using System.Globalization;
using System.Security.Cryptography;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>One of a person's passkeys, as they see it in their list. Its id is in lower case, as addresses are.</summary>
public sealed record PasskeySummary(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>
/// Passkeys, through Identity's own handler. The challenge travels in a sealed cookie that lasts five minutes, and an
/// answered challenge cannot be answered again. Passkeys are never throttled: they cannot be guessed.
/// </summary>
public sealed class Passkeys(
    UserManager<SignInUser> users, IPasskeyHandler<SignInUser> handler, NpgsqlDataSource database,
    IDataProtectionProvider protection, SessionCookie cookie, TimeProvider clock)
{
    public const int NameMaxLength = 60;

    private static readonly TimeSpan _challengeLasts = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _protector = protection.CreateProtector("passkey challenge");

    /// <summary>What the browser needs to make a passkey for this person.</summary>
    public async Task<string> CreationOptionsAsync(HttpContext context, SignedInStaff staff)
    {
        var user = await UserAsync(staff.Id);
        var entity = new PasskeyUserEntity { Id = staff.Id.ToString(), Name = user.UserName!, DisplayName = staff.DisplayName };
        var options = await handler.MakeCreationOptionsAsync(entity, context);
        Keep(context, options.AttestationState ?? "");
        return options.CreationOptionsJson;
    }

    /// <summary>What the browser needs to use a passkey: any of this site, or only this person's.</summary>
    public async Task<string> RequestOptionsAsync(HttpContext context, Id<StaffMember>? staffId)
    {
        var user = staffId is { } id ? await UserAsync(id) : null;
        var options = await handler.MakeRequestOptionsAsync(user, context);
        Keep(context, options.AssertionState ?? "");
        return options.RequestOptionsJson;
    }

    /// <summary>Stores a new passkey when the browser's answer fits the challenge.</summary>
    public async Task<bool> AddAsync(HttpContext context, Id<StaffMember> staffId, string credentialJson, string name, CancellationToken ct)
    {
        if (await TakeAsync(context, ct) is not { } state)
        {
            return false;
        }

        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credentialJson, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != staffId.ToString())
        {
            return false;
        }

        result.Passkey.Name = name.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, NameMaxLength)] : DeviceLabel.Of(context.Request);
        return (await users.AddOrUpdatePasskeyAsync(await UserAsync(staffId), result.Passkey)).Succeeded;
    }

    /// <summary>Whose passkey answered the challenge; null when the answer does not hold.</summary>
    public async Task<Id<StaffMember>?> VerifyAsync(HttpContext context, string credentialJson, CancellationToken ct)
    {
        if (await TakeAsync(context, ct) is not { } state)
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credentialJson, AssertionState = state });
        if (!result.Succeeded)
        {
            return null;
        }

        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey); // its counter has moved on
        return new Id<StaffMember>(result.User.Id);
    }

    public async Task<IReadOnlyList<PasskeySummary>> ListAsync(Id<StaffMember> staffId) =>
        [.. (await users.GetPasskeysAsync(await UserAsync(staffId))).OrderBy(p => p.CreatedAt)
            .Select(p => new PasskeySummary(Convert.ToHexStringLower(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt))];

    public async Task<bool> RenameAsync(Id<StaffMember> staffId, string id, string name)
    {
        var user = await UserAsync(staffId);
        if (Decode(id) is not { } credential || await users.GetPasskeyAsync(user, credential) is not { } passkey)
        {
            return false;
        }

        passkey.Name = name.Trim();
        return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded;
    }

    public async Task<bool> RemoveAsync(Id<StaffMember> staffId, string id) =>
        Decode(id) is { } credential && (await users.RemovePasskeyAsync(await UserAsync(staffId), credential)).Succeeded;

    public Task RemoveAllAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("delete from identity.user_passkeys where user_id = $1", ct, staffId.Value);

    private static byte[]? Decode(string id) => id.Length % 2 == 0 && id.All(char.IsAsciiHexDigit) ? Convert.FromHexString(id) : null;

    private async Task<SignInUser> UserAsync(Id<StaffMember> id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("There are no credentials for this member of staff.");

    private void Keep(HttpContext context, string state) => cookie.Write(
        context, SessionCookie.Passkey,
        _protector.Protect($"{clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}|{state}"), _challengeLasts);

    private async Task<string?> TakeAsync(HttpContext context, CancellationToken ct)
    {
        if (cookie.Read(context, SessionCookie.Passkey) is not { } value)
        {
            return null;
        }

        cookie.Delete(context, SessionCookie.Passkey);
        try
        {
            var parts = _protector.Unprotect(value).Split('|', 2);
            var made = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            var first = clock.GetUtcNow() - made <= _challengeLasts && await database.ExecuteAsync(
                "insert into identity.used_challenges (challenge_hash, used_at) values ($1, $2) on conflict do nothing",
                ct, Secrets.Hash(value), clock.GetUtcNow()) == 1;
            return first ? parts[1] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
