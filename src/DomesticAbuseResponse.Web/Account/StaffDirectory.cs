using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Reads who a member of staff is from the staff records, which alone decide roles. The only place where sign-in touches
/// tables that are not its own; it never writes them.
/// </summary>
public sealed class StaffDirectory(NpgsqlDataSource database)
{
    private const string StaffColumns = """
        m.id as staff_id, m.agency_id, a.name as agency_name, m.display_name, m.roles,
        m.access_version as staff_access_version, m.disabled_at,
        array(select distinct mm.marac_id from marac_members mm where mm.staff_id = m.id) as maracs
        """;

    private const string SessionSql = $"""
        select s.id_hash, s.stage, s.created_at, s.last_seen_at, s.idle_seconds, s.ends_at, s.device, s.access_version,
               s.locked_at, s.revoked_at, s.step_up_at, {StaffColumns}
        from identity.sessions s
        join staff_members m on m.id = s.staff_id
        join agencies a on a.id = m.agency_id
        """;

    /// <summary>The session with this key and its member of staff, in the one query that every request pays for.</summary>
    public async Task<(StoredSession Session, SignedInStaff Staff)?> FindSessionAsync(byte[] idHash, CancellationToken ct)
    {
        var found = await database.FirstAsync(
            $"{SessionSql} where s.id_hash = $1",
            row => new Found(Session(row), Staff(row)), ct, idHash);
        return found is null ? null : (found.Session, found.Staff);
    }

    /// <summary>The same for many sessions at once, by their <see cref="StoredSession.IdHash"/>.</summary>
    public async Task<IReadOnlyList<(StoredSession Session, SignedInStaff Staff)>> FindSessionsAsync(byte[][] idHashes, CancellationToken ct) =>
        [.. (await database.ListAsync($"{SessionSql} where s.id_hash = any($1::bytea[])", row => new Found(Session(row), Staff(row)), ct, [idHashes])).Select(f => (f.Session, f.Staff))];

    /// <summary>Those of these members of staff who are there, as they are at this moment.</summary>
    public Task<IReadOnlyList<SignedInStaff>> FindAsync(Guid[] staff, CancellationToken ct) => database.ListAsync(
        $"select {StaffColumns} from staff_members m join agencies a on a.id = m.agency_id where m.id = any($1::uuid[])", Staff, ct, staff);

    public Task<SignedInStaff?> FindAsync(Id<StaffMember> id, CancellationToken ct) => database.FirstAsync(
        $"select {StaffColumns} from staff_members m join agencies a on a.id = m.agency_id where m.id = $1", Staff, ct, id.Value);

    internal static StoredSession Session(NpgsqlDataReader row) => new(
        row.Get<byte[]>("id_hash"), new Id<StaffMember>(row.Get<Guid>("staff_id")),
        Enum.Parse<SessionStage>(row.Get<string>("stage"), ignoreCase: true),
        row.Instant("created_at"), row.Instant("last_seen_at"), TimeSpan.FromSeconds(row.Get<int>("idle_seconds")),
        row.Instant("ends_at"), row.Get<string>("device"), row.Get<int>("access_version"),
        row.InstantOrNull("locked_at"), row.InstantOrNull("revoked_at"), row.InstantOrNull("step_up_at"));

    private static SignedInStaff Staff(NpgsqlDataReader row) => new(
        new Id<StaffMember>(row.Get<Guid>("staff_id")), new Id<Agency>(row.Get<Guid>("agency_id")),
        row.Get<string>("agency_name"), row.Get<string>("display_name"),
        [.. row.Get<string[]>("roles").Select(Enum.Parse<Role>)],
        [.. row.Get<Guid[]>("maracs").Select(id => new Id<Marac>(id))],
        row.Get<int>("staff_access_version"), row.InstantOrNull("disabled_at"));

    private sealed record Found(StoredSession Session, SignedInStaff Staff);
}
