using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
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
            var changes = await db.ContactChangesAsync(ids, byVictim, today, ct);
            return people.ToDictionary(p => p.Id, p => new ContactPlan(p.SafeContacts, [.. byVictim[p.Id]], honour.Contains(p.Id), [.. changes[p.Id]]));
        }

        private async Task<ILookup<Id<Person>, ContactChange>> ContactChangesAsync(
            Id<Person>[] ids, ILookup<Id<Person>, Person> perpetrators, DateOnly today, CancellationToken ct)
        {
            var incidents = await (from i in db.Incidents
                                   from p in i.Parties
                                   where ids.Contains(p.PersonId) && p.Role == PartyRole.Victim
                                   group i by p.PersonId into g
                                   select new { Person = g.Key, At = g.Max(i => i.ReportedAt) }).ToListAsync(ct);
            var moves = await db.Set<PersonAddress>().Where(a => ids.Contains(a.PersonId) && !a.IsUnconfirmed)
                .GroupBy(a => a.PersonId).Select(g => new { Person = g.Key, At = g.Max(a => a.RecordedAt) }).ToListAsync(ct);
            var orders = await db.Orders.AsNoTracking().Where(o => o.ProtectsId != null && ids.Contains(o.ProtectsId.Value) && (o.EndedOn != null || o.UntilOn < today)).ToListAsync(ct);
            return incidents.Select(i => (Person: i.Person, Change: new ContactChange(ContactChangeKind.NewIncident, i.At)))
                .Concat(moves.Select(m => (Person: m.Person, Change: new ContactChange(ContactChangeKind.AddressChanged, m.At))))
                .Concat(from victim in perpetrators
                        from harming in victim
                        from address in harming.Addresses
                        where !address.IsUnconfirmed
                        select (Person: victim.Key, Change: new ContactChange(ContactChangeKind.AddressChanged, address.RecordedAt)))
                .Concat(orders.Select(o => (Person: o.ProtectsId!.Value, Change: new ContactChange(ContactChangeKind.OrderEnded, UkTime.StartOfDay(o.EndedOn ?? o.UntilOn!.Value.AddDays(1))))))
                .ToLookup(c => c.Person, c => c.Change);
        }
    }
}
