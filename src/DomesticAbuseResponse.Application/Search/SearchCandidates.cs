using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>
/// Fetches, through indexes alone, what may fit the words of a search. Only records the actor may read; protected addresses match nothing. The
/// domain then says what each is worth.
/// </summary>
internal static class SearchCandidates
{
    /// <summary>Enough that nobody who fits is cut off, and few enough to be weighed while somebody waits.</summary>
    private const int _most = 200;

    /// <summary>Of names, numbers and places each, no more are looked for.</summary>
    private const int _mostOfAKind = 8;

    extension(CaseDbContext db)
    {
        public async Task<IReadOnlySet<Id<Person>>> PeopleForAsync(Actor actor, SearchWords words, CancellationToken ct)
        {
            var visible = db.People.AsNoTracking().VisibleTo(actor, db);
            return words.Reference is { } reference
                ? await TakeAsync(visible, [db.ByReference(actor, reference)], ct)
                : await db.PeopleForAsync(visible, words, longWay: true, ct);
        }

        /// <summary>Those of these people who may fit the words, by anything but a reference.</summary>
        /// <param name="longWay">Where a name finds nobody, whether to look for more than one slip in a word of it, which takes seconds among millions.</param>
        private async Task<IReadOnlySet<Id<Person>>> PeopleForAsync(IQueryable<Person> among, SearchWords words, bool longWay, CancellationToken ct)
        {
            HashSet<Id<Person>> found = [.. await TakeAsync(among, [db.ByNumber(words), db.ByPlace(words), db.ByBirthAndSound(words), db.ByBirth(words)], ct)];
            if (words.Name is { } typed)
            {
                found.UnionWith((await db.NamesForAsync(among, typed, longWay, ct)).Select(n => n.PersonId));
            }

            return found;
        }

        /// <summary>Those of these people who may be the one of whom this is known, by any name, number, e-mail address or place.</summary>
        public async Task<IReadOnlySet<Id<Person>>> PeopleForAsync(IQueryable<Person> among, KnownPerson known, DateOnly today, CancellationToken ct)
        {
            var born = BirthDate.Of(known.BornOn, today);
            HashSet<Id<Person>> found = [];
            foreach (var words in Readings(known, born))
            {
                found.UnionWith(await db.PeopleForAsync(among, words, longWay: false, ct));
            }

            found.UnionWith(await TakeAsync(among, [.. known.Names.Select(n => db.BySoundAndYear(n, born)), .. known.Emails.Select(db.ByEmail)], ct));
            return found;
        }

        /// <summary>Calls made from the number, or to the place.</summary>
        public async Task<IQueryable<Incident>?> CallsForAsync(Actor actor, SearchWords words, CancellationToken ct)
        {
            var visible = db.Incidents.AsNoTracking();
            if (words.Reference is { } reference)
            {
                return visible.VisibleTo(actor, db).Where(i => i.Reference == reference);
            }

            if (words.Phone is { } phone)
            {
                return visible.VisibleTo(actor, db).Where(i => i.Call.CallerPhoneE164 == phone);
            }

            if (words is { PhoneEnding: { } ending, Name: null })
            {
                // Asked first and by itself: beside "the newest ones" the database would rather read every call from the newest on.
                var (from, to) = Reversed(ending);
                var numbered = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from incidents where reverse(call_caller_phone_e164) ~>=~ {from} and reverse(call_caller_phone_e164) ~<~ {to}").ToListAsync(ct);
                Id<Incident>[] ids = [.. numbered.Select(n => new Id<Incident>(n))];
                return visible.VisibleTo(actor, db).Where(i => ids.Contains(i.Id));
            }

            return words.Place switch
            {
                { Postcode: { } postcode } => visible.VisibleTo(actor, db).Where(i => i.Call.Postcode == postcode),
                { } place when VisibleMatches.PatternOf(place) is { } pattern && await db.CallsAtAsync(pattern, ct) is var placed => visible.VisibleTo(actor, db).Where(i => placed.Contains(i.Id)),
                _ => null,
            };
        }

        private IQueryable<Id<Person>> ByReference(Actor actor, string reference)
        {
            var cases = db.Cases.VisibleTo(actor, db).Where(c => c.Reference == reference);
            return db.Incidents.VisibleTo(actor, db).Where(i => i.Reference == reference).SelectMany(i => i.Parties).Select(p => p.PersonId)
                .Union(cases.Select(c => c.VictimId)).Union(cases.SelectMany(c => c.Perpetrators).Select(p => p.PersonId));
        }

