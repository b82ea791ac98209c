using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>
/// A meeting with its timetable and agenda as one reader may see it. Before they have accepted its confidentiality statement there are no
/// papers (S63). A case kept from them is not there, and neither numbers, counts nor times show that one is missing (S62).
/// </summary>
public sealed class MeetingPapers(CaseDbContext db, MeetingFiles meetings, MaracSettings settings, RecordDoor door, TimeProvider clock)
{
    /// <param name="Entries">Null until the statement is accepted.</param>
    public sealed record View(
        Id<Meeting> Id, uint Version, Id<Marac> MaracId, string MaracName, DateOnly HeldOn, TimeOnly StartsAt, string Venue, bool IsEmergency, string? AgreedBy, string? AgreedWords,
        MaracTimetable Timetable, bool IRun, IReadOnlyList<Entry>? Entries, AgendaTime? Time, PrintedCopy? Copy, string Reader);

    /// <summary>What an agenda says about a case (2.6), as far as it is held.</summary>
    /// <param name="Addresses">Of the victim: those open to all.</param>
    /// <param name="Protected">On screen, the victim's other addresses, each by its number and never itself (R6.11).</param>
    public sealed record Entry(
        int Number, Id<AgendaItem> ItemId, Id<Case> CaseId, string Reference, PersonLine Victim, IReadOnlyList<string> Addresses, IReadOnlyList<ProtectedAddress> Protected, IReadOnlyList<PersonLine> Perpetrators,
        IReadOnlyList<PersonLine> Children, string Referrer, DateTimeOffset ReferredAt, GroundsRecord? Grounds, ReferralAccount? Account, bool IsRestricted, RiskGrade? Grade, string? Idva,
        bool MayOpenFile, IReadOnlyList<CaseDanger> Dangers);

    /// <param name="MayAsk">Whether the reader would be shown it for a reason.</param>
    public sealed record ProtectedAddress(long Number, bool MayAsk);

    /// <summary>For the screen.</summary>
    public Task<View> ReadAsync(Actor actor, Id<Meeting> id, CancellationToken ct) => ReadAsync(actor, id, null, ct);

    /// <summary>For paper: one numbered copy, which only the person who printed it can call up, with no address but those open to all.</summary>
    /// <exception cref="RecordNotFoundException">There is no such copy, or somebody else printed it.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Meeting> id, int? copy, CancellationToken ct)
    {
        var meeting = await meetings.OpenAsync(actor, id, AccessLevel.Referral, copy is { } n ? $"Print copy {n} of the agenda" : "Read the agenda", ct);
        var (maracId, on) = (meeting.MaracId, meeting.HeldOn);
        var held = await settings.ReadAsync(maracId, on, ct);
        var printed = copy is { } number
            ? await db.Meetings.Where(m => m.Id == id).SelectMany(m => m.Copies).AsNoTracking().SingleOrDefaultAsync(c => c.Number == number && c.PrintedBy == actor.StaffId, ct)
                ?? throw new RecordNotFoundException()
            : null;
        var accepted = meeting.Acceptances.Any(a => a.StaffId == actor.StaffId);
        var entries = accepted ? await EntriesAsync(actor, meeting, printed is null, ct) : null;
        var staff = await db.StaffAsync([actor.StaffId, .. meeting.Agreement is { } a ? [a.ChairId] : Array.Empty<Id<StaffMember>>()], ct);

        return new View(
            id, meeting.Version, maracId, await db.Maracs.Where(m => m.Id == maracId).Select(m => m.Name).SingleAsync(ct), on, meeting.StartsAt, meeting.Venue, meeting.IsEmergency,
            meeting.Agreement is { } agreed ? staff[agreed.ChairId].Name : null, meeting.Agreement?.Words, held.TimetableFor(on), actor.Runs(maracId), entries,
            entries is null ? null : AgendaRules.TimeFor(entries.Count, held.Profile), printed, staff.TryGetValue(actor.StaffId, out var reader) ? reader.Name : "");
    }

