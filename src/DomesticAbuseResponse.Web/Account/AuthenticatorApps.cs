using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The authenticator app as a second factor. The seed is stored encrypted, and a code works once: the time step it belongs
/// to is claimed by an update that only one request can win.
/// </summary>
public sealed class AuthenticatorApps(NpgsqlDataSource database, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _seeds = protection.CreateProtector("totp seed");
    private readonly IDataProtector _offers = protection.CreateProtector("totp offer");

    public async Task<bool> VerifyAsync(Id<StaffMember> staffId, string typed, CancellationToken ct)
    {
        var seed = await SeedAsync(staffId, ct);
        return seed is not null && Totp.Match(seed, typed, clock.GetUtcNow()) is { } step && await database.ExecuteAsync(
            "update identity.totp_seeds set last_step = $2 where staff_id = $1 and last_step < $2", ct, staffId.Value, step) == 1;
    }

    /// <summary>A new seed for this person, sealed so that it can travel through the page that shows it.</summary>
    public string Offer(Id<StaffMember> staffId, byte[] seed) => _offers.Protect($"{staffId.Value:n}{Convert.ToHexString(seed)}");

    /// <summary>The seed in an offer made to this person; null when the offer is not theirs or was tampered with.</summary>
    public byte[]? Open(Id<StaffMember> staffId, string? offer)
    {
        try
        {
            var plain = _offers.Unprotect(offer ?? "");
            return plain.StartsWith($"{staffId.Value:n}", StringComparison.Ordinal) ? Convert.FromHexString(plain.AsSpan(32)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes the app into use when the typed code proves that it holds the seed. That code is used up by it.</summary>
    public async Task<bool> AddAsync(Id<StaffMember> staffId, byte[] seed, string typed, CancellationToken ct)
    {
        if (Totp.Match(seed, typed, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        await StoreAsync(staffId, seed, step, ct);
        return true;
    }

    public Task StoreAsync(Id<StaffMember> staffId, byte[] seed, long lastStep, CancellationToken ct) => database.ExecuteAsync(
        """
        insert into identity.totp_seeds (staff_id, protected_seed, added_at, last_step) values ($1, $2, $3, $4)
        on conflict (staff_id) do update set protected_seed = $2, added_at = $3, last_step = $4
        """, ct, staffId.Value, _seeds.Protect(seed), clock.GetUtcNow(), lastStep);

    public Task RemoveAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("delete from identity.totp_seeds where staff_id = $1", ct, staffId.Value);

    /// <summary>The code a demonstration user's app would show: the first that has not been used. Null for anyone real.</summary>
    public async Task<string?> DemoCodeAsync(Id<StaffMember> staffId, CancellationToken ct)
    {
        var found = await database.FirstAsync(
            """
            select t.protected_seed, t.last_step from identity.totp_seeds t
            join identity.users u on u.id = t.staff_id where t.staff_id = $1 and u.is_demo
            """, row => new DemoSeed(row.Get<byte[]>("protected_seed"), row.Get<long>("last_step")), ct, staffId.Value);
        var now = Totp.StepAt(clock.GetUtcNow());
        return found is null ? null : Totp.Code(_seeds.Unprotect(found.Seed), Math.Clamp(found.LastStep + 1, now, now + 1));
    }

    private async Task<byte[]?> SeedAsync(Id<StaffMember> staffId, CancellationToken ct)
    {
        var sealedSeed = await database.FirstAsync(
            "select protected_seed from identity.totp_seeds where staff_id = $1", row => row.Get<byte[]>("protected_seed"), ct, staffId.Value);
        return sealedSeed is null ? null : _seeds.Unprotect(sealedSeed);
    }

    private sealed record DemoSeed(byte[] Seed, long LastStep);
}
