using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>
/// What is already known while the caller is on the line (R4.4): people and earlier calls that share a number, a name or an address with what
/// has been typed so far. Only records the actor may read; protected addresses match nothing. Each look is written down as a list.
/// </summary>
public sealed class IncidentHistory(CaseDbContext db, RecordDoor door, SearchHashKey key, TimeProvider clock)
{
    public const int MostPeople = 8;

    public const int MostCalls = 25;

    public const int ShortestName = 3;

    private const int _mostAtPostcode = 200;

    public sealed record Place(string? Address, string? Postcode);

    public sealed record Query(IReadOnlyList<string?> Phones, IReadOnlyList<string?> Names, IReadOnlyList<Place> Places)
    {
        /// <summary>The people of the call as they were typed: those found are weighed against each by the one matching.</summary>
        public IReadOnlyList<KnownPerson> People { get; init; } = [];
    }

    /// <summary>Somebody on record who may be in this call.</summary>
    /// <param name="Matched">What matched, in words: "Number +447700900123", "Name like Sara Example", "Address 4, B1 1AA".</param>
    public sealed record PersonHit(Id<Person> Id, string Name, int? Age, bool AgeIsEstimated, IReadOnlyList<string> Matched, IReadOnlyList<PersonFlagKind> Warnings, IReadOnlyList<Row> Calls)
    {
        /// <summary>Found by a number or an address, and not by a name that is like one: enough for the call card to be shown unasked.</summary>
        public bool IsRecognised { get; init; }

        /// <summary>How likely they are one of the people of the call; null when too little was typed of anybody.</summary>
        public SamePersonScore? Score { get; init; }
    }

    /// <summary>An earlier call: the part the person had in it, or what matched when it hangs on a number or a place alone.</summary>
    public sealed record Row(
        Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, CallSource? Source, ResponseGrade? Grade, RiskGrade? Risk, YesNoUnknown ChildrenPresent, PartyRole? Role,
        IReadOnlyList<string> Matched)
    {
        public Silence Silence { get; init; }

        public string? Weapons { get; init; }
    }

    /// <param name="Asked">False when too little was typed to look for.</param>
    public sealed record View(bool Asked, IReadOnlyList<PersonHit> People, IReadOnlyList<Row> Calls)
    {
        public bool IsEmpty => People.Count == 0 && Calls.Count == 0;
    }

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        string[] numbers = [.. query.Phones.Select(p => PhoneNumber.Normalise(p ?? "")).OfType<string>().Distinct()];
        string[] names = [.. query.Names.Select(n => PersonName.Tidy(n ?? "")).Where(n => n.Length >= ShortestName).Distinct(StringComparer.OrdinalIgnoreCase)];
        PostalAddress[] places = [.. query.Places.Select(p => new PostalAddress(p.Address ?? "", p.Postcode)).Where(p => p.Postcode is not null || p.HouseAndStreet() is not null).Distinct()];
        if (numbers.Length + names.Length + places.Length == 0)
        {
            return new View(false, [], []);
        }

        db.NoteSearch(key, actor, "Call", [
            .. numbers.Select(n => new SearchWords(Phone: n)), .. names.Select(n => new SearchWords(Name: n)),
            .. places.Select(p => new SearchWords(Postcode: p.Postcode, Address: p.Lines.Length > 0 ? p.Lines : null)),
        ], clock.GetUtcNow());
        Dictionary<Id<Person>, List<string>> people = [];
        Dictionary<Id<Incident>, List<string>> calls = [];
        if (numbers.Length > 0)
        {
            Note(people, from hit in await db.WithPhoneAsync(actor, numbers, MostPeople, ct) select (hit.PersonId, $"Number {hit.Number}"));
            Note(calls, await CallsFromAsync(actor, numbers, ct));
        }

        foreach (var place in places)
        {
            Note(people, await LivedAtAsync(actor, place, ct));
            Note(calls, await CallsAtAsync(actor, place, ct));
        }

        HashSet<Id<Person>> recognised = [.. people.Keys];
        foreach (var name in names)
        {
            Note(people, from hit in await db.NamedLikeAsync(actor, name, MostPeople, ct) select (hit.PersonId, $"Name {hit.Name}"));
        }

