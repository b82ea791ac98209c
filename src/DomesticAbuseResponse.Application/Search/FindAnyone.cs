using System.Globalization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>
/// One box that finds anyone and says why: by number or its end, reference, postcode, house and street, date of birth and name, each in the ways
/// people write them. Only records the actor may read are found or counted; what was shown is written down.
/// </summary>
public sealed class FindAnyone(CaseDbContext db, RecordDoor door, Pointers pointers, TimeProvider clock)
{
    /// <summary>A list is read to its end or not at all.</summary>
    public const int Most = 25;

    private const int _mostCalls = 10;

    /// <summary>Somebody found, with what tells two people of one name apart.</summary>
    /// <param name="Area">The outward part of an open address's postcode.</param>
    /// <param name="LastReportAt">When the newest report that they are in was made.</param>
    /// <param name="Grade">Of their open cases, the gravest.</param>
    /// <param name="Findings">The rules that fired, worth most first.</param>
    public sealed record PersonHit(
        Id<Person> Id, string Name, int? Age, bool AgeIsEstimated, string? Area, DateTimeOffset? LastReportAt, int OpenCases, RiskGrade? Grade, IReadOnlyList<PersonFlagKind> Warnings,
        double Points, IReadOnlyList<SearchFinding> Findings)
    {
        /// <summary>What the whole matching of people says, where a name and a date of birth were typed and are on record; else null.</summary>
        public SamePersonScore? Score { get; init; }
    }

    public sealed record CallHit(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, string Why);

    public sealed record CaseHit(Id<Case> Id, string Reference);

    /// <param name="Words">What the words were taken for; empty when they can be nothing, and then nothing was looked for.</param>
    public sealed record View(SearchWords Words, IReadOnlyList<PersonHit> People, IReadOnlyList<CallHit> Calls, IReadOnlyList<CaseHit> Cases)
    {
        /// <summary>Other agencies that may know whom the words mean, and let it be said.</summary>
        public IReadOnlyList<AgencyPointer> Pointers { get; init; } = [];

        public bool FoundNothing => People.Count + Calls.Count + Cases.Count == 0;
    }

