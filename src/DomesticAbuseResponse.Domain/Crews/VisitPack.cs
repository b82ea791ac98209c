using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>
/// What one member of a crew carries on a phone during one shift: the visits their crew has accepted and nothing else (T12). On the phone it lies under its key alone;
/// the key stays here too, so that what was typed out of reach is never lost with a forgotten PIN.
/// </summary>
public sealed class VisitPack
{
    /// <summary>More visits than a crew makes in a shift.</summary>
    public const int MostVisits = 20;

    private readonly List<Guid> _tasks = [];

    private VisitPack()
    {
    }

    public VisitPack(Actor by, Shift shift, byte[] sealedKey, DateTimeOffset now) =>
        (Id, StaffId, AgencyId, ForceId, ShiftId, SealedKey, TakenAt, RefreshedAt, ExpiresAt) =
        (Id<VisitPack>.New(now), by.StaffId, by.AgencyId, shift.ForceId, shift.Id, sealedKey, now, now, shift.EndedAt ?? shift.PlannedUntil);

    public Id<VisitPack> Id { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>The force whose shift it is.</summary>
    public Id<Agency> ForceId { get; private init; }

    public Id<Shift> ShiftId { get; private init; }

    /// <summary>The key, itself sealed by the installation’s key ring: the database alone does not open a phone.</summary>
    public byte[] SealedKey { get; private init; } = [];

    public DateTimeOffset TakenAt { get; private init; }

    /// <summary>When a phone last fetched what is in it.</summary>
    public DateTimeOffset RefreshedAt { get; private set; }

    /// <summary>The end of the shift: from then on nothing of it opens on the phone.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When somebody took it back; the phone wipes it at its next word with the server.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public Id<StaffMember>? RevokedBy { get; private set; }

    public uint Version { get; private init; }

    /// <summary>Every task that was ever in it: these are what a phone may send about.</summary>
    public IReadOnlyList<Guid> Tasks => _tasks;

    public bool IsOpenAt(DateTimeOffset at) => RevokedAt is null && at < ExpiresAt;

    public bool Holds(Id<CrewTask> task) => _tasks.Contains(task.Value);

    /// <summary>A phone fetches it: it holds these tasks now, and ends when the shift does.</summary>
    public void Refresh(Shift shift, IEnumerable<Id<CrewTask>> tasks, DateTimeOffset now)
    {
        _tasks.AddRange(tasks.Select(t => t.Value).Except(_tasks));
        (RefreshedAt, ExpiresAt) = (now, shift.EndedAt ?? shift.PlannedUntil);
    }

    /// <returns>False where it was taken back already.</returns>
    public bool Revoke(Actor by, DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return false;
        }

        (RevokedAt, RevokedBy) = (now, by.StaffId);
        return true;
    }
}
