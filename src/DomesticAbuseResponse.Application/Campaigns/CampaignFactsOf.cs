using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Campaigns;

/// <summary>What decides on each of many victims, read in a few queries however many they are. It holds what cards say, and no way of reaching anybody.</summary>
internal static class CampaignFactsOf
{
    /// <param name="NextSafeAt">When the first way becomes safe, if none is now.</param>
    public sealed record Known(CampaignFacts Facts, bool SafeNow, DateTimeOffset? NextSafeAt);

    extension(CaseDbContext db)
    {
        public async Task<IReadOnlyDictionary<Id<Person>, Known>> CampaignFactsAsync(IReadOnlyDictionary<Id<Person>, Id<Case>?> victims, DateTimeOffset now, CancellationToken ct)
        {
            var (ids, today) = (victims.Keys.ToArray(), UkTime.DateOf(now));
            var people = await db.People.AsNoTracking().Include(p => p.SafeContacts).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
            var flagged = await db.Set<PersonFlag>().Where(f => ids.Contains(f.PersonId) && f.Kind == PersonFlagKind.HonourAbuse && (f.Until == null || f.Until >= today)).Select(f => f.PersonId).ToListAsync(ct);
            var formed = await (from a in db.Assessments
                                join c in db.Cases on a.CaseId equals c.Id
                                where a.HonourConcern && (ids.Contains(a.PersonId) || ids.Contains(c.VictimId))
                                select new { a.PersonId, c.VictimId }).ToListAsync(ct);
            HashSet<Id<Person>> honour = [.. flagged, .. formed.SelectMany(f => new[] { f.PersonId, f.VictimId })];

            var against = await (from c in db.Cases
                                 from p in c.Perpetrators
                                 where ids.Contains(c.VictimId)
                                 select new { c.VictimId, p.PersonId }).Distinct().ToListAsync(ct);
            Id<Person>[] harming = [.. against.Select(a => a.PersonId).Distinct()];
            var perpetrators = await db.People.AsNoTracking().Include(p => p.Phones).Include(p => p.Addresses).Include(p => p.SafeContacts).Where(p => harming.Contains(p.Id)).AsSplitQuery().ToDictionaryAsync(p => p.Id, ct);
            var byVictim = against.ToLookup(a => a.VictimId, a => perpetrators[a.PersonId]);

            return people.ToDictionary(p => p.Id, p =>
            {
                var concern = honour.Contains(p.Id);
                var ways = p.SafeContacts.Select(c => SharedContact.IsSharedWith(c, byVictim[p.Id]) ? new ContactDecision(ContactAdvice.Unsafe, "", null, null, false, false) : ContactCards.Decide(c, p, concern, now)).ToList();
                return new Known(
                    new CampaignFacts(victims[p.Id] is not null, p.DiedOn is not null, p.IsRestricted, concern, [.. ways.Select(w => w.Advice)]),
                    ways.Exists(w => w.IsSafe), ways.Min(w => w.NextSafeAt));
            });
        }
    }
}
