using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Letters;

/// <summary>Collects everything about the people around a case that a letter must not tell. It is looked for whoever writes, and never said.</summary>
internal static class OutgoingCircle
{
    extension(CaseDbContext db)
    {
        /// <summary>Everybody of the case and of its incidents, and whoever lives with any of them. What ended counts too.</summary>
        public async Task<IReadOnlyList<LinkedPerson>> LinkedPeopleAsync(Case @case, DateTimeOffset now, CancellationToken ct)
        {
            var (id, today) = (@case.Id, UkTime.DateOf(now));
            HashSet<Id<Person>> harming = [.. @case.Perpetrators.Select(p => p.PersonId)];
            Id<Person>[] own = [@case.VictimId, .. harming];
            var parties = await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == id)).SelectMany(i => i.Parties).Select(p => p.PersonId).Distinct().ToListAsync(ct);
            Id<Person>[] named = [.. own.Union(parties)];
            var live = db.Set<HouseholdMember>().Where(m => m.To == null || m.To > today);
            Id<Household>[] homes = [.. await live.Where(m => named.Contains(m.PersonId)).Select(m => m.HouseholdId).Distinct().ToListAsync(ct)];
            Id<Person>[] ids = [.. named.Union(await live.Where(m => homes.Contains(m.HouseholdId)).Select(m => m.PersonId).ToListAsync(ct))];
            var people = await db.People.AsNoTracking().Include(p => p.Names).Include(p => p.Addresses).Include(p => p.Phones).Include(p => p.SafeContacts)
                .Where(p => ids.Contains(p.Id)).AsSplitQuery().ToListAsync(ct);
            var details = await db.ChildDetails.Where(d => ids.Contains(d.PersonId))
                .Select(d => new { d.PersonId, Name = d.SchoolName ?? db.Schools.Where(s => s.Id == d.SchoolId).Select(s => s.Name).FirstOrDefault() }).ToListAsync(ct);
            var schools = details.Where(d => d.Name is not null).ToLookup(d => d.PersonId, d => d.Name!);
            return [.. people.Select(p => new LinkedPerson(
                p.Id == @case.VictimId ? LinkedAs.Victim : harming.Contains(p.Id) ? LinkedAs.Perpetrator : LinkedAs.Other,
                [.. p.Names.Select(n => n.Full)],
                [.. p.Addresses.Select(a => new LinkedAddress(new PostalAddress(a.Lines, a.Postcode), a.Visibility is not AddressVisibility.Open, a.To is { } to && to <= today))],
                [.. p.Phones.Select(n => n.AsTyped)],
                p.SafeContacts,
                [.. schools[p.Id].Distinct()]))];
        }
    }
}
