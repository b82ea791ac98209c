using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>Somebody of a crew has taken their visits along on a phone.</summary>
public sealed record PackTaken(Guid Pack, IReadOnlyList<Guid> Tasks) : Happened;

public sealed record PackRevoked(Guid Pack) : Happened;

/// <summary>
/// Hands a phone the visits its owner's crew has accepted on this shift, and nothing else (T12). Whatever stands in it is looked at through the same doors as on the
/// pages, and each look is written down when it is handed out.
/// </summary>
public sealed class TakePack(CaseDbContext db, OnDuty duty, CrewTaskOverview overview, VisitFile visits, ShowCrewPlace places, TimeProvider clock)
{
    public sealed record Carried(CrewTaskOverview.View Task, VisitFile.View Record, ShowCrewPlace.View Place);

    /// <param name="Held">The key of another pack of the same person that lies on the phone with entries not sent; null where there is none of theirs.</param>
    public sealed record View(VisitPack Pack, IReadOnlyList<Carried> Visits, byte[]? Held);

    /// <param name="NewKey">Makes a key and seals it.</param>
    /// <param name="Held">The pack whose data lies on the phone.</param>
    public sealed record Command(Func<byte[]> NewKey, Id<VisitPack>? Held);

    public async Task<Result<View>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (me, held) = (actor.StaffId, command.Held);
        var key = held is null ? null : await db.VisitPacks.AsNoTracking().Where(p => p.Id == held && p.StaffId == me).Select(p => p.SealedKey).SingleOrDefaultAsync(ct);
        if (await duty.ShiftOfAsync(me, now, ct) is not { } shift)
        {
            return new Refusal("pack.no-shift", "You are on no shift now, so there is nothing to take along.");
        }

        var tasks = await TasksAsync(actor, now, ct);
        var pack = await db.NewestWinsAsync(() => RefreshAsync(actor, shift, tasks, command.NewKey, now, ct), ct);
        List<Carried> carried = [];
        foreach (var task in tasks)
        {
            carried.Add(new(await overview.ReadAsync(actor, task, ct), await visits.ReadAsync(actor, task, ct), await places.HandleAsync(actor, task, ct)));
        }

        return new View(pack, carried, key);
    }

    private async Task<VisitPack> RefreshAsync(Actor actor, Shift shift, IReadOnlyList<Id<CrewTask>> tasks, Func<byte[]> newKey, DateTimeOffset now, CancellationToken ct)
    {
        var (on, me) = (shift.Id, actor.StaffId);
        var pack = await db.VisitPacks.SingleOrDefaultAsync(p => p.ShiftId == on && p.StaffId == me && p.RevokedAt == null, ct);
        if (pack is null)
        {
            db.VisitPacks.Add(pack = new VisitPack(actor, shift, newKey(), now));
        }

        pack.Refresh(shift, tasks, now);
        await db.CommitAsync(actor, now, ct, new PackTaken(pack.Id.Value, [.. tasks.Select(t => t.Value)]));
        return pack;
    }

    /// <summary>Of every shift they are on: two may overlap.</summary>
    private Task<List<Id<CrewTask>>> TasksAsync(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var me = (Id<StaffMember>?)actor.StaffId;
        var (people, incidents) = (db.People.VisibleTo(actor, db), db.Incidents.VisibleTo(actor, db));
        return db.CrewTasks.AsNoTracking()
            .Where(t => t.State == CrewTaskState.Accepted && t.EndedAt == null && db.Shifts.Any(s => s.Id == t.ShiftId && (s.StartedAt ?? s.PlannedFrom) <= now && (s.EndedAt ?? s.PlannedUntil) > now && s.Crew.Any(m => m.StaffId == me)) && people.Any(p => p.Id == t.VictimId) && incidents.Any(i => i.Id == t.IncidentId))
            .OrderBy(t => t.AskedAt).Take(VisitPack.MostVisits).Select(t => t.Id).ToListAsync(ct);
    }
}

/// <summary>Whether what lies on a phone may still lie there. Asking is nobody at work.</summary>
public sealed class PackStanding(CaseDbContext db, TimeProvider clock)
{
    /// <param name="IsOwn">The pack is the asker's.</param>
    public sealed record View(bool IsOwn, bool IsOpen);

    public async Task<View> ReadAsync(Actor actor, Id<VisitPack>? id, CancellationToken ct)
    {
        var me = actor.StaffId;
        var pack = id is null ? null : await db.VisitPacks.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.StaffId == me, ct);
        return new View(pack is not null, pack?.IsOpenAt(clock.GetUtcNow()) is true);
    }
}

/// <summary>Takes a pack back: whoever carries it, or whoever plans the shift. The phone wipes it at its next word with the server.</summary>
public sealed class RevokePack(CaseDbContext db, TimeProvider clock)
{
    public Task<Result<bool>> HandleAsync(Actor actor, Id<VisitPack> id, CancellationToken ct) => db.NewestWinsAsync<Result<bool>>(
        async () =>
        {
            var now = clock.GetUtcNow();
            var pack = await db.VisitPacks.SingleOrDefaultAsync(p => p.Id == id, ct);
            if (pack is null || (pack.StaffId != actor.StaffId && !RotaStanding.MayPlan(actor, pack.ForceId)))
            {
                throw new RecordNotFoundException();
            }

            var isNew = pack.Revoke(actor, now);
            if (isNew)
            {
                await db.CommitAsync(actor, now, ct, new PackRevoked(pack.Id.Value));
            }

            return isNew;
        },
        ct);
}

/// <summary>The phones that carry visits of a shift: for whoever plans it, all of them; for whoever is on it, their own.</summary>
public sealed class PackList(CaseDbContext db, TimeProvider clock)
{
    public sealed record Row(Id<VisitPack> Id, string Name, int Visits, DateTimeOffset RefreshedAt, DateTimeOffset? RevokedAt, bool IsOpen);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, Shift shift, CancellationToken ct)
    {
        var (id, me, plans, now) = (shift.Id, actor.StaffId, RotaStanding.MayPlan(actor, shift.ForceId), clock.GetUtcNow());
        var found = await (from p in db.VisitPacks.AsNoTracking()
                           join s in db.Staff on p.StaffId equals s.Id
                           where p.ShiftId == id && (plans || p.StaffId == me)
                           orderby p.TakenAt
                           select new { Pack = p, s.DisplayName }).ToListAsync(ct);
        return [.. found.Select(f => new Row(f.Pack.Id, f.DisplayName, f.Pack.Tasks.Count, f.Pack.RefreshedAt, f.Pack.RevokedAt, f.Pack.IsOpenAt(now)))];
    }
}
