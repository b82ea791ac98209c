using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Reference;

/// <summary>The working days of one part of the United Kingdom, from the bank holiday list in use (R7.1).</summary>
public sealed class WorkingDays(CaseDbContext db)
{
    private readonly Dictionary<BankHolidayDivision, WorkingCalendar> _read = [];

    /// <exception cref="InvalidOperationException">The database holds no list for the division.</exception>
    public async Task<WorkingCalendar> ReadAsync(BankHolidayDivision division, CancellationToken ct) => await FindAsync(division, ct)
        ?? throw new InvalidOperationException($"There is no bank holiday list for {WorkingCalendar.DivisionName(division)}. Import one.");

    internal async Task<WorkingCalendar?> FindAsync(BankHolidayDivision division, CancellationToken ct)
    {
        if (_read.TryGetValue(division, out var known))
        {
            return known;
        }

        var inUse = db.BankHolidays.Where(h => h.Division == division).OrderByDescending(h => h.Import).Select(h => h.CalendarVersion).Take(1);
        var days = await db.BankHolidays.AsNoTracking()
            .Where(h => h.Division == division && inUse.Contains(h.CalendarVersion)).OrderBy(h => h.Date).ToListAsync(ct);
        return days.Count == 0
            ? null
            : _read[division] = new WorkingCalendar(division, days.Select(d => new BankHoliday(d.Date, d.Title, d.Notes)));
    }

    /// <summary>Forgets what was read, because the list has changed.</summary>
    internal void Forget() => _read.Clear();
}
