using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Perpetrators;

/// <summary>
/// Works out the ranking of each force anew where something has changed (R2.23): it reads what happened since it last looked, marks those it may bear on, and scores those
/// that are marked or whose day has come. A change of the settings marks everybody once. However many instances run, one works and the others pass by; scoring
/// somebody twice changes nothing.
/// </summary>
public sealed class ScorePerpetrators(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    /// <summary>What is younger than this may still be overtaken by a change that was begun before it.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(2);

    private const int _mostEvents = 5000;

    /// <summary>Any number that no other lock of the product uses.</summary>
    private const long _lock = 0x52464753;

    /// <summary>A day long past: to be worked out at once.</summary>
    private static readonly DateOnly _now = new(2000, 1, 1);

    private sealed record Settings(RfgTable Table, DefinitionBook Book)
    {
        public string Version => $"{Table.Version}/{Book.Version}";

        public int Months => Math.Max(Table.Months, Book.MostMonths);
    }

    /// <returns>How many were scored; a full batch means that more may wait.</returns>
    public async Task<int> HandleAsync(Actor actor, int batchSize, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({_lock}) as \"Value\"").SingleAsync(ct))
        {
            return 0;
        }

        foreach (var force in await db.Agencies.Where(a => a.Kind == AgencyKind.PoliceForce).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct))
        {
            await NoteAsync(force, await SettingsAsync(force, today, ct), now, ct);
        }

        await db.CommitAsync(actor, now, ct); // how far it has read
        await transaction.CommitAsync(ct);

        // In a transaction of its own, with the rows held: whatever is restricted meanwhile waits for them, and takes the score away after it.
        await using var scoring = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({_lock}) as \"Value\"").SingleAsync(ct))
        {
            return 0;
        }

        await db.Database.ExecuteSqlAsync($"select 1 from perpetrator_scores where next_on <= {today} order by next_on, person_id limit {batchSize} for update", ct);
        var due = await db.PerpetratorScores.Where(s => s.NextOn <= today).OrderBy(s => s.NextOn).ThenBy(s => s.PersonId).Take(batchSize).ToListAsync(ct);
        foreach (var ofForce in due.GroupBy(s => s.AgencyId))
        {
            await ScoreAsync(ofForce.Key, [.. ofForce], await SettingsAsync(ofForce.Key, today, ct), today, now, ct);
        }

        await db.CommitAsync(actor, now, ct);
        await scoring.CommitAsync(ct);
        return due.Count;
    }

    /// <summary>Marks whom new events may bear on; with other settings than last time, everybody.</summary>
    private async Task NoteAsync(Id<Agency> force, Settings settings, DateTimeOffset now, CancellationToken ct)
    {
        var pass = await db.ScorePasses.SingleOrDefaultAsync(p => p.AgencyId == force, ct) ?? db.ScorePasses.Add(new ScorePass(force)).Entity;
        var (agency, last, settled) = (force.Value, pass.LastEvent, now - Lag);
        if (pass.Version != settings.Version)
        {
            var newest = await db.RecordEvents.Where(e => e.At <= settled).OrderByDescending(e => e.Number).Select(e => e.Number).FirstOrDefaultAsync(ct);
            var since = UkTime.StartOfDay(UkTime.DateOf(now).AddMonths(-settings.Months));
            await db.Database.ExecuteSqlAsync($"""
                insert into perpetrator_scores (agency_id, person_id, recency, frequency, gravity, records, victims, is_serial, is_repeat, version, next_on)
                select distinct i.agency_id, p.person_id, 0, 0, 0, 0, 0, false, false, '', {_now}
                from incidents i join incident_parties p on p.incident_id = i.id and p.role = 'Perpetrator'
                where i.agency_id = {agency} and i.reported_at >= {since} and not i.is_restricted
                on conflict (agency_id, person_id) do nothing
                """, ct);
            await db.Database.ExecuteSqlAsync($"update perpetrator_scores set next_on = {_now} where agency_id = {agency}", ct);
            pass.Read(Math.Max(last, newest), settings.Version);
            return;
        }

        var fresh = await db.RecordEvents.AsNoTracking().Where(e => e.Number > last).OrderBy(e => e.Number).Take(_mostEvents).Select(e => new { e.Number, e.At }).ToListAsync(ct);
        if (fresh.TakeWhile(e => e.At <= settled).LastOrDefault() is not { Number: var upTo })
        {
            return;
        }

        await db.Database.ExecuteSqlAsync($"""
            with happened as (select incident_id, person_id, case_id from record_events where number > {last} and number <= {upTo}),
            touched as (
                select incident_id as id from happened where incident_id is not null
                union select p.incident_id from happened h join incident_parties p on p.person_id = h.person_id
                union select p.incident_id from happened h join incident_parties p on p.case_id = h.case_id)
            insert into perpetrator_scores (agency_id, person_id, recency, frequency, gravity, records, victims, is_serial, is_repeat, version, next_on)
            select distinct i.agency_id, p.person_id, 0, 0, 0, 0, 0, false, false, '', {_now}
            from touched t join incidents i on i.id = t.id and i.agency_id = {agency} join incident_parties p on p.incident_id = i.id and p.role = 'Perpetrator'
            on conflict (agency_id, person_id) do update set next_on = excluded.next_on
            """, ct);

        // Whoever is no longer in what happened: a part taken back, a record merged into another.
        await db.Database.ExecuteSqlAsync($"""
            update perpetrator_scores set next_on = {_now}
            where agency_id = {agency} and person_id in (select person_id from record_events where number > {last} and number <= {upTo} and person_id is not null)
            """, ct);
        pass.Read(upTo, settings.Version);
    }

    private async Task ScoreAsync(Id<Agency> force, IReadOnlyList<PerpetratorScore> due, Settings settings, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        Id<Person>[] ids = [.. due.Select(s => s.PersonId)];
        var among = db.Incidents.AsNoTracking().Where(i => i.AgencyId == force && !i.IsRestricted);
        var facts = await db.FactsOfAsync(among, db.People.Where(p => ids.Contains(p.Id) && !p.IsRestricted).Select(p => p.Id), today.AddMonths(-settings.Months), today, settings.Book, ct);
        var against = await db.RecordsAgainstAsync(facts, ids, db.Cases.Where(c => c.AgencyId == force && !c.IsRestricted), ct);
        foreach (var row in due)
        {
            var person = row.PersonId;
            var score = RfgRules.Score(person, against[person], today, settings.Table);
            var isRepeat = PerpetratorRecords.VictimsOf(person, against[person]).Any(v => DefinitionRules.RepeatPair(v, person, facts, today, settings.Book).IsMet);
            var isSerial = DefinitionRules.Serial(person, facts, today, settings.Book).IsMet;
            var leaves = RfgRules.LeavesOn(against[person], today, settings.Table.Months, settings.Book.RepeatPair.Months, settings.Book.Serial.Months);
            if (score.Records == 0 && !isRepeat && !isSerial)
            {
                db.PerpetratorScores.Remove(row);
                continue;
            }

            row.Set(score, isSerial, isRepeat, settings.Version, leaves, now);
        }
    }

    private async Task<Settings> SettingsAsync(Id<Agency> force, DateOnly today, CancellationToken ct) =>
        new((await policies.AtAsync(PolicyKinds.Rfg, force.Value, today, ct)).Content, (await policies.AtAsync(PolicyKinds.Definitions, force.Value, today, ct)).Content);
}
