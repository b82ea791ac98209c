using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Flow;

public sealed record FlowImported(int Rows, int Routes, DateOnly From, DateOnly Through) : Happened;

/// <summary>
/// Takes in the daily counts of the system used before, so that routes are watched from the first day here: it is when a new system comes that referrals stop.
/// Only days before the first one counted here are taken; the same day again replaces its count.
/// </summary>
public sealed class ImportFlow(CaseDbContext db, TimeProvider clock)
{
    public const int Most = 200_000;

    /// <summary>One line: names as they are shown, whatever their case.</summary>
    /// <param name="To">The agency or MARAC of a referral.</param>
    /// <param name="Instrument">The code of the instrument, or the kind of referral; none for calls.</param>
    public sealed record Line(int Number, DateOnly Day, FlowKind Kind, string From, string? Unit, string? To, string? Instrument, int Count);

    public sealed record Imported(int Rows, int Routes, IReadOnlyList<string> LeftOut);

    /// <param name="check">Only says what would be done.</param>
    public async Task<Result<Imported>> HandleAsync(Actor actor, IReadOnlyList<Line> lines, bool check, CancellationToken ct)
    {
        if (lines.Count > Most)
        {
            return new Refusal("flow.too-many", $"A file may hold {Most:N0} lines. Import it in parts.");
        }

        var now = clock.GetUtcNow();
        var agencies = await db.Agencies.ToDictionaryAsync(a => a.Name, a => a.Id, StringComparer.OrdinalIgnoreCase, ct);
        var maracs = await db.Maracs.Select(m => new { m.Name, m.Id }).ToDictionaryAsync(m => m.Name, m => m.Id, StringComparer.OrdinalIgnoreCase, ct);
        var units = (await db.PolicingUnits.Select(u => new { u.Name, u.Id }).ToListAsync(ct)).ToLookup(u => u.Name, u => u.Id, StringComparer.OrdinalIgnoreCase);
        var routes = await db.FlowRoutes.ToListAsync(ct);
        var counted = await db.FlowDays.MinAsync(d => (DateOnly?)d.Day, ct);
        List<string> leftOut = [];
        Dictionary<(FlowRoute, DateOnly), int> wanted = [];
        foreach (var line in lines)
        {
            if (Refuse(line) is { } why)
            {
                leftOut.Add($"Line {line.Number}: {why}");
                continue;
            }

            var route = RouteOf(line);
            wanted[(route, line.Day)] = line.Count;
        }

        if (check || wanted.Count == 0)
        {
            return new Imported(wanted.Count, wanted.Keys.Select(k => k.Item1).Distinct().Count(), leftOut);
        }

        Id<FlowRoute>[] ids = [.. wanted.Keys.Select(k => k.Item1.Id).Distinct()];
        var known = (await db.FlowCounts.Where(c => ids.Contains(c.RouteId) && c.IsImported).ToListAsync(ct)).ToDictionary(c => (c.RouteId, c.Day));
        foreach (var ((route, day), count) in wanted)
        {
            if (known.TryGetValue((route.Id, day), out var before))
            {
                before.Is(count);
            }
            else
            {
                db.Add(new FlowCount(route.Id, day, count, isImported: true));
            }

            route.CountedSince(day);
        }

        await db.CommitAsync(actor, now, ct, new FlowImported(wanted.Count, ids.Length, wanted.Keys.Min(k => k.Item2), wanted.Keys.Max(k => k.Item2)));
        return new Imported(wanted.Count, ids.Length, leftOut);

        string? Refuse(Line line) =>
            line.Count is < 0 or > 1_000_000 ? "the count must be from 0 to 1,000,000."
            : line.Day >= (counted ?? UkTime.DateOf(now)) ? $"{line.Day:yyyy-MM-dd} is counted here already: only earlier days are taken."
            : !agencies.ContainsKey(line.From) ? $"there is no agency \"{line.From}\"."
            : line.Unit is { } unit && units[unit].Count() != 1 ? $"there is no policing unit \"{line.Unit}\"."
            : line.Kind is FlowKind.Referral && (line.To is null || !(agencies.ContainsKey(line.To) || maracs.ContainsKey(line.To))) ? $"there is no agency or MARAC \"{line.To}\" to refer to."
            : line.Kind is FlowKind.Referral && !Enum.TryParse<ReferralKind>(line.Instrument, ignoreCase: true, out _) ? $"the kind of a referral is {string.Join(" or ", Enum.GetNames<ReferralKind>())}."
            : line.Kind is FlowKind.Assessment && line.Instrument is not { Length: > 0 and <= FlowRoute.InstrumentMaxLength } ? "an assessment needs the code of its instrument."
            : null;

        FlowRoute RouteOf(Line line)
        {
            var referral = line.Kind is FlowKind.Referral;
            var marac = referral && maracs.TryGetValue(line.To!, out var m) ? m : (Id<Domain.Maracs.Marac>?)null;
            var to = referral && marac is null ? agencies[line.To!] : (Id<Agency>?)null;
            var unit = line.Unit is { } name ? units[name].Single() : (Id<Domain.Places.PolicingUnit>?)null;
            var instrument = line.Kind switch
            {
                FlowKind.Referral => Enum.Parse<ReferralKind>(line.Instrument!, ignoreCase: true).ToString(),
                FlowKind.Assessment => line.Instrument!,
                FlowKind.Incident => "",
            };
            if (routes.Find(r => r.Kind == line.Kind && r.FromAgencyId == agencies[line.From] && r.UnitId == unit && r.ToAgencyId == to && r.MaracId == marac && r.Instrument == instrument) is not { } route)
            {
                route = new FlowRoute(Id<FlowRoute>.New(now), line.Kind, agencies[line.From], unit, to, marac, instrument, line.Day);
                routes.Add(route);
                if (!check)
                {
                    db.Add(route);
                }
            }

            return route;
        }
    }
}