        private IQueryable<Id<Person>>? ByNumber(SearchWords words)
        {
            if (words.Phone is { } phone)
            {
                return db.Set<PersonPhone>().Where(p => p.E164 == phone).Select(p => p.PersonId).Distinct();
            }

            if (words.PhoneEnding is not { } ending)
            {
                return null;
            }

            var (from, to) = Reversed(ending);
            return db.Set<PersonPhone>().FromSql($"with numbered as materialized (select * from person_phones where reverse(e164) ~>=~ {from} and reverse(e164) ~<~ {to}) select * from numbered").Select(p => p.PersonId).Distinct();
        }

        private IQueryable<Id<Person>>? ByPlace(SearchWords words)
        {
            var open = db.Set<PersonAddress>().Where(a => a.Visibility == AddressVisibility.Open);
            return words.Place switch
            {
                { Postcode: { } postcode } => open.Where(a => a.Postcode == postcode).Select(a => a.PersonId).Distinct(),
                { } place when VisibleMatches.PatternOf(place) is { } pattern => db.AddressesAt(pattern).Select(a => a.PersonId).Distinct(),
                _ => null,
            };
        }

        /// <summary>The day itself, and with day and month swapped.</summary>
        private IQueryable<Id<Person>>? ByBirth(SearchWords words)
        {
            if (words.Born is not { } born)
            {
                return null;
            }

            DateOnly?[] days = [.. new[] { born, born with { Month = born.Day, Day = born.Month } }.Select(b => b.OnCalendar).Where(d => d is not null)];
            return db.People.Where(p => days.Contains(p.BornOn)).Select(p => p.Id);
        }

        /// <summary>Of those born on the day, whoever has a word of the name by its sound: on one day more are born than are looked at, and a married name has the first one in common.</summary>
        private IQueryable<Id<Person>>? ByBirthAndSound(SearchWords words) => words.Name is { } name && db.ByBirth(words) is { } born
            ? born.Where(id => db.Set<PersonName>().FromSql($"select * from person_names where sounds && name_sounds({name})").Any(n => n.PersonId == id))
            : null;

        /// <summary>Of those whose name sounds alike, who was born about then: of a common name, those most alike would leave no room for them.</summary>
        private IQueryable<Id<Person>>? BySoundAndYear(string name, BirthDate? born)
        {
            if (born is not { Year: > 1 and < 9999 } known || db.NamesLike(name, NameReach.Sounds) is not { } alike)
            {
                return null;
            }

            var (from, to) = (new DateOnly(known.Year - 1, 1, 1), new DateOnly(known.Year + 1, 12, 31));
            return db.People.Where(p => p.BornOn >= from && p.BornOn <= to && alike.Any(n => n.PersonId == p.Id)).Select(p => p.Id);
        }

        private IQueryable<Id<Person>> ByEmail(string email)
        {
            var lower = email.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // it is the database's lower(), which the index is made of
            return db.Set<SafeContact>().Where(c => c.Channel == ContactChannel.Email && c.Value.ToLower() == lower).Select(c => c.PersonId).Distinct();
#pragma warning restore CA1304, CA1311, CA1862
        }
    }

    /// <summary>What is known of somebody as so many searches, one for each name, number and place.</summary>
    public static IEnumerable<SearchWords> Readings(KnownPerson known, BirthDate? born)
    {
        List<SearchWords> each =
        [
            .. known.Names.Take(_mostOfAKind).Select(n => new SearchWords(Name: n)),
            .. known.Phones.Select(PhoneNumber.Normalise).OfType<string>().Distinct().Take(_mostOfAKind).Select(p => new SearchWords(Phone: p)),
            .. known.Addresses.Take(_mostOfAKind).Select(a => new SearchWords(Postcode: a.Postcode, Address: a.Lines.Length > 0 ? a.Lines : null)),
        ];
        return born is null ? each : each.Append(new SearchWords(Born: born));
    }

    private static async Task<IReadOnlySet<Id<Person>>> TakeAsync(IQueryable<Person> among, IQueryable<Id<Person>>?[] queries, CancellationToken ct)
    {
        HashSet<Id<Person>> found = [];
        foreach (var query in queries.OfType<IQueryable<Id<Person>>>())
        {
            found.UnionWith(await query.Where(id => among.Any(p => p.Id == id)).Take(_most).ToListAsync(ct));
        }

        return found;
    }

    /// <summary>Between which two texts every reversed number with this end lies. A pattern would do the same, but not for a query that is planned once for all.</summary>
    private static (string From, string To) Reversed(string figures)
    {
        var from = string.Concat(figures.Reverse());
        return (from, from[..^1] + (char)(from[^1] + 1));
    }
}
