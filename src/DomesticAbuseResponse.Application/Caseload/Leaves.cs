using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

public sealed record LeavePlanned(Id<StaffMember> Staff, DateOnly From, DateOnly Until, Id<StaffMember>? Cover) : Happened;

public sealed record LeaveCancelled(Id<StaffMember> Staff, DateOnly From, DateOnly Until) : Happened;

/// <summary>A manager plans leave of an IDVA of their service, with who covers. Leave opens no restricted record to anybody: the cover is named there by hand.</summary>
public sealed class PlanLeave(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> StaffId, DateOnly From, DateOnly Until, Id<StaffMember>? CoverId);

    /// <exception cref="RecordNotFoundException">They are no IDVA of the manager's service.</exception>
    public async Task<Result<Id<StaffLeave>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var member = await db.OwnIdvaAsync(actor, command.StaffId, ct);
        var (id, from, until) = (member.Id, command.From, command.Until);
        if (command.CoverId is { } cover)
        {
            var (agency, away) = (actor.AgencyId, db.StaffLeaves.Where(l => l.StaffId == cover && l.CancelledAt == null && l.FromOn <= until && l.UntilOn >= from));
            if (!await db.Staff.AnyAsync(s => s.Id == cover && s.AgencyId == agency && s.DisabledAt == null && (s.Roles.Contains(Role.Idva) || s.Roles.Contains(Role.IdvaManager)), ct))
            {
                return new Refusal("leave.cover", "Choose an IDVA of your service to cover");
            }

            if (await away.AnyAsync(ct))
            {
                return new Refusal("leave.cover-away", "Whoever is to cover is away themselves then. Choose somebody else");
            }
        }

        if (command.CoverId is { } covering && await KeptApartAsync(id, covering, ct))
        {
            return new Refusal("leave.cover-apart", "This person cannot cover here. Choose somebody else");
        }

        if (await db.StaffLeaves.Where(l => l.CoverId == id && l.CancelledAt == null && l.FromOn <= until && l.UntilOn >= from)
            .Select(l => db.Staff.Where(s => s.Id == l.StaffId).Select(s => s.DisplayName).First()).FirstOrDefaultAsync(ct) is { } covered)
        {
            return new Refusal("leave.covers", $"They cover for {covered} then. Plan another cover first");
        }

        if (await db.StaffLeaves.AnyAsync(l => l.StaffId == id && l.CancelledAt == null && l.FromOn <= until && l.UntilOn >= from, ct))
        {
            return new Refusal("leave.overlap", "Leave is planned for some of these days already. Cancel it first");
        }

        return await StaffLeave.Plan(actor, id, from, until, command.CoverId, UkTime.DateOf(now), now).Match(
            async leave =>
            {
                db.StaffLeaves.Add(leave);
                await db.CommitAsync(actor, now, ct, new LeavePlanned(id, from, until, command.CoverId));
                return (Result<Id<StaffLeave>>)leave.Id;
            },
            refused => Task.FromResult((Result<Id<StaffLeave>>)refused));
    }

    /// <summary>Whether one carries a case that holds the same two people as a case of the other, the other way round (T13).</summary>
    private async Task<bool> KeptApartAsync(Id<StaffMember> member, Id<StaffMember> cover, CancellationToken ct)
    {
        Id<StaffMember>? other = cover;
        Id<StaffMember>? self = member;
        var theirs = await db.Cases.AsNoTracking().Include(c => c.Perpetrators)
            .Where(c => c.ClosedAt == null && c.IdvaId == other && db.Cases.Any(own => own.ClosedAt == null && own.IdvaId == self && own.Perpetrators.Any(p => p.PersonId == c.VictimId))).ToListAsync(ct);
        var victims = theirs.SelectMany(c => c.Perpetrators).Select(p => p.PersonId).Distinct().ToArray();
        var own = victims.Length == 0 ? [] : await db.Cases.AsNoTracking().Include(c => c.Perpetrators).Where(c => c.ClosedAt == null && c.IdvaId == self && victims.Contains(c.VictimId)).ToListAsync(ct);
        return own.Any(c => CounterAllegations.CheckApart(c, theirs) is not null);
    }
}

/// <summary>Leave that is not taken, or ends sooner.</summary>
public sealed class CancelLeave(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> StaffId, Id<StaffLeave> LeaveId);

    /// <exception cref="RecordNotFoundException">It is of no IDVA of the manager's service.</exception>
    public async Task HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var member = await db.OwnIdvaAsync(actor, command.StaffId, ct);
        var (id, staff) = (command.LeaveId, member.Id);
        var leave = await db.StaffLeaves.SingleOrDefaultAsync(l => l.Id == id && l.StaffId == staff, ct) ?? throw new RecordNotFoundException();
        leave.Cancel(actor, now);
        await db.CommitAsync(actor, now, ct, new LeaveCancelled(staff, leave.FromOn, leave.UntilOn));
    }
}

/// <summary>Who covers for whom on a day.</summary>
internal static class Covering
{
    extension(CaseDbContext db)
    {
        /// <summary>Those of the same agency for whom this actor covers.</summary>
        public IQueryable<Id<StaffMember>> CoveredBy(Actor actor, DateOnly today)
        {
            var (me, agency) = ((Id<StaffMember>?)actor.StaffId, actor.AgencyId);
            return db.StaffLeaves.Where(l => l.CoverId == me && l.AgencyId == agency && l.CancelledAt == null && l.FromOn <= today && l.UntilOn >= today).Select(l => l.StaffId);
        }

        /// <summary>The actor and everybody for whom they cover: whose cases, tasks and notices are theirs on that day.</summary>
        public async Task<IReadOnlyList<Id<StaffMember>?>> WorkingAsAsync(Actor actor, DateOnly today, CancellationToken ct) =>
            [actor.StaffId, .. (await db.CoveredBy(actor, today).ToListAsync(ct)).Select(s => (Id<StaffMember>?)s)];
    }
}
