using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>Ten codes for the day the phone is lost: shown once, stored as hashes, each usable once.</summary>
public sealed class RecoveryCodes(NpgsqlDataSource database, TimeProvider clock)
{
    public const int Count = 10;

    /// <summary>Makes a new set and voids the old one.</summary>
    public async Task<IReadOnlyList<string>> MakeAsync(Id<StaffMember> staffId, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => Secrets.NewCode()).ToList();
        await database.ExecuteAsync(
            """
            with old as (delete from identity.recovery_codes where staff_id = $1)
            insert into identity.recovery_codes (staff_id, code_hash) select $1, unnest($2)
            """, ct, staffId.Value, codes.Select(c => Secrets.HashCode(staffId, c)).ToArray());
        return codes;
    }

    /// <summary>True once for each code.</summary>
    public async Task<bool> UseAsync(Id<StaffMember> staffId, string typed, CancellationToken ct) => await database.ExecuteAsync(
        "update identity.recovery_codes set used_at = $3 where staff_id = $1 and code_hash = $2 and used_at is null",
        ct, staffId.Value, Secrets.HashCode(staffId, typed), clock.GetUtcNow()) == 1;

    public Task RemoveAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("delete from identity.recovery_codes where staff_id = $1", ct, staffId.Value);
}
