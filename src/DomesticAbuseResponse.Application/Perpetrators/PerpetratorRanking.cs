using System.Globalization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Perpetrators;

/// <summary>Which of the ranked perpetrators are shown.</summary>
public enum RankingFilter
{
    All,
    Serial,
    Repeat,
}

/// <summary>A place in the ranking: the highest score first, then the person.</summary>
public readonly record struct RankingPosition(int Score, Guid Id) : IParsable<RankingPosition>
{
    public static RankingPosition Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var position) ? position : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out RankingPosition result)
    {
        result = default;
        if (s?.Split('_') is not [var score, var id] || !int.TryParse(score, NumberStyles.None, CultureInfo.InvariantCulture, out var points) || !Guid.TryParseExact(id, "N", out var guid))
        {
            return false;
        }

        result = new(points, guid);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Score}_{Id:N}");
}

/// <summary>
/// The perpetrators of the reader's force, the highest score first (R2.23), a page at a time from what was worked out beforehand. It counts the force's own records that are
/// not restricted, the same for every reader; somebody the reader may not open is not there.
/// </summary>
public sealed class PerpetratorRanking(CaseDbContext db, RecordDoor door, PolicyBook policies, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record Query(RankingFilter Filter, bool WithoutManager, RankingPosition? After);

    public sealed record Row(Id<Person> PersonId, string Name, int Score, int Recency, int Frequency, int Gravity, int Records, int Victims, bool IsSerial, bool IsRepeat, string? OffenderManager);

    /// <param name="IsRanked">False until the ranking was worked out for the first time.</param>
    public sealed record View(IReadOnlyList<Row> Rows, RankingPosition? Next, ListTotal Total, RfgTable Table, bool IsRanked);

    /// <exception cref="RecordNotFoundException">The reader manages no perpetrators.</exception>
    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        if (!LensStanding.IsManager(actor))
        {
            throw new RecordNotFoundException();
        }

        var (agency, today) = (actor.AgencyId, UkTime.DateOf(clock.GetUtcNow()));
        var table = (await policies.AtAsync(PolicyKinds.Rfg, agency.Value, today, ct)).Content;
        var (people, barred) = (db.People.VisibleTo(actor, db), db.BarredFrom(actor));
        var managed = db.Management.Where(m => m.AgencyId == agency && m.EndedAt == null && m.OffenderManager != null);

        // Whoever is excluded from one record is not told a number in which it counts.
        var ranked = db.PerpetratorScores.AsNoTracking().Where(s => s.AgencyId == agency && s.Score != null && people.Any(p => p.Id == s.PersonId)
            && !barred.Any(e => db.Set<IncidentParty>().Any(p => p.PersonId == s.PersonId && p.Role == PartyRole.Perpetrator && (Guid)(object)p.IncidentId == e.RecordId)));
        ranked = query.Filter switch
        {
            RankingFilter.Serial => ranked.Where(s => s.IsSerial),
            RankingFilter.Repeat => ranked.Where(s => s.IsRepeat),
            _ => ranked,
        };
        ranked = query.WithoutManager ? ranked.Where(s => !managed.Any(m => m.PersonId == s.PersonId)) : ranked;
        var rest = query.After is { Score: var score, Id: var id } ? ranked.Where(s => s.Score < score || (s.Score == score && ((Guid)(object)s.PersonId).CompareTo(id) > 0)) : ranked;

        var found = await rest.OrderByDescending(s => s.Score).ThenBy(s => s.PersonId).Take(PageSize + 1).ToListAsync(ct);
        var shown = found.Take(PageSize).ToList();
        Id<Person>[] ids = [.. shown.Select(s => s.PersonId)];
        var names = await db.NamedAsync(ids, ct);
        var managers = (await managed.Where(m => ids.Contains(m.PersonId)).OrderBy(m => m.ProposedAt).Select(m => new { m.PersonId, m.OffenderManager }).ToListAsync(ct)).ToLookup(m => m.PersonId, m => m.OffenderManager);
        var total = query.After is null && found.Count <= PageSize ? new ListTotal(shown.Count) : await ListTotal.OfAsync(ranked, ct);
        var isRanked = await db.ScorePasses.AnyAsync(p => p.AgencyId == agency, ct);
        await door.ShowListAsync(actor, "Perpetrators by score", ids.Select(i => i.Value), ct);
        return new(
            [.. shown.Select(s => new Row(s.PersonId, names[s.PersonId].Name, s.Score!.Value, s.Recency, s.Frequency, s.Gravity, s.Records, s.Victims, s.IsSerial, s.IsRepeat, managers[s.PersonId].LastOrDefault()))],
            found.Count > PageSize ? new RankingPosition(shown[^1].Score!.Value, shown[^1].PersonId.Value) : null, total, table, isRanked);
    }
}