    private async Task<IReadOnlyList<Entry>> EntriesAsync(Actor actor, Meeting meeting, bool onScreen, CancellationToken ct)
    {
        var live = meeting.Agenda.Where(a => a.RemovedAt is null).OrderBy(a => a.Order).ToList();
        var ids = live.Select(a => a.CaseId).ToArray();
        var known = db.People.NotKeptFrom(actor, db);
        var cases = await db.Cases.VisibleTo(actor, db, AccessLevel.Referral).AsNoTracking().Include(c => c.Perpetrators)
            .Where(c => ids.Contains(c.Id) && known.Any(p => p.Id == c.VictimId)).ToDictionaryAsync(c => c.Id, ct);
        var files = await db.Cases.VisibleTo(actor, db).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        await door.ShowListAsync(actor, onScreen ? "Agenda" : "Printed agenda", live.Where(a => cases.ContainsKey(a.CaseId)).Select(a => a.CaseId.Value), ct);

        var children = await ChildrenAsync(cases.Keys, ct);
        var people = await db.PeopleAsync(
            actor, [.. cases.Values.SelectMany(c => c.Perpetrators.Select(p => p.PersonId).Append(c.VictimId)), .. children.SelectMany(c => c)], UkTime.DateOf(clock.GetUtcNow()), ct);
        var addresses = await AddressesAsync(cases.Values.Select(c => c.VictimId), ct);
        var kept = onScreen ? await ProtectedAsync(actor, addresses, ct) : Array.Empty<(Id<Person>, ProtectedAddress)>().ToLookup(p => p.Item1, p => p.Item2);
        var referrals = await ReferralsAsync(live.Select(a => a.ReferralId), ct);
        var dangers = await db.DangersAsync(cases.Keys, null, ct);
        var idvas = await db.StaffAsync(cases.Values.Select(c => c.IdvaId).OfType<Id<StaffMember>>(), ct);

        return
        [
            .. AgendaRules.SeenBy(ids, ids.Where(c => !cases.ContainsKey(c)).ToHashSet()).Select(seen =>
            {
                var (item, c) = (live.Single(a => a.CaseId == seen.CaseId), cases[seen.CaseId]);
                var (referral, from) = referrals[item.ReferralId];
                return new Entry(
                    seen.Number, item.Id, c.Id, c.Reference, people[c.VictimId],
                    [.. addresses[c.VictimId].Where(a => a.Visibility is AddressVisibility.Open).Select(a => a.InOneLine)], [.. kept[c.VictimId]],
                    [.. c.Perpetrators.Where(p => people.ContainsKey(p.PersonId)).Select(p => people[p.PersonId])],
                    [.. children[c.Id].Where(people.ContainsKey).Select(k => people[k]).OrderByDescending(k => k.Age)],
                    from, referral.SentAt ?? referral.RaisedAt, GroundsRecord.Read(referral.Grounds), referral.Account,
                    c.IsRestricted, c.Grade, c.IdvaId is { } idva && idvas.TryGetValue(idva, out var carrier) ? $"{carrier.Name}, {carrier.AgencyName}" : null, files.Contains(c.Id), [.. dangers[c.Id]]);
            }),
        ];
    }

    private async Task<ILookup<Id<Case>, Id<Person>>> ChildrenAsync(IEnumerable<Id<Case>> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => (Id<Case>?)c).ToArray();
        var found = await (from i in db.Incidents
                           from victim in i.Parties
                           where ids.Contains(victim.CaseId)
                           from p in i.Parties
                           where p.Role == PartyRole.Child
                           select new { victim.CaseId, p.PersonId }).Distinct().ToListAsync(ct);
        return found.ToLookup(f => f.CaseId!.Value, f => f.PersonId);
    }

    private sealed record Address(Id<Person> PersonId, long Number, AddressVisibility Visibility, string InOneLine);

    /// <summary>Where the victims live now.</summary>
    private async Task<ILookup<Id<Person>, Address>> AddressesAsync(IEnumerable<Id<Person>> victims, CancellationToken ct)
    {
        var ids = victims.Distinct().ToArray();
        var found = await db.People.Where(p => ids.Contains(p.Id)).SelectMany(p => p.Addresses)
            .Where(a => a.To == null).OrderBy(a => a.Number)
            .Select(a => new { a.PersonId, a.Number, a.Visibility, Lines = a.Visibility == AddressVisibility.Open ? a.Lines : null, Postcode = a.Visibility == AddressVisibility.Open ? a.Postcode : null })
            .ToListAsync(ct);
        return found.ToLookup(
            a => a.PersonId, a => new Address(a.PersonId, a.Number, a.Visibility, string.Join(", ", new[] { a.Lines, a.Postcode }.Where(x => !string.IsNullOrWhiteSpace(x)))));
    }

    /// <summary>The addresses that leave by their own door alone, and whether that door would open to this reader (R6.11).</summary>
    private async Task<ILookup<Id<Person>, ProtectedAddress>> ProtectedAsync(Actor actor, ILookup<Id<Person>, Address> addresses, CancellationToken ct)
    {
        List<(Id<Person> Person, ProtectedAddress Address)> found = [];
        foreach (var held in addresses.Where(h => h.Any(a => a.Visibility is not AddressVisibility.Open)))
        {
            var record = held.Key.Value;
            var facts = await door.FactsAsync(actor, record, restricted: true, ct); // so that it says whether the reader is named
            var restricted = await db.People.Where(p => p.Id == held.Key).Select(p => p.IsRestricted).SingleAsync(ct);
            var level = RecordAccess.Decide(actor, RecordKind.Person, facts with { IsRestricted = restricted }).Level;
            found.AddRange(held.Where(a => a.Visibility is not AddressVisibility.Open).Select(a => (held.Key, new ProtectedAddress(
                a.Number, AddressAccess.Decide(actor, new AddressFacts(a.Visibility, level, facts.Circle, facts.IsNamed)).MayReveal))));
        }

        return found.ToLookup(f => f.Person, f => f.Address);
    }

    private async Task<IReadOnlyDictionary<Id<Referral>, (Referral Referral, string From)>> ReferralsAsync(IEnumerable<Id<Referral>> referrals, CancellationToken ct)
    {
        var ids = referrals.ToArray();
        var found = await db.Referrals.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { Referral = r, From = db.Agencies.Where(a => a.Id == r.FromAgencyId).Select(a => a.Name).First() }).ToListAsync(ct);
        return found.ToDictionary(f => f.Referral.Id, f => (f.Referral, f.From));
    }
}
