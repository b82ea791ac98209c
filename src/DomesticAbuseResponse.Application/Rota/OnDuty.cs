using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>Who is on duty at an instant, by the rota: as worked where that is known, else as planned.</summary>
public sealed class OnDuty(CaseDbContext db, RotaServices services)
{
    /// <param name="StaffId">Null for somebody without an account here.</param>
    public sealed record Somebody(Id<Shift> ShiftId, CoverService Service, string? Vehicle, CrewPart Part, Id<StaffMember>? StaffId, string Name, string? Agency, DateTimeOffset Until);

    /// <summary>Everybody on a shift of the force at that instant.</summary>
    public async Task<IReadOnlyList<Somebody>> ReadAsync(Id<Agency> force, DateTimeOffset at, CancellationToken ct)
    {
        var earliest = at - Shift.Longest - Shift.Longest;
        var latest = at + Shift.Longest;
        var shifts = (await db.Shifts.AsNoTracking().Include(s => s.Crew.OrderBy(m => m.Number))
                .Where(s => s.ForceId == force && s.CancelledAt == null && s.PlannedFrom > earliest && s.PlannedFrom < latest).OrderBy(s => s.PlannedFrom).ToListAsync(ct))
            .Where(s => s.IsOnAt(at)).ToList();
        if (shifts.Count == 0)
        {
            return [];
        }

        var settings = await services.ReadAsync(force, Domain.Time.UkTime.DateOf(at), ct);
        var names = await db.CrewNamesAsync(force, shifts.SelectMany(s => s.Crew), ct);
        return
        [
            .. from shift in shifts
               from member in shift.Crew
               let name = names[member.Number]
               select new Somebody(shift.Id, settings.Of(shift.Service), shift.Vehicle, member.Part, member.StaffId, name.Name, name.Agency, shift.Presence!.Until),
        ];
    }

    /// <summary>The shift that this person is on at that instant; null when they are on none.</summary>
    public async Task<Shift?> ShiftOfAsync(Id<StaffMember> staff, DateTimeOffset at, CancellationToken ct)
    {
        var (person, earliest, latest) = ((Id<StaffMember>?)staff, at - Shift.Longest - Shift.Longest, at + Shift.Longest);
        var shifts = await db.Shifts.AsNoTracking().Where(s => s.CancelledAt == null && s.PlannedFrom > earliest && s.PlannedFrom < latest && s.Crew.Any(m => m.StaffId == person))
            .OrderBy(s => s.PlannedFrom).ToListAsync(ct);
        return shifts.Find(s => s.IsOnAt(at));
    }

    /// <summary>The next shift this person is to begin after that instant; null when none is planned.</summary>
    public Task<Shift?> NextOfAsync(Id<StaffMember> staff, DateTimeOffset at, CancellationToken ct)
    {
        var person = (Id<StaffMember>?)staff;
        return db.Shifts.AsNoTracking().Where(s => s.CancelledAt == null && s.PlannedFrom > at && s.Crew.Any(m => m.StaffId == person)).OrderBy(s => s.PlannedFrom).FirstOrDefaultAsync(ct);
    }
}
