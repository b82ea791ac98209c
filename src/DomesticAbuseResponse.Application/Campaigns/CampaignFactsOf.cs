using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

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
            var ids = victims.Keys.ToArray();
            var people = await db.People.AsNoTracking().Include(p => p.SafeContacts).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
            var plans = await db.ContactPlansAsync(people, now, ct);
            return people.ToDictionary(p => p.Id, p =>
            {
                var (plan, concern) = (plans[p.Id], plans[p.Id].HonourConcern);
                var ways = p.SafeContacts.Select(c => ContactGate.CanContact(plan, c, now)).ToList();
                return new Known(
                    new CampaignFacts(victims[p.Id] is not null, p.DiedOn is not null, p.IsRestricted, concern, [.. ways.Select(w => w.Advice)]),
                    ways.Exists(w => w.IsSafe), ways.Min(w => w.NextSafeAt));
            });
        }
    }
}
