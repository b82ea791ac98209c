using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Campaigns;

public enum CampaignList
{
    ToContact,
    Reached,
    LeftOut,
}

/// <summary>The campaigns of the reader's force.</summary>
public sealed class CampaignBook(CaseDbContext db)
{
    public sealed record Row(Id<Campaign> Id, string Name, DateOnly RunOn, string MadeBy, DateTimeOffset? EndedAt);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        return await (from c in db.Campaigns
                      join s in db.Staff on c.MadeBy equals s.Id
                      where c.AgencyId == agency
                      orderby c.MadeAt descending
                      select new Row(c.Id, c.Name, c.RunOn, s.DisplayName, c.EndedAt)).Take(50).ToListAsync(ct);
    }
}

/// <summary>
/// One campaign: how far it has come, and a page of its list (R4.20). Everything is counted of the victims the reader may see. A contact is what was logged in the case, through the
/// safe-contact gate, since the list was made; whether a victim is contacted is decided anew for those shown.
/// </summary>
public sealed class CampaignPage(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;
    public const int MostPrinted = 500;

    /// <param name="Now">Why they are left out as things stand now; null where some way is safe.</param>
    /// <param name="SafeNow">Whether some way is safe at this moment.</param>
    public sealed record Row(
        Id<Person> PersonId, Id<Case>? CaseId, string? Reference, string Name, CampaignExclusion? WhenMade, CampaignExclusion? Now, bool SafeNow, DateTimeOffset? NextSafeAt, int Attempts, ContactOutcome? Last, DateTimeOffset? LastAt);

    /// <param name="Chosen">Victims to be contacted when the list was made.</param>
    /// <param name="Reached">Of these, spoken with since.</param>
    /// <param name="Tried">Of these, tried and not reached.</param>
    /// <param name="LeftOut">By reason, those left out when the list was made.</param>
    public sealed record Progress(int Chosen, int Reached, int Tried, IReadOnlyList<(CampaignExclusion Why, int Count)> LeftOut)
    {
        public int Untried => Chosen - Reached - Tried;

        public int Excluded => LeftOut.Sum(l => l.Count);
    }

    /// <param name="ListedTo">While the list is being made: incidents reported after this are on it. Null when it is whole.</param>
    public sealed record View(Campaign Campaign, string MadeBy, Progress Progress, IReadOnlyList<Row> Rows, int Total, string Reader, string Agency, DateTimeOffset At, DateTimeOffset? ListedTo);

    /// <param name="page">The first is 1; 0 is everybody who is to be contacted, as far as a print goes.</param>
    /// <exception cref="RecordNotFoundException">It is another agency's, or there is none.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Campaign> id, CampaignList list, int page, CancellationToken ct)
    {
        var (now, agency) = (clock.GetUtcNow(), actor.AgencyId);
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        var all = Seen(actor, campaign);
        var counts = await all.GroupBy(s => new { s.Entry.Exclusion, s.Reached, s.Tried }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var progress = new Progress(
            counts.Where(c => c.Key.Exclusion is null).Sum(c => c.Count), counts.Where(c => c.Key.Exclusion is null && c.Key.Reached).Sum(c => c.Count),
            counts.Where(c => c.Key is { Exclusion: null, Reached: false, Tried: true }).Sum(c => c.Count),
            [.. counts.Where(c => c.Key.Exclusion is not null).GroupBy(c => c.Key.Exclusion!.Value).Select(g => (g.Key, g.Sum(c => c.Count))).OrderBy(g => g.Key)]);

        var shown = list switch
        {
            CampaignList.ToContact => all.Where(s => s.Entry.Exclusion == null && !s.Reached),
            CampaignList.Reached => all.Where(s => s.Entry.Exclusion == null && s.Reached),
            CampaignList.LeftOut => all.Where(s => s.Entry.Exclusion != null),
        };
        var size = page == 0 ? MostPrinted : PageSize;
        var entries = await shown.OrderBy(s => s.Tried).ThenBy(s => s.Entry.Number).Skip((Math.Max(page, 1) - 1) * size).Take(size).Select(s => s.Entry).ToListAsync(ct);
        var rows = await RowsAsync(campaign, entries, now, ct);
        var names = await (from s in db.Staff join a in db.Agencies on s.AgencyId equals a.Id where s.Id == actor.StaffId || s.Id == campaign.MadeBy select new { s.Id, s.DisplayName, a.Name }).ToDictionaryAsync(s => s.Id, ct);
        await door.ShowListAsync(actor, page == 0 ? "Campaign for print" : "Campaign", entries.Select(e => e.CaseId?.Value ?? e.PersonId.Value), ct);
        var listedTo = await db.CampaignListings.Where(l => l.CampaignId == id && l.FinishedAt == null).Select(l => (DateTimeOffset?)l.ReachedAt).SingleOrDefaultAsync(ct);
        var total = list switch
        {
            CampaignList.ToContact => progress.Chosen - progress.Reached,
            CampaignList.Reached => progress.Reached,
            CampaignList.LeftOut => progress.Excluded,
        };
        return new(campaign, names[campaign.MadeBy].DisplayName, progress, rows, total, names[actor.StaffId].DisplayName, names[actor.StaffId].Name, now, listedTo);
    }

    private IQueryable<SeenEntry> Seen(Actor actor, Campaign campaign)
    {
        var (id, agency, since) = (campaign.Id, campaign.AgencyId, campaign.MadeAt);
        var until = campaign.EndedAt ?? DateTimeOffset.MaxValue;
        var (people, cases) = (db.People.VisibleTo(actor, db), db.Cases.VisibleTo(actor, db));
        var attempts = db.ContactAttempts.Where(a => a.ByAgencyId == agency && a.At >= since && a.At <= until);
        return db.CampaignEntries.AsNoTracking().Where(e => e.CampaignId == id && people.Any(p => p.Id == e.PersonId) && (e.CaseId == null || cases.Any(c => c.Id == e.CaseId)))
            .Select(e => new SeenEntry
            {
                Entry = e,
                Tried = attempts.Any(a => a.PersonId == e.PersonId),
                // As ContactAttempt.IsTwoWay says, in the words of the database.
                Reached = attempts.Any(a => a.PersonId == e.PersonId && a.Channel != ContactChannel.Letter && a.Channel != ContactChannel.ThroughAnother
                    && (a.Outcome == ContactOutcome.Spoke || a.Outcome == ContactOutcome.Declined || a.Outcome == ContactOutcome.AgreedCallback)),
            });
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(Campaign campaign, List<CampaignEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        Id<Person>[] people = [.. entries.Select(e => e.PersonId)];
        Id<Case>[] cases = [.. entries.Select(e => e.CaseId).OfType<Id<Case>>()];
        var (agency, since) = (campaign.AgencyId, campaign.MadeAt);
        var names = await db.NamedAsync(people, ct);
        var references = await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Reference, ct);
        var known = await db.CampaignFactsAsync(entries.ToDictionary(e => e.PersonId, e => e.CaseId), now, ct);
        var attempts = (await db.ContactAttempts.AsNoTracking().Where(a => people.Contains(a.PersonId) && a.ByAgencyId == agency && a.At >= since).Select(a => new { a.PersonId, a.Outcome, a.At }).ToListAsync(ct)).ToLookup(a => a.PersonId);
        return
        [
            .. entries.Select(e =>
            {
                var last = attempts[e.PersonId].OrderByDescending(a => a.At).FirstOrDefault();
                var facts = known[e.PersonId];
                return new Row(
                    e.PersonId, e.CaseId, e.CaseId is { } c ? references.GetValueOrDefault(c) : null, names[e.PersonId].Name, e.Exclusion, CampaignRule.Exclude(facts.Facts), facts.SafeNow, facts.NextSafeAt,
                    attempts[e.PersonId].Count(), last?.Outcome, last?.At);
            }),
        ];
    }

    private sealed class SeenEntry
    {
        public required CampaignEntry Entry { get; init; }

        public bool Tried { get; init; }

        public bool Reached { get; init; }
    }
}
