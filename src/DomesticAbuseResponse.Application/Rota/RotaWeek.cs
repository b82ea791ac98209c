using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>A week of a force's rota: each service's hours, the shifts in them, and what nobody covers.</summary>
public sealed class RotaWeek(CaseDbContext db, RotaServices services, TimeProvider clock)
{
    public sealed record Force(Id<Agency> Id, string Name);

    /// <param name="Name">As somebody reads it; the agency where it is not the force's own.</param>
    public sealed record Member(CrewPart Part, string Name, string? Agency);

    public sealed record Line(Id<Shift> Id, DateTimeOffset PlannedFrom, DateTimeOffset PlannedUntil, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Vehicle, bool IsCancelled, IReadOnlyList<Member> Crew);

    /// <param name="Window">Null for a shift outside the service's hours.</param>
    /// <param name="Holiday">The bank holiday that the day is.</param>
    public sealed record Row(DateOnly Day, CoverWindow? Window, string? Holiday, IReadOnlyList<Line> Shifts, IReadOnlyList<CoverGap> Gaps);

    public sealed record ServiceWeek(CoverService Service, IReadOnlyList<Row> Rows)
    {
        public int Gaps => Rows.Sum(r => r.Gaps.Count);
    }

    /// <param name="Shown">Null where the actor's agency is on no force's rota.</param>
    public sealed record View(Force? Shown, IReadOnlyList<Force> Forces, DateOnly Monday, IReadOnlyList<ServiceWeek> Services, bool MayPlan, DateTimeOffset Now);

    /// <param name="force">Null for the actor's own, or the first of those they see.</param>
    /// <param name="day">Any London date of the week; null for this week.</param>
    public async Task<View> ReadAsync(Actor actor, Id<Agency>? force, DateOnly? day, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var monday = MondayOf(day ?? UkTime.DateOf(now));
        var forces = await db.ForcesOf(actor).OrderBy(a => a.Name).Select(a => new Force(a.Id, a.Name)).ToListAsync(ct);
        var shown = forces.Find(f => f.Id == force) ?? forces.Find(f => f.Id == actor.AgencyId) ?? forces.FirstOrDefault();
        if (shown is null)
        {
            return new View(null, [], monday, [], false, now);
        }

        var settings = await services.ReadAsync(shown.Id, monday, ct);
        var shifts = await ShiftsAsync(shown.Id, UkTime.StartOfDay(monday) - Shift.Longest, UkTime.StartOfDay(monday.AddDays(7)), ct);
        var lines = await LinesAsync(shown.Id, shifts, ct);
        IEnumerable<CoverService> all = [.. settings.Services.Services, .. shifts.Select(s => s.Service).Where(code => settings.Services.Find(code) is null).Distinct().Select(settings.Of)];
        return new View(
            shown, forces, monday,
            [.. all.Select(service => new ServiceWeek(service, RowsOf(service, monday, [.. shifts.Where(s => s.Service == service.Code)], lines, settings.Calendar)))],
            RotaStanding.MayPlan(actor, shown.Id), now);
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static List<Row> RowsOf(CoverService service, DateOnly monday, IReadOnlyList<Shift> shifts, Dictionary<Id<Shift>, Line> lines, WorkingCalendar calendar)
    {
        var rows = service.Windows(monday, monday.AddDays(6), calendar).Select(window => new Row(
            window.Day, window, calendar.HolidayOn(window.Day)?.Reason,
            [.. shifts.Where(s => Touches(s, window)).Select(s => lines[s.Id])],
            CoverGaps.In(window, service, shifts.Select(s => s.Presence).OfType<ShiftPresence>()))).ToList();
        var beyond = shifts.Where(s => UkTime.DateOf(s.PlannedFrom) is var day && day >= monday && day < monday.AddDays(7) && !rows.Any(r => Touches(s, r.Window!)))
            .Select(s => new Row(UkTime.DateOf(s.PlannedFrom), null, calendar.HolidayOn(UkTime.DateOf(s.PlannedFrom))?.Reason, [lines[s.Id]], []));
        return [.. rows.Concat(beyond).OrderBy(r => r.Window?.From ?? r.Shifts[0].PlannedFrom)];
    }

    /// <summary>A cancelled shift is shown where it would have been.</summary>
    private static bool Touches(Shift shift, CoverWindow window) => shift.PlannedFrom < window.Until && shift.PlannedUntil > window.From;

    private Task<List<Shift>> ShiftsAsync(Id<Agency> force, DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        db.Shifts.AsNoTracking().Include(s => s.Crew.OrderBy(m => m.Number)).Where(s => s.ForceId == force && s.PlannedFrom >= from && s.PlannedFrom < until)
            .OrderBy(s => s.PlannedFrom).ThenBy(s => s.Id).ToListAsync(ct);

    private async Task<Dictionary<Id<Shift>, Line>> LinesAsync(Id<Agency> force, IReadOnlyList<Shift> shifts, CancellationToken ct)
    {
        var names = await db.CrewNamesAsync(force, shifts.SelectMany(s => s.Crew), ct);
        return shifts.ToDictionary(s => s.Id, s => new Line(
            s.Id, s.PlannedFrom, s.PlannedUntil, s.StartedAt, s.EndedAt, s.Vehicle, s.IsCancelled, [.. s.Crew.Select(m => names[m.Number])]));
    }
}
