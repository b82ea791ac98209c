using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>How the people of an IDVA service are: what they carry, when they are away and who covers, when supervision is due. For its managers (R3.1, R3.11).</summary>
public sealed class TeamOfService(CaseDbContext db, IdvaLoads loads, TimeProvider clock)
{
    /// <param name="Cover">Who covers; null where nobody does.</param>
    public sealed record Leave(Id<StaffLeave> Id, DateOnly From, DateOnly Until, string? Cover, Id<StaffMember>? CoverId);

    /// <param name="Away">Leave today; null when at work.</param>
    /// <param name="Next">Leave to come, the soonest first.</param>
    /// <param name="SupervisionDueOn">Null when there was none yet: it is due now.</param>
    public sealed record Row(IdvaLoad Load, Leave? Away, IReadOnlyList<Leave> Next, DateOnly? LastSupervisionOn, DateOnly? SupervisionDueOn)
    {
        public bool IsSupervisionLate(DateOnly today) => SupervisionDueOn is null || SupervisionDueOn < today;
    }

    /// <param name="Gone">Those who may sign in no longer and still carry open cases, with how many the reader may see.</param>
    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<(StaffLine Idva, int Cases)> Gone, DateOnly Today);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Role.IdvaManager))
        {
            throw new RecordNotFoundException();
        }

        var now = clock.GetUtcNow();
        var (agency, today) = (actor.AgencyId, UkTime.DateOf(now));
        var all = await loads.ReadAsync(actor, now, ct);
        var leave = await db.StaffLeaves.AsNoTracking().Where(l => l.AgencyId == agency && l.CancelledAt == null && l.UntilOn >= today).OrderBy(l => l.FromOn)
            .Select(l => new { l.StaffId, Line = new Leave(l.Id, l.FromOn, l.UntilOn, db.Staff.Where(s => s.Id == l.CoverId).Select(s => s.DisplayName).FirstOrDefault(), l.CoverId) }).ToListAsync(ct);
        var supervised = (await db.Supervisions.AsNoTracking().Where(s => s.AgencyId == agency).GroupBy(s => s.StaffId)
            .Select(g => g.OrderByDescending(s => s.HeldOn).Select(s => new { s.StaffId, s.HeldOn, s.NextOn }).First()).ToListAsync(ct)).ToDictionary(s => s.StaffId);
        var rhythm = (await loads.CapsAsync(agency, now, ct)).Rhythm ?? CaseRhythm.Default;
        return new View(
            [
                .. all.Select(l => new Row(
                    l, leave.FirstOrDefault(x => x.StaffId == l.Idva.Id && x.Line.From <= today)?.Line, [.. leave.Where(x => x.StaffId == l.Idva.Id && x.Line.From > today).Select(x => x.Line)],
                    supervised.GetValueOrDefault(l.Idva.Id)?.HeldOn, supervised.TryGetValue(l.Idva.Id, out var last) ? SupervisionRecord.DueOn(last.HeldOn, last.NextOn, rhythm) : null)),
            ],
            await GoneAsync(actor, all, ct), today);
    }

    /// <summary>One IDVA of the service.</summary>
    /// <exception cref="RecordNotFoundException">They are no IDVA of it, or may sign in no longer.</exception>
    public async Task<(Row Row, View Team)> OneAsync(Actor actor, Id<StaffMember> id, CancellationToken ct)
    {
        var team = await ReadAsync(actor, ct);
        return (team.Rows.FirstOrDefault(r => r.Load.Idva.Id == id) ?? throw new RecordNotFoundException(), team);
    }

    /// <summary>Open cases that this colleague carries and a cover may not open: restricted ones on which the cover is not named, and conflicts of interest.</summary>
    public async Task<IReadOnlyList<(Id<Case> Id, string Reference)>> KeptFromAsync(Actor actor, Id<StaffMember> carrier, Id<StaffMember> cover, CancellationToken ct)
    {
        Id<StaffMember>? of = carrier;
        var found = await db.Cases.VisibleTo(actor, db, AccessLevel.Read).Where(c => c.IdvaId == of && c.ClosedAt == null
                && (db.Exclusions.Any(e => e.RecordId == (Guid)(object)c.Id && e.StaffId == cover)
                    || (c.IsRestricted && !db.NamedStaff.Any(n => n.RecordId == (Guid)(object)c.Id && n.StaffId == cover))))
            .OrderBy(c => c.Reference).Select(c => new { c.Id, c.Reference }).ToListAsync(ct);
        return [.. found.Select(c => (c.Id, c.Reference))];
    }

    private async Task<IReadOnlyList<(StaffLine, int)>> GoneAsync(Actor actor, IReadOnlyList<IdvaLoad> all, CancellationToken ct)
    {
        var (agency, here) = (actor.AgencyId, all.Select(l => (Id<StaffMember>?)l.Idva.Id).ToArray());
        var carried = await db.Cases.VisibleTo(actor, db, AccessLevel.Read)
            .Where(c => c.ClosedAt == null && c.IdvaId != null && !here.Contains(c.IdvaId) && db.Staff.Any(s => s.Id == c.IdvaId && s.AgencyId == agency))
            .GroupBy(c => c.IdvaId).Select(g => new { Idva = g.Key!.Value, Cases = g.Count() }).ToListAsync(ct);
        var names = await db.StaffAsync(carried.Select(c => c.Idva), ct);
        return [.. carried.Select(c => (names[c.Idva], c.Cases))];
    }
}
