using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Neighbourhoods;

/// <summary>The calls of a policing unit that the reader may see, and the ranking made of them (R4.19). What is kept from the reader is not counted.</summary>
internal static class NeighbourhoodCalls
{
    /// <summary>More calls than a unit takes in the longest time that the settings allow.</summary>
    private const int _most = 50_000;

    public sealed record Call(CallFact Fact, string? Postcode);

    extension(CaseDbContext db)
    {
        /// <param name="within">Calls to these neighbourhoods alone, so that no more is read than is ranked.</param>
        public async Task<IReadOnlyList<Call>> CallsOfAsync(Actor actor, Id<PolicingUnit> unit, IEnumerable<Neighbourhood> within, RepeatCallerSettings settings, DateTimeOffset now, CancellationToken ct)
        {
            var (patterns, known) = (PatternsOf(within), db.People.NotKeptFrom(actor, db));
            var found = await db.CallsSince(actor, unit, settings, now).Where(i => patterns.Any(p => EF.Functions.Like(i.Call.Postcode!, p)))
                .OrderByDescending(i => i.ReportedAt).Take(_most)
                .Select(i => new
                {
                    i.Id,
                    i.ReportedAt,
                    i.Grade,
                    i.Call.CallerPhoneE164,
                    i.Call.Postcode,
                    i.Call.Location,
                    Caller = i.Parties.Where(p => (p.Role == PartyRole.Caller || p.Role == PartyRole.Victim) && known.Any(k => k.Id == p.PersonId)).OrderBy(p => p.Role == PartyRole.Caller ? 0 : 1).ThenBy(p => p.Number)
                        .Select(p => (Id<Person>?)p.PersonId).FirstOrDefault(),
                }).ToListAsync(ct);
            return [.. found.Select(i => new Call(new CallFact(i.Id, i.ReportedAt, i.Grade, i.Caller, i.CallerPhoneE164, PlaceOf(i.Location, i.Postcode)), i.Postcode))];
        }

        /// <summary>How many calls of the unit have a postcode of none of these neighbourhoods, or no postcode.</summary>
        public Task<int> CallsElsewhereAsync(Actor actor, Id<PolicingUnit> unit, IEnumerable<Neighbourhood> neighbourhoods, RepeatCallerSettings settings, DateTimeOffset now, CancellationToken ct)
        {
            var patterns = PatternsOf(neighbourhoods);
            return db.CallsSince(actor, unit, settings, now).CountAsync(i => i.Call.Postcode == null || !patterns.Any(p => EF.Functions.Like(i.Call.Postcode, p)), ct);
        }

        private IQueryable<Incident> CallsSince(Actor actor, Id<PolicingUnit> unit, RepeatCallerSettings settings, DateTimeOffset now)
        {
            var (agency, since) = (actor.AgencyId, now.AddDays(-settings.Days));
            return db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.UnitId == unit && i.AgencyId == agency && i.ReportedAt >= since && i.ReportedAt <= now);
        }

        /// <summary>The neighbourhoods of a unit of the actor's own force.</summary>
        public IQueryable<Neighbourhood> NeighbourhoodsOf(Actor actor)
        {
            var agency = actor.AgencyId;
            return db.Set<Neighbourhood>().Where(n => db.PolicingUnits.Any(u => u.Id == n.UnitId && u.ForceId == agency));
        }
    }

    private static string[] PatternsOf(IEnumerable<Neighbourhood> neighbourhoods) => [.. neighbourhoods.SelectMany(n => n.PostcodeAreas).Select(a => $"{PostcodeArea.BeginningOf(a)}%")];

    public static bool LiesIn(this Neighbourhood neighbourhood, string? postcode) => neighbourhood.PostcodeAreas.Any(a => PostcodeArea.Holds(a, postcode));

    private static string? PlaceOf(string? location, string? postcode) =>
        new PostalAddress(location ?? "", postcode) is var place && place.HouseAndStreet() is var (house, street) ? place.Postcode is { } code ? $"{house} {street}, {code}" : $"{house} {street}"
        : place.Postcode;
}

/// <summary>A neighbourhood on one page: its repeat callers, the plans for them, the weekly meetings (R4.19).</summary>
public sealed class NeighbourhoodPage(CaseDbContext db, RecordDoor door, PolicyBook policies, TimeProvider clock)
{
    public const int MostMeetings = 12;

    /// <param name="Name">Who it is, as the reader may see it: a number by its last figures, a place by its postcode alone.</param>
    /// <param name="Case">The person's open case that the reader may read; null where there is none.</param>
    public sealed record Caller(
        int Rank, CallerKind Kind, string Name, Id<Person>? PersonId, int Calls, DateTimeOffset LastAt, ResponseGrade? Gravest, Id<Incident> Newest, string NewestReference, (Id<Domain.Cases.Case> Id, RiskGrade? Grade)? Case,
        Id<CallerPlan>? Plan);