    public async Task<View> ReadAsync(Actor actor, string? typed, CancellationToken ct)
    {
        var words = SearchWords.Of(typed, UkTime.DateOf(clock.GetUtcNow()));
        if (words.IsEmpty)
        {
            return new View(words, [], [], []);
        }

        var people = await PeopleAsync(actor, words, ct);
        var calls = await CallsAsync(actor, words, ct);
        var cases = words.Reference is { } reference
            ? await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => c.Reference == reference).Select(c => new CaseHit(c.Id, c.Reference)).ToListAsync(ct)
            : [];
        await door.ShowListAsync(actor, "Find", [.. people.Select(p => p.Id.Value), .. calls.Select(c => c.Id.Value), .. cases.Select(c => c.Id.Value)], ct);
        return new View(words, people, calls, cases) { Pointers = await pointers.ReadAsync(actor, words, ct) };
    }

    private async Task<IReadOnlyList<PersonHit>> PeopleAsync(Actor actor, SearchWords words, CancellationToken ct)
    {
        Id<Person>[] candidates = [.. await db.PeopleForAsync(actor, words, ct)];
        var people = await db.People.AsNoTracking().VisibleTo(actor, db).Where(p => candidates.Contains(p.Id))
            .Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Phones).Include(p => p.Addresses.OrderBy(a => a.Number)).Include(p => p.Flags).AsSplitQuery().ToListAsync(ct);

        var weighed = PersonFindings.Of(words, people).Where(f => f.Points >= SearchPoints.Threshold)
            .OrderByDescending(f => f.Points).ThenByDescending(f => f.Person.Id.Value).Take(Most).ToList();
        Id<Person>[] shown = [.. weighed.Select(w => w.Person.Id)];
        var asPerpetrator = db.Set<CasePerpetrator>().Where(p => shown.Contains(p.PersonId)).Select(p => p.CaseId);
        Id<Case>[] theirs = [.. await db.Cases.Where(c => shown.Contains(c.VictimId)).Select(c => c.Id).Union(asPerpetrator).ToListAsync(ct)]; // each by its index, which one condition with "or" finds by none
        var cases = await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => c.ClosedAt == null && theirs.Contains(c.Id))
            .Select(c => new { c.VictimId, Grade = db.Cases.GradedFor(actor, db).Where(g => g.Id == c.Id).Select(g => g.Grade).FirstOrDefault(), Perpetrators = c.Perpetrators.Select(p => p.PersonId).ToList() }).ToListAsync(ct);
        var reports = await db.Incidents.AsNoTracking().VisibleTo(actor, db)
            .SelectMany(i => i.Parties.Where(p => shown.Contains(p.PersonId)).Select(p => new { p.PersonId, i.ReportedAt }))
            .GroupBy(p => p.PersonId).Select(g => new { g.Key, Last = g.Max(r => r.ReportedAt) }).ToDictionaryAsync(r => r.Key, r => r.Last, ct);

        var today = UkTime.DateOf(clock.GetUtcNow());
        var scores = await ScoresAsync(words, [.. weighed.Select(w => w.Person)], today, ct);
        return
        [
            .. from hit in weighed
               let person = hit.Person
               let own = cases.Where(c => c.VictimId == person.Id || c.Perpetrators.Contains(person.Id)).ToList()
               select new PersonHit(
                   person.Id, person.DisplayName, person.AgeOn(today), person.BirthIsEstimated, AreaOf(person), reports.TryGetValue(person.Id, out var last) ? last : null, own.Count,
                   own.Max(c => c.Grade), [.. person.Flags.Where(f => f.IsLiveOn(today)).Select(f => f.Kind).Distinct().Order()], hit.Points, hit.Findings) { Score = scores.GetValueOrDefault(person.Id) },
        ];
    }

    private async Task<Dictionary<Id<Person>, SamePersonScore>> ScoresAsync(SearchWords words, IReadOnlyList<Person> people, DateOnly today, CancellationToken ct)
    {
        var whole = words is { Name: not null, Born: not null } ? people.Where(p => p.Names.Count > 0 && p.BornOn is not null).ToList() : [];
        if (whole.Count == 0)
        {
            return [];
        }

        var typed = KnownPerson.Typed(words.Name, words.Born!.Value.OnCalendar?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), estimated: false, words.Phone, words.Place);
        var scores = SamePerson.Scores(typed, [.. whole.Select(KnownPerson.Of)], await db.RecordsAsync(ct), MatchPolicy.Shipped, today);
        return whole.Zip(scores).ToDictionary(s => s.First.Id, s => s.Second);
    }

    private async Task<IReadOnlyList<CallHit>> CallsAsync(Actor actor, SearchWords words, CancellationToken ct)
    {
        if (await db.CallsForAsync(actor, words, ct) is not { } query)
        {
            return [];
        }

        var calls = await query.OrderByDescending(i => i.ReportedAt).Take(_mostCalls * 5).Select(i => new { i.Id, i.Reference, i.ReportedAt, i.Call.Location }).ToListAsync(ct);
        return
        [
            .. calls.Select(c => new CallHit(c.Id, c.Reference, c.ReportedAt, words switch
            {
                { Reference: { } reference } => $"Reference {reference}",
                { Phone: { } phone } => $"Called from {phone}",
                { PhoneEnding: { } ending } => $"Called from a number that ends in {ending}", // the whole one leaves by the safe-contact card alone
                _ when words.Place is { } place && place.FoundIn(c.Location) is { } shared => $"Call to {shared}",
                _ => "",
            })).Where(c => c.Why.Length > 0).Take(_mostCalls),
        ];
    }

    private static string? AreaOf(Person person) =>
        person.Addresses.Where(a => a is { Visibility: AddressVisibility.Open, To: null, Postcode: not null }).Select(a => a.Postcode!.Split(' ')[0]).LastOrDefault();
}
