using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Reference;

public sealed record BankHolidaysImported(BankHolidayDivision Division, string? Before, string CalendarVersion, int DeadlinesMoved) : Happened;

/// <summary>
/// Takes in a bank holiday list as gov.uk publishes it (R7.1). A list already in use changes nothing, however often it is imported; a new one
/// moves the open deadlines that come out differently, and only those (R7.4).
/// </summary>
public sealed class ImportBankHolidays(CaseDbContext db, WorkingDays workingDays, CaseDeadlines deadlines, TimeProvider clock)
{
    /// <param name="Changes">How each division's list came out, in the order of the file format.</param>
    /// <param name="Warnings">A list that ends in under 12 months, or lacks days that the one before it held.</param>
    public sealed record Imported(IReadOnlyList<Change> Changes, IReadOnlyList<string> Warnings);

    public sealed record Change(BankHolidayDivision Division, string Version, int Added, int Removed, int DeadlinesMoved)
    {
        public bool IsNew => Added > 0 || Removed > 0;
    }

    public Task<Result<Imported>> HandleAsync(Actor actor, ReadOnlyMemory<byte> json, CancellationToken ct) => BankHolidays.Parse(json).Match(
        async calendars => await ImportAsync(actor, calendars, ct),
        refusal => Task.FromResult<Result<Imported>>(refusal));

    private async Task<Result<Imported>> ImportAsync(
        Actor actor, IReadOnlyDictionary<BankHolidayDivision, WorkingCalendar> calendars, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Change> changes = [];
        List<string> warnings = [];
        List<Happened> happened = [];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        foreach (var (division, next) in calendars.OrderBy(c => c.Key))
        {
            var before = await workingDays.FindAsync(division, ct);
            warnings.AddRange(Warnings(before, next, UkTime.DateOf(now)));
            var added = next.Holidays.Except(before?.Holidays ?? []).Count();
            var removed = before?.Holidays.Except(next.Holidays).Count() ?? 0;
            var moved = added + removed == 0 ? [] : await ReplaceAsync(actor, next, now, ct);
            changes.Add(new Change(division, next.Version, added, removed, moved.Count));
            happened.AddRange(moved);
            if (added + removed > 0)
            {
                happened.Add(new BankHolidaysImported(division, before?.Version, next.Version, moved.Count));
            }
        }

        await db.CommitAsync(actor, now, ct, happened);
        await transaction.CommitAsync(ct);
        return new Imported(changes, warnings);
    }

    private async Task<IReadOnlyList<Happened>> ReplaceAsync(Actor actor, WorkingCalendar next, DateTimeOffset now, CancellationToken ct)
    {
        var division = next.Division;
        var import = (await db.BankHolidays.Where(h => h.Division == division).MaxAsync(h => (int?)h.Import, ct) ?? 0) + 1;
        var known = await db.BankHolidays.Where(h => h.Division == division && h.CalendarVersion == next.Version).ToListAsync(ct);
        known.ForEach(h => (h.Import, h.ImportedAt) = (import, now));
        if (known.Count == 0)
        {
            db.BankHolidays.AddRange(ListedHoliday.From(next, import, now));
        }

        await db.CommitAsync(actor, now, ct); // the new list is read back below, in this same transaction
        workingDays.Forget();

        var older = db.BankHolidays.Where(h => h.Division == division && h.CalendarVersion != next.Version).Select(h => h.CalendarVersion);
        var open = await db.Deadlines.Where(d => d.MetAt == null && d.SupersededAt == null && older.Contains(d.CalendarVersion)).ToListAsync(ct);
        List<Happened> moved = [];
        foreach (var deadline in open)
        {
            moved.AddRange(await deadlines.RecomputeAsync(deadline, now, ct));
        }

        return moved;
    }

    private static IEnumerable<string> Warnings(WorkingCalendar? before, WorkingCalendar next, DateOnly today)
    {
        if (next.EndsSoon(today) is { } ends)
        {
            yield return ends;
        }

        var missing = (before?.Holidays ?? []).Where(h => h.Date >= today && next.HolidayOn(h.Date) is null).Select(h => UkTime.Describe(h.Date)).ToList();
        if (missing.Count > 0)
        {
            yield return $"The list for {WorkingCalendar.DivisionName(next.Division)} no longer holds {string.Join(", ", missing)}.";
        }
    }
}
