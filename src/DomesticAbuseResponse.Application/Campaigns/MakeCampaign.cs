using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Campaigns;

public sealed record CampaignMade(Id<Campaign> Campaign, DateOnly Since) : Happened;

public sealed record CampaignEnded(Id<Campaign> Campaign) : Happened;

/// <summary>
/// Makes the list of a campaign: every victim of the force's incidents since the day, each contacted or left out with the reason (R4.20, S82). The list is the force's,
/// whoever makes it; what is shown of it is what the reader may see.
/// </summary>
public sealed class MakeCampaign(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    private const int _atATime = 500;

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
        var since = UkTime.At(campaign.Since, TimeOnly.MinValue);
        var victims = await db.Incidents.Where(i => i.AgencyId == agency && i.ReportedAt >= since && i.ReportedAt <= now)
            .SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim)
            .Select(p => new { p.PersonId, p.CaseId, p.Number }).ToListAsync(ct);
        var newest = victims.GroupBy(v => v.PersonId).ToDictionary(g => g.Key, g => g.OrderByDescending(v => v.CaseId is not null).ThenByDescending(v => v.Number).First().CaseId);
        db.Add(campaign);
        foreach (var some in newest.Chunk(_atATime))
        {
            foreach (var (person, known) in await db.CampaignFactsAsync(some.ToDictionary(), now, ct))
            {
                db.Add(new CampaignEntry(campaign.Id, person, newest[person], CampaignRule.Exclude(known.Facts)));
            }
        }

        await db.CommitAsync(actor, now, ct, new CampaignMade(campaign.Id, campaign.Since));
        return campaign.Id;
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
