using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Campaigns;

public sealed record CampaignMade(Id<Campaign> Campaign, DateOnly Since) : Happened;

public sealed record CampaignEnded(Id<Campaign> Campaign) : Happened;

/// <summary>
/// Makes a campaign: every victim of the force's incidents since the day, each contacted or left out with the reason (R4.20, S82). The list is the force's,
/// whoever makes it; what is shown of it is what the reader may see. The newest incidents are gone through at once, what is left by <see cref="ListCampaigns"/>.
/// </summary>
public sealed class MakeCampaign(CaseDbContext db, PolicyBook policies, ListCampaigns lists, TimeProvider clock)
{
    public sealed record Command(string? Name);

    public async Task<Result<Id<Campaign>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, agency) = (clock.GetUtcNow(), actor.AgencyId);
        var today = UkTime.DateOf(now);
        var settings = (await policies.AtAsync(PolicyKinds.Campaign, agency.Value, today, ct)).Content;
        var made = Campaign.Make(command.Name, today, settings, actor, now);
        if (made.Refusal is { } refusal)
        {
            return refusal;
        }

        var campaign = made.Match(c => c, _ => null!);
        db.Add(campaign);
        db.Add(new CampaignListing(campaign));
        await db.CommitAsync(actor, now, ct, new CampaignMade(campaign.Id, campaign.Since));
        await lists.HandleAsync(Actor.System, campaign.Id, ListCampaigns.AtATime, ct);
        return campaign.Id;
    }
}

/// <summary>
/// Goes through the incidents of a campaign, newest first, a bounded number in a transaction, and puts their victims on its list. However many instances run, each
/// takes a campaign that no other works on; where it has come to is kept.
/// </summary>
public sealed class ListCampaigns(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Incidents usually gone through in one transaction.</summary>
    public const int AtATime = 500;

    /// <param name="only">This campaign; null for whichever has waited longest.</param>
    /// <returns>Whether there was something to do, and so there may be more.</returns>
    public async Task<bool> HandleAsync(Actor actor, Id<Campaign>? only, int atATime, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var claimed = await db.Database.SqlQuery<Guid>($"""
            select l.campaign_id as "Value" from campaign_listings l join campaigns c on c.id = l.campaign_id
            where l.finished_at is null and c.ended_at is null and ({only is null} or c.id = {(only ?? default).Value})
            order by c.made_at limit 1 for update of l skip locked
            """).ToListAsync(ct);
        if (claimed is not [var found])
        {
            return false;
        }

        var id = new Id<Campaign>(found);
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, ct);
        var listing = await db.CampaignListings.SingleAsync(l => l.CampaignId == id, ct);
        await BiteAsync(campaign, listing, atATime, now, ct);
        await db.CommitAsync(actor, now, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task BiteAsync(Campaign campaign, CampaignListing listing, int atATime, DateTimeOffset now, CancellationToken ct)
    {
        var (agency, since, at, last) = (campaign.AgencyId, UkTime.At(campaign.Since, TimeOnly.MinValue), listing.ReachedAt, listing.ReachedId.Value);
        var incidents = await db.Incidents.AsNoTracking()
            .Where(i => i.AgencyId == agency && i.ReportedAt >= since && i.ReportedAt <= at && (i.ReportedAt < at || ((Guid)(object)i.Id).CompareTo(last) < 0))
            .OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Take(atATime).Select(i => new { i.Id, i.ReportedAt }).ToListAsync(ct);
        Id<Incident>[] ids = [.. incidents.Select(i => i.Id)];
        var victims = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id)).SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim)
            .Select(p => new { p.PersonId, p.CaseId, p.Number }).ToListAsync(ct);
        var newest = victims.GroupBy(v => v.PersonId).ToDictionary(g => g.Key, g => g.OrderByDescending(v => v.CaseId is not null).ThenByDescending(v => v.Number).First().CaseId);

        // Who stands on the list from a newer incident stays as they are, but for a case that only an older incident has.
        Id<Person>[] people = [.. newest.Keys];
        var (campaignId, listed) = (campaign.Id, new Dictionary<Id<Person>, CampaignEntry>());
        foreach (var entry in await db.CampaignEntries.Where(e => e.CampaignId == campaignId && people.Contains(e.PersonId)).ToListAsync(ct))
        {
            listed.Add(entry.PersonId, entry);
        }

        var decided = newest.Where(v => !listed.TryGetValue(v.Key, out var entry) || (entry.CaseId is null && v.Value is not null)).ToDictionary();
        foreach (var (person, known) in await db.CampaignFactsAsync(decided, now, ct))
        {
            var exclusion = CampaignRule.Exclude(known.Facts);
            if (listed.TryGetValue(person, out var entry))
            {
                entry.HasCase(decided[person]!.Value, exclusion);
            }
            else
            {
                db.Add(new CampaignEntry(campaign.Id, person, decided[person], exclusion));
            }
        }

        if (incidents.Count > 0)
        {
            listing.Reached(incidents[^1].Id, incidents[^1].ReportedAt);
        }

        if (incidents.Count < atATime)
        {
            listing.Finish(now);
        }
    }
}

/// <summary>Ends a campaign. Its list and its counts stay.</summary>
public sealed class EndCampaign(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<Campaign> CampaignId, uint? Version);

    public async Task<Result<Campaign>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, id, agency) = (clock.GetUtcNow(), command.CampaignId, actor.AgencyId);
        var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Id == id && c.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        db.Expect(campaign, command.Version);
        var ended = campaign.End(actor, now);
        if (ended.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new CampaignEnded(id));
        }

        return ended;
    }
}
