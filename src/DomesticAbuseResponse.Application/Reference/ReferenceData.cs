using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Reference;

public sealed record ReferenceDataSeeded(int Policies, int BankHolidays) : Happened;

/// <summary>Gives a new database the settings and bank holidays the product is shipped with. What is there already stays as it is.</summary>
public static class ReferenceData
{
    private const string _shipped = "shipped-1";

    // Any number does, as long as every instance that starts asks for the same one.
    private const long _lock = 0x726566;

    private static readonly DateOnly _from = new(1980, 1, 1);

    public static async Task SeedAsync(CaseDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({_lock})", ct);
        var now = await db.Database.SqlQuery<DateTimeOffset>($"select now() as \"Value\"").SingleAsync(ct);

        var kinds = await db.Policies.Where(p => p.ScopeId == null).Select(p => p.Kind).Distinct().ToListAsync(ct);
        var policies = PolicyKinds.All.Where(kind => !kinds.Contains(kind.Code)).Select(kind => new Policy
        {
            Id = Id<Policy>.New(now),
            Kind = kind.Code,
            Version = _shipped,
            EffectiveFrom = _from,
            Content = kind.DefaultContent,
        }).ToList();

        var divisions = await db.BankHolidays.Select(h => h.Division).Distinct().ToListAsync(ct);
        var holidays = BankHolidays.Shipped.Values.Where(c => !divisions.Contains(c.Division)).SelectMany(c => ListedHoliday.From(c, import: 1, now)).ToList();

        if (policies.Count > 0 || holidays.Count > 0)
        {
            db.Policies.AddRange(policies);
            db.BankHolidays.AddRange(holidays);
            await db.CommitAsync(Actor.System, now, ct, new ReferenceDataSeeded(policies.Count, holidays.Count));
        }

        await transaction.CommitAsync(ct);
    }
}
