using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>An agency that may know the person somebody looked for, and whom to ring there. Nothing else: no name, no grade, no count.</summary>
public sealed record AgencyPointer(string Agency, string ContactLine);

/// <summary>
/// Which other agencies may know whom somebody looks for, where they have decided that this may be said (<see cref="PointerSettings"/>). Only for a whole
/// telephone number, or a name with a date of birth, that one record fits beyond doubt: words that many fit would tell who is known at all. Never for
/// whoever is kept from the record or knows of it already. Each pointer is a look at the record and written down as one.
/// </summary>
public sealed class Pointers(CaseDbContext db, RecordDoor door, PolicyBook policies, TimeProvider clock)
{
    public async Task<IReadOnlyList<AgencyPointer>> ReadAsync(Actor actor, SearchWords words, CancellationToken ct)
    {
        if (words.Phone is null && (words.Name is null || words.Born?.OnCalendar is null))
        {
            return [];
        }

        var today = UkTime.DateOf(clock.GetUtcNow());
        var (agency, barred) = (actor.AgencyId, db.BarredFrom(actor));
        var (everywhere, decided) = await policies.AllAtAsync(PolicyKinds.Pointers, today, ct);
        var telling = (await db.Agencies.AsNoTracking().Where(a => a.Id != agency).Select(a => a.Id).ToListAsync(ct))
            .Select(a => (Id: a, Settings: decided.GetValueOrDefault(a.Value, everywhere))).Where(a => a.Settings.Says(isRestricted: false)).ToDictionary(a => a.Id, a => a.Settings);
        if (telling.Count == 0)
        {
            return []; // as shipped: no record of another agency is looked at
        }

        Id<Agency>[] agencies = [.. telling.Keys];
        var places = db.Participations.Where(p => p.AgencyId == agency && p.Until == null);
        var visible = db.People.VisibleTo(actor, db);
        var elsewhere = db.People.Where(p => agencies.Contains(p.AgencyId) && !barred.Any(e => e.RecordId == (Guid)(object)p.Id)
            && !places.Any(o => o.RecordId == (Guid)(object)p.Id) && !visible.Any(v => v.Id == p.Id));
        var typed = KnownPerson.Typed(words.Name, words.Born?.OnCalendar?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), estimated: false, words.Phone, words.Place);
        List<Person> told =
        [
            .. (await db.MatchesAsync(elsewhere, typed, except: null, today, ct)).Where(m => Fits(words, m.Score)).Select(m => m.Person).Where(p => telling[p.AgencyId].Says(p.IsRestricted)),
        ];
        if (told.Count > 0)
        {
            await door.ShowListAsync(actor, "Pointer", told.Select(p => p.Id.Value), ct);
        }

        Id<Agency>[] owners = [.. told.Select(p => p.AgencyId).Distinct()];
        return await db.Agencies.AsNoTracking().Where(a => owners.Contains(a.Id)).OrderBy(a => a.Name).Select(a => new AgencyPointer(a.Name, a.ContactLine)).ToListAsync(ct);
    }

    /// <summary>The number itself; or a name and a date of birth that make a match.</summary>
    private static bool Fits(SearchWords words, SamePersonScore score) =>
        (words.Phone is not null && score.Reasons.Any(r => r.Rule is MatchRule.PhoneSame))
        || (words is { Name: not null, Born: not null } && score.Verdict is SamePersonVerdict.Likely && score.Reasons.Any(r => r.Rule is MatchRule.BirthSame));
}