    public sealed record PlanLine(Id<CallerPlan> Id, CallerKind Kind, string Name, int Open, int Overdue, DateOnly? NextDue, bool IsClosed);

    public sealed record Meeting(DateOnly HeldOn, string Present, string? Notes, string By);

    /// <param name="Elsewhere">Calls of the unit whose postcode lies in no neighbourhood, or that have none.</param>
    public sealed record View(
        Neighbourhood Neighbourhood, string Unit, Id<Agency> Force, RepeatCallerSettings Settings, IReadOnlyList<Caller> Top, int Repeat, int Calls, int Elsewhere, IReadOnlyList<PlanLine> Plans, IReadOnlyList<Meeting> Meetings, bool MeetingDue);

    /// <exception cref="RecordNotFoundException">It is another force's, or there is none.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Neighbourhood> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var place = await db.NeighbourhoodsOf(actor).AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new RecordNotFoundException();
        var settings = (await policies.AtAsync(PolicyKinds.RepeatCallers, actor.AgencyId.Value, today, ct)).Content;
        var here = (await db.CallsOfAsync(actor, place.UnitId, [place], settings, now, ct)).Select(c => c.Fact).ToList();
        var siblings = await db.Set<Neighbourhood>().AsNoTracking().Where(n => n.UnitId == place.UnitId).ToListAsync(ct);
        var ranked = RepeatCallers.Rank(here, settings);
        var top = ranked.Take(settings.Top).ToList();

        var plans = await db.CallerPlans.SeenBy(actor, db).AsNoTracking().Include(p => p.Actions).Where(p => p.NeighbourhoodId == id).OrderByDescending(p => p.OpenedAt).Take(100).AsSplitQuery().ToListAsync(ct);
        Id<Person>[] people = [.. top.Select(t => t.Key.Person).Concat(plans.Select(p => p.PersonId)).OfType<Id<Person>>().Distinct()];
        var names = await db.NamedAsync(people, ct);
        var cases = (await db.Cases.VisibleTo(actor, db).Where(c => people.Contains(c.VictimId) && c.ClosedAt == null).GravestFirst().Select(c => new { c.VictimId, c.Id, c.Grade }).ToListAsync(ct)).ToLookup(c => c.VictimId);
        Id<Incident>[] newest = [.. top.Select(t => t.Newest)];
        var references = await db.Incidents.Where(i => newest.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Reference, ct);
        var unit = place.UnitId;
        var meetings = await (from m in db.PartnershipMeetings
                              join s in db.Staff on m.RecordedBy equals s.Id
                              where m.NeighbourhoodId == id
                              orderby m.HeldOn descending, m.RecordedAt descending
                              select new Meeting(m.HeldOn, m.Present, m.Notes, s.DisplayName)).Take(MostMeetings).ToListAsync(ct);

        await door.ShowListAsync(actor, "Repeat callers", newest.Select(i => i.Value).Concat(people.Select(p => p.Value)).Distinct(), ct);
        return new(
            place, await db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.Name).SingleAsync(ct), actor.AgencyId, settings,
            [.. top.Select(t => new Caller(
                t.Rank, t.Key.Kind, CallerNames.Of(t.Key, names), t.Key.Person, t.Calls, t.LastAt, t.Gravest, t.Newest, references[t.Newest],
                t.Key.Person is { } p && cases[p].FirstOrDefault() is { } found ? (found.Id, found.Grade) : null,
                plans.Find(x => x.IsOpen && x.Key == t.Key)?.Id))],
            ranked.Count, here.Count, await db.CallsElsewhereAsync(actor, place.UnitId, siblings, settings, now, ct),
            [.. plans.Select(p => new PlanLine(
                p.Id, p.Kind, CallerNames.Of(p.Key, names), p.Actions.Count(a => a.IsOpen), p.Actions.Count(a => a.IsOverdueOn(today)), p.Actions.Where(a => a.IsOpen).Min(a => (DateOnly?)a.DueOn), !p.IsOpen))
                .OrderBy(p => p.IsClosed).ThenByDescending(p => p.Overdue)],
            meetings, meetings.Count == 0 || meetings[0].HeldOn.AddDays(settings.MeetsEveryDays) < today);
    }
}

/// <summary>What a caller is called in a list: never a whole number, never a whole address.</summary>
internal static class CallerNames
{
    private const int _shown = 3;