        // What matches in several ways is the likelier.
        return await ShowAsync(
            actor, query.People, people.OrderByDescending(p => recognised.Contains(p.Key)).ThenByDescending(p => p.Value.Count).Take(MostPeople).ToDictionary(), recognised, calls, ct);
    }

    private static void Note<TId>(Dictionary<Id<TId>, List<string>> found, IEnumerable<(Id<TId> Id, string Why)> hits)
    {
        foreach (var (id, why) in hits)
        {
            found.TryAdd(id, []);
            if (!found[id].Contains(why))
            {
                found[id].Add(why);
            }
        }
    }

    private async Task<IEnumerable<(Id<Incident>, string)>> CallsFromAsync(Actor actor, string[] numbers, CancellationToken ct)
    {
        var found = await db.Incidents.AsNoTracking().VisibleTo(actor, db)
            .Where(i => i.Call.CallerPhoneE164 != null && numbers.Contains(i.Call.CallerPhoneE164))
            .OrderByDescending(i => i.ReportedAt).Take(MostCalls).Select(i => new { i.Id, i.Call.CallerPhoneE164 }).ToListAsync(ct);
        return found.Select(i => (i.Id, $"Called from {i.CallerPhoneE164}"));
    }

    private async Task<IEnumerable<(Id<Incident>, string)>> CallsAtAsync(Actor actor, PostalAddress place, CancellationToken ct)
    {
        var postcode = place.Postcode;
        var visible = db.Incidents.AsNoTracking().VisibleTo(actor, db);
        var placed = postcode is null && VisibleMatches.PatternOf(place) is { } pattern ? await db.CallsAtAsync(pattern, ct) : [];
        var at = postcode is not null ? visible.Where(i => i.Call.Postcode == postcode) : visible.Where(i => placed.Contains(i.Id));
        var found = await at.OrderByDescending(i => i.ReportedAt).Take(_mostAtPostcode).Select(i => new { i.Id, i.Call.Location }).ToListAsync(ct);
        return found.Select(i => (i.Id, Why: place.FoundIn(i.Location))).Where(i => i.Why is not null).Select(i => (i.Id, $"Call to {i.Why}"));
    }

    private async Task<IEnumerable<(Id<Person>, string)>> LivedAtAsync(Actor actor, PostalAddress place, CancellationToken ct)
    {
        var (postcode, visible) = (place.Postcode, db.People.VisibleTo(actor, db));
        var at = postcode is not null ? db.Set<PersonAddress>().AsNoTracking().Where(a => a.Visibility == AddressVisibility.Open && a.Postcode == postcode)
            : VisibleMatches.PatternOf(place) is { } pattern ? db.AddressesAt(pattern) : null;
        var found = at is null ? [] : await at.Where(a => visible.Any(p => p.Id == a.PersonId)).OrderByDescending(a => a.Number).Take(_mostAtPostcode).Select(a => new { a.PersonId, a.Lines, a.To }).ToListAsync(ct);
        return found.Select(a => (a.PersonId, Why: place.FoundIn(a.Lines), a.To)).Where(a => a.Why is not null)
            .Select(a => (a.PersonId, a.To is null ? $"Address {a.Why}" : $"Earlier address {a.Why}"));
    }

    private async Task<View> ShowAsync(
        Actor actor, IReadOnlyList<KnownPerson> typed, Dictionary<Id<Person>, List<string>> people, HashSet<Id<Person>> recognised, Dictionary<Id<Incident>, List<string>> calls,
        CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        Id<Person>[] ids = [.. people.Keys];
        Id<Incident>[] direct = [.. calls.Keys];
        var known = await db.People.AsNoTracking().VisibleTo(actor, db).Where(p => ids.Contains(p.Id)).Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Flags)
            .Include(p => p.Phones.OrderBy(n => n.Number)).Include(p => p.Addresses.OrderBy(n => n.Number)).AsSplitQuery().ToListAsync(ct);
        var scores = await ScoresAsync(typed, known, today, ct);
        var graded = db.Cases.GradedFor(actor, db).GravestFirst();
        var incidents = await db.Incidents.AsNoTracking().VisibleTo(actor, db)
            .Where(i => direct.Contains(i.Id) || i.Parties.Any(p => ids.Contains(p.PersonId)))
            .OrderByDescending(i => i.ReportedAt).Take(MostCalls * 2)
            .Select(i => new
            {
                Call = new Row(i.Id, i.Reference, i.ReportedAt, i.Call.Source, i.Grade, graded.Where(c => i.Parties.Any(p => p.CaseId == c.Id)).Select(c => c.Grade).FirstOrDefault(), i.Call.ChildrenPresent, null, Array.Empty<string>())
                {
                    Silence = i.Call.Silence,
                    Weapons = i.Call.Weapons,
                },
                Parties = i.Parties.Where(p => ids.Contains(p.PersonId)).Select(p => new { p.PersonId, p.Role }).ToList(),
            }).ToListAsync(ct);

        List<PersonHit> hits =
        [
            .. known.OrderByDescending(p => recognised.Contains(p.Id)).ThenByDescending(p => people[p.Id].Count).ThenBy(p => p.DisplayName, StringComparer.OrdinalIgnoreCase).Select(p => new PersonHit(
                p.Id, p.DisplayName, p.AgeOn(today), p.BirthIsEstimated, people[p.Id], [.. p.Flags.Where(f => f.IsLiveOn(today)).Select(f => f.Kind).Distinct().Order()],
                [.. incidents.SelectMany(i => i.Parties.Where(part => part.PersonId == p.Id).Select(part => i.Call with { Role = part.Role }))]) { IsRecognised = recognised.Contains(p.Id), Score = scores.GetValueOrDefault(p.Id) }),
        ];
        List<Row> alone = [.. incidents.Where(i => calls.ContainsKey(i.Call.Id)).Select(i => i.Call with { Matched = calls[i.Call.Id] }).Take(MostCalls)];
        await door.ShowListAsync(actor, "Call history", hits.Select(p => p.Id.Value).Concat(incidents.Select(i => i.Call.Id.Value)), ct);
        return new View(true, hits, alone);
    }

    /// <summary>Each against whichever of the people of the call they are likest.</summary>
    private async Task<Dictionary<Id<Person>, SamePersonScore>> ScoresAsync(IReadOnlyList<KnownPerson> typed, List<Person> known, DateOnly today, CancellationToken ct)
    {
        if (typed.Count == 0 || known.Count == 0)
        {
            return [];
        }

        var (records, others) = (await db.RecordsAsync(ct), known.Select(KnownPerson.Of).ToList());
        var scores = typed.SelectMany(one => SamePerson.Scores(one, others, records, MatchPolicy.Shipped, today).Select((score, at) => (known[at].Id, Score: score))).ToList();
        return scores.GroupBy(s => s.Id).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Score.Points).Score);
    }
}
