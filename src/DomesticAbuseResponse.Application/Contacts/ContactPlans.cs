using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Contacts;

/// <summary>Collects what the contact gate needs to know, of one person or of many at once. Nothing of it is shown: what may be is the gate's to say.</summary>
internal static class ContactPlans
{
    extension(CaseDbContext db)
    {
        public async Task<ContactPlan> ContactPlanAsync(Person person, DateTimeOffset now, CancellationToken ct) =>
            (await db.ContactPlansAsync([person], now, ct))[person.Id];

        /// <param name="people">With their safe-contact entries.</param>
        public async Task<IReadOnlyDictionary<Id<Person>, ContactPlan>> ContactPlansAsync(IReadOnlyCollection<Person> people, DateTimeOffset now, CancellationToken ct)
        {
            var (ids, today) = (people.Select(p => p.Id).ToArray(), UkTime.DateOf(now));
            var honour = await db.HonourConcernsAsync(ids, today, ct);
            var against = await (from c in db.Cases
                                 from p in c.Perpetrators
                                 where ids.Contains(c.VictimId)
                                 select new { c.VictimId, p.PersonId }).Distinct().ToListAsync(ct);
            Id<Person>[] harming = [.. against.Select(a => a.PersonId).Distinct()];
            var perpetrators = await db.People.AsNoTracking().Include(p => p.Phones).Include(p => p.Addresses).Include(p => p.SafeContacts)
                .Where(p => harming.Contains(p.Id)).AsSplitQuery().ToDictionaryAsync(p => p.Id, ct);
            var byVictim = against.ToLookup(a => a.VictimId, a => perpetrators[a.PersonId]);
            var changes = await db.ContactChangesAsync(ids, byVictim, ct);
            return people.ToDictionary(p => p.Id, p => new ContactPlan(p.SafeContacts, [.. byVictim[p.Id]], honour.Contains(p.Id), [.. changes[p.Id]]));
        }

        private async Task<ILookup<Id<Person>, ContactChange>> ContactChangesAsync(
            Id<Person>[] ids, ILookup<Id<Person>, Person> perpetrators, CancellationToken ct)
        {
            var incidents = await (from i in db.Incidents
                                   from p in i.Parties
                                   where ids.Contains(p.PersonId) && p.Role == PartyRole.Victim
                                   group i by p.PersonId into g
                                   select new { Person = g.Key, At = g.Max(i => i.ReportedAt) }).ToListAsync(ct);
            var moves = await db.Set<PersonAddress>().Where(a => ids.Contains(a.PersonId) && !a.IsUnconfirmed)
                .GroupBy(a => a.PersonId).Select(g => new { Person = g.Key, At = g.Max(a => a.RecordedAt) }).ToListAsync(ct);
            var orders = await db.EndingOrdersAsync(ids, perpetrators, ct);
            var released = await db.ReleasesAsync(perpetrators, ct);
            return incidents.Select(i => (Person: i.Person, Change: new ContactChange(ContactChangeKind.NewIncident, i.At)))
                .Concat(moves.Select(m => (Person: m.Person, Change: new ContactChange(ContactChangeKind.AddressChanged, m.At))))
                .Concat(from victim in perpetrators
                        from harming in victim
                        from address in harming.Addresses
                        where !address.IsUnconfirmed
                        select (Person: victim.Key, Change: new ContactChange(ContactChangeKind.AddressChanged, address.RecordedAt)))
                .Concat(orders).Concat(released)
                .ToLookup(c => c.Person, c => c.Change);
        }

        /// <summary>When somebody who harms them comes or came out of prison, days to come included. Of a release that was written down late nobody knew before.</summary>
        private async Task<IEnumerable<(Id<Person> Person, ContactChange Change)>> ReleasesAsync(ILookup<Id<Person>, Person> perpetrators, CancellationToken ct)
        {
            Id<Person>[] harming = [.. perpetrators.SelectMany(g => g).Select(p => p.Id).Distinct()];
            var releases = await db.Moves.AsNoTracking().Where(m => harming.Contains(m.PersonId) && m.Kind == MoveKind.PrisonRelease && m.CancelledAt == null)
                .Select(m => new { m.PersonId, m.On, m.ChangedAt }).ToListAsync(ct);
            return from victim in perpetrators
                   from harms in victim
                   from release in releases
                   where release.PersonId == harms.Id
                   let day = UkTime.StartOfDay(release.On)
                   select (victim.Key, new ContactChange(ContactChangeKind.Released, release.ChangedAt > day ? release.ChangedAt : day));
        }

        /// <summary>
        /// When each order or bail ends or ended, days to come included: whoever plans a contact asks about a day to come. One that names nobody protects everybody its
        /// perpetrator harms. Of one that ended before its last day nobody knew until it was recorded, so that what was asked before then is too old.
        /// </summary>
        private async Task<IEnumerable<(Id<Person> Person, ContactChange Change)>> EndingOrdersAsync(Id<Person>[] ids, ILookup<Id<Person>, Person> perpetrators, CancellationToken ct)
        {
            var harmed = perpetrators.SelectMany(g => g.Select(p => (Perpetrator: p.Id, Victim: g.Key))).ToLookup(h => h.Perpetrator, h => h.Victim);
            Id<Person>[] harming = [.. harmed.Select(h => h.Key)];
            var ending = db.Orders.AsNoTracking().Where(o => o.EndedOn != null || o.UntilOn != null);
            var named = await ending.Where(o => o.ProtectsId != null && ids.Contains(o.ProtectsId.Value)).ToListAsync(ct);
            var unnamed = await ending.Where(o => o.ProtectsId == null && harming.Contains(o.PersonId)).ToListAsync(ct);
            return named.Select(o => (o.ProtectsId!.Value, Ends(o))).Concat(unnamed.SelectMany(o => harmed[o.PersonId].Select(victim => (victim, Ends(o)))));

            static ContactChange Ends(ProtectiveOrder order) =>
                new(ContactChangeKind.OrderEnded, order.EndedOn is null ? UkTime.StartOfDay(order.UntilOn!.Value.AddDays(1)) : order.ChangedAt);
        }
    }
}