    public static string Of(CallerKey key, IReadOnlyDictionary<Id<Person>, PersonNames.Named> names) => key.Kind switch
    {
        CallerKind.Person => key.Person is { } id && names.TryGetValue(id, out var named) ? named.Name : "Not shown to you",
        CallerKind.Number => $"A number ending {(key.Words is { Length: > _shown } number ? number[^_shown..] : "not known")}",
        CallerKind.Place => $"A place in {PostcodeOf(key.Words ?? "")}",
    };

    /// <summary>Of "14 Example, DM4 1AA" the postcode alone.</summary>
    private static string PostcodeOf(string place) => Postcode.Normalise(place.Split(", ")[^1]) ?? "a street of the neighbourhood";

    extension(IQueryable<CallerPlan> plans)
    {
        /// <summary>Plans of the actor's own force about somebody they may know of: a person not kept from them, or a call they may see.</summary>
        public IQueryable<CallerPlan> SeenBy(Actor actor, CaseDbContext db)
        {
            var agency = actor.AgencyId;
            var (people, calls) = (db.People.VisibleTo(actor, db), db.Incidents.VisibleTo(actor, db));
            return plans.Where(p => p.ForceId == agency && (p.PersonId != null ? people.Any(x => x.Id == p.PersonId) : calls.Any(i => i.Id == p.IncidentId)));
        }
    }
}

/// <summary>The sector inspector's monitor: each neighbourhood of the force with what is planned, what is late, and when the partners last met (R4.19).</summary>
public sealed class NeighbourhoodMonitor(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    /// <param name="OfTop">Of the callers on the list, how many; null where the unit was not chosen.</param>
    /// <param name="WithoutPlan">How many of them have no plan.</param>
    public sealed record Row(Id<Neighbourhood> Id, string Name, string Unit, bool HasPostcodes, int Plans, int OpenActions, int Overdue, DateOnly? LastMeeting, bool MeetingDue, int? OfTop, int? WithoutPlan);

    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<(Id<PolicingUnit> Id, string Name)> Units, RepeatCallerSettings Settings);

    /// <param name="unit">Where chosen, its callers are ranked too.</param>
    public async Task<View> ReadAsync(Actor actor, Id<PolicingUnit>? unit, CancellationToken ct)
    {
        var (now, agency) = (clock.GetUtcNow(), actor.AgencyId);
        var today = UkTime.DateOf(now);
        var settings = (await policies.AtAsync(PolicyKinds.RepeatCallers, agency.Value, today, ct)).Content;
        var units = await db.PolicingUnits.Where(u => u.ForceId == agency).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        var chosen = units.Find(u => u.Id == unit)?.Id ?? (units.Count == 1 ? units[0].Id : null);
        var places = await db.NeighbourhoodsOf(actor).AsNoTracking().Where(n => chosen == null || n.UnitId == chosen).OrderBy(n => n.Name).ToListAsync(ct);
        Id<Neighbourhood>[] ids = [.. places.Select(n => n.Id)];
        var plans = await db.CallerPlans.SeenBy(actor, db).AsNoTracking().Include(p => p.Actions).Where(p => ids.Contains(p.NeighbourhoodId) && p.ClosedAt == null).AsSplitQuery().ToListAsync(ct);
        var met = await db.PartnershipMeetings.Where(m => ids.Contains(m.NeighbourhoodId)).GroupBy(m => m.NeighbourhoodId).Select(g => new { g.Key, Last = g.Max(m => m.HeldOn) }).ToDictionaryAsync(m => m.Key, m => m.Last, ct);
        var calls = chosen is { } one ? await db.CallsOfAsync(actor, one, places, settings, now, ct) : null;

        return new(
            [.. places.Select(n =>
            {
                var mine = plans.Where(p => p.NeighbourhoodId == n.Id).ToList();
                var top = calls is null ? null : RepeatCallers.Rank([.. calls.Where(c => n.LiesIn(c.Postcode)).Select(c => c.Fact)], settings).Take(settings.Top).ToList();
                DateOnly? last = met.TryGetValue(n.Id, out var held) ? held : null;
                return new Row(
                    n.Id, n.Name, units.First(u => u.Id == n.UnitId).Name, n.PostcodeAreas.Count > 0, mine.Count, mine.Sum(p => p.Actions.Count(a => a.IsOpen)), mine.Sum(p => p.Actions.Count(a => a.IsOverdueOn(today))),
                    last, last is null || last.Value.AddDays(settings.MeetsEveryDays) < today, top?.Count, top?.Count(t => !mine.Exists(p => p.Key == t.Key)));
            }).OrderBy(r => r.Unit, StringComparer.Ordinal).ThenByDescending(r => r.Overdue).ThenBy(r => r.Name, StringComparer.Ordinal)],
            [.. units.Select(u => (u.Id, u.Name))], settings);
    }
}
