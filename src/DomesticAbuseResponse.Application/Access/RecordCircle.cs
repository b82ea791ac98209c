using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>
/// Who stands in a record's circle: an agency that joins a case joins its people and incidents too. How protection travels in it is worked out
/// by <see cref="RecordProtection"/>. Changes wait for the caller's commit.
/// </summary>
public sealed class RecordCircle(CaseDbContext db)
{
    private readonly RecordProtection _protection = new(db);

    /// <summary>The agency made this record and controls it.</summary>
    public void Own(Id<Agency> agency, RecordKind kind, Guid record, DateTimeOffset now) =>
        db.Participations.Add(Participation.Of(agency, kind, record, ParticipationKind.Owner, now));

    /// <summary>Takes over the protection of the people in an incident. Call it after they are involved and before the commit.</summary>
    public Task InheritAsync(Incident incident, DateTimeOffset now, CancellationToken ct) => _protection.ProtectAsync(incident, now, ct);

    /// <summary>Takes over the protection of the people of a case. Call it whenever one of them joins or leaves.</summary>
    public Task InheritAsync(Case @case, DateTimeOffset now, CancellationToken ct) => _protection.ProtectAsync(@case, now, ct);

    /// <summary>An agency takes a place in the circle of a case; as a partner it also reaches the case's people and incidents.</summary>
    public async Task JoinAsync(Case @case, Id<Agency> agency, ParticipationKind kind, DateTimeOffset now, CancellationToken ct)
    {
        await PlaceAsync(agency, RecordKind.Case, @case.Id.Value, kind, now, ct);
        if (kind is ParticipationKind.Partner)
        {
            var (people, incidents) = await PartsAsync(@case, ct);
            foreach (var person in people)
            {
                await PlaceAsync(agency, RecordKind.Person, person.Value, kind, now, ct, @case.Id);
            }

            foreach (var incident in incidents)
            {
                await PlaceAsync(agency, RecordKind.Incident, incident.Value, kind, now, ct, @case.Id);
            }
        }
    }

    /// <summary>The case comes before a MARAC: its coordinator, chair and representatives take their places in the circle of the case and its people.</summary>
    public async Task JoinAsync(Case @case, Id<Marac> marac, DateTimeOffset now, CancellationToken ct)
    {
        var (people, _) = await PartsAsync(@case, ct);
        await PlaceAsync(marac, RecordKind.Case, @case.Id.Value, now, ct);
        foreach (var person in people)
        {
            await PlaceAsync(marac, RecordKind.Person, person.Value, now, ct, through: @case.Id);
        }
    }

    /// <summary>A referral asks: an agency, which then reaches the referral; or a MARAC, of which its coordinator and chair do and nobody else yet.</summary>
    public Task AskAsync(Case @case, Referral referral, DateTimeOffset now, CancellationToken ct) => referral.MaracId is { } marac
        ? PlaceAsync(marac, RecordKind.Case, @case.Id.Value, now, ct, ParticipationKind.MaracAsked)
        : PlaceAsync(referral.ToAgencyId!.Value, RecordKind.Case, @case.Id.Value, ParticipationKind.Asked, now, ct);

    /// <summary>An agency screens a child: it reaches what the screening shows of them, and no file (R1.28).</summary>
    public Task AskAsync(Id<Person> child, Id<Agency> agency, DateTimeOffset now, CancellationToken ct) =>
        PlaceAsync(agency, RecordKind.Person, child.Value, ParticipationKind.Asked, now, ct);

    /// <summary>No screening asks this agency of the child any more.</summary>
    public async Task EndAskedAsync(Id<Person> child, Id<Agency> agency, DateTimeOffset now, CancellationToken ct)
    {
        var record = child.Value;
        (await db.Participations.Where(p => p.RecordKind == RecordKind.Person && p.RecordId == record && p.AgencyId == agency && p.Kind == ParticipationKind.Asked && p.Until == null).ToListAsync(ct)).ForEach(p => p.End(now));
    }

    /// <summary>Whoever a referral asked is asked no longer: it was answered or taken back.</summary>
    public async Task EndAskedAsync(Referral referral, DateTimeOffset now, CancellationToken ct)
    {
        var (record, agency, marac, id, caseId) = (referral.CaseId.Value, referral.ToAgencyId, referral.MaracId, referral.Id, referral.CaseId);
        if (referral.Kind is ReferralKind.Childrens
            && await db.Referrals.AnyAsync(r => r.CaseId == caseId && r.ToAgencyId == agency && r.Id != id && (r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried || r.Status == ReferralStatus.Accepted), ct))
        {
            return; // asked about another child of the case
        }

        var asked = await db.Participations
            .Where(p => p.RecordId == record && p.Until == null && p.AgencyId == agency && p.MaracId == marac
                && (p.Kind == ParticipationKind.Asked || p.Kind == ParticipationKind.MaracAsked)).ToListAsync(ct);
        asked.ForEach(p => p.End(now));
    }

    /// <summary>A meeting belongs to its MARAC, and is opened by those who serve it.</summary>
    public void Own(Meeting meeting, DateTimeOffset now) =>
        db.Participations.Add(Participation.Of(meeting.MaracId, RecordKind.Meeting, meeting.Id.Value, now));

    /// <summary>Names people on a restricted case, its victim and perpetrators; on nobody else who is restricted for reasons of their own.</summary>
    public Task NameAsync(Case @case, IReadOnlyCollection<Id<StaffMember>> staff, NamedBecause because, DateTimeOffset now, CancellationToken ct) =>
        staff.Count == 0 ? Task.CompletedTask : _protection.NameAsync(@case, staff, because, now, ct);

    /// <summary>The case has gone from this IDVA to another: their name on its restricted people ends with it.</summary>
    public Task<IReadOnlyList<Happened>> HandOverAsync(Case @case, Id<StaffMember>? from, DateTimeOffset now, CancellationToken ct) => _protection.HandOverAsync(@case, from, now, ct);

    /// <summary>Everybody already in the circle of a case reaches what has just been added to it. Call it when an incident or a person joins a case.</summary>
    public async Task SpreadAsync(Case @case, IReadOnlyCollection<Id<Person>> people, Id<Incident>? incident, DateTimeOffset now, CancellationToken ct)
    {
        var record = @case.Id.Value;
        var circle = await db.Participations.AsNoTracking().Where(p => p.RecordId == record && p.Until == null).ToListAsync(ct);
        circle.AddRange(db.Participations.Local.Where(p => p.RecordId == record && p.Until is null && db.Entry(p).State is EntityState.Added)); // a case opened just now
        foreach (var place in circle.Where(p => p.Kind is not (ParticipationKind.Asked or ParticipationKind.MaracAsked)))
        {
            foreach (var person in people)
            {
                await (place switch
                {
                    { AgencyId: { } agency } => PlaceAsync(agency, RecordKind.Person, person.Value, ParticipationKind.Partner, now, ct, @case.Id),
                    { MaracId: { } marac } => PlaceAsync(marac, RecordKind.Person, person.Value, now, ct, through: @case.Id),
                    _ => Task.CompletedTask,
                });
            }

            if (incident is { } added && place.AgencyId is { } partner)
            {
                await PlaceAsync(partner, RecordKind.Incident, added.Value, ParticipationKind.Partner, now, ct, @case.Id);
            }
        }
    }

    /// <summary>
    /// The incident, or some of its people, have left a case: the places that came through that case end, for whatever is no longer part of
    /// it. Places of the record's own, and those that came through another case, stay. Call it after the incident and the case have changed.
    /// </summary>
    public async Task LeaveAsync(Case @case, Incident incident, IEnumerable<Id<Person>> people, DateTimeOffset now, CancellationToken ct)
    {
        var (id, self) = (@case.Id, incident.Id);
        var remains = incident.Cases.Contains(id);
        var elsewhere = await db.Incidents.AsNoTracking().Where(i => i.Id != self && i.Parties.Any(p => p.CaseId == id))
            .SelectMany(i => i.Parties).Select(p => p.PersonId).Distinct().ToListAsync(ct);
        HashSet<Id<Person>> staying = [.. elsewhere, @case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId), .. remains ? incident.Parties.Select(p => p.PersonId) : []];
        Guid[] gone = [.. people.Where(p => !staying.Contains(p)).Select(p => p.Value), .. remains ? Array.Empty<Guid>() : [self.Value]];
        var places = await db.Participations.Where(p => gone.Contains(p.RecordId) && p.ThroughCaseId == id && p.Until == null).ToListAsync(ct);
        places.ForEach(p => p.End(now));
    }

    /// <summary>
    /// A crew is sent: each of its members takes a place of their own, whichever agency they work for, at the call, the victim and the victim's case. It is
    /// theirs while the task is open.
    /// </summary>
    public void Send(CrewTask task, Shift shift, Id<Case>? @case, DateTimeOffset now) =>
        Send(task, shift.Crew.Select(m => m.StaffId).OfType<Id<StaffMember>>(), @case, now);

    /// <summary>The task is over, and with it what its crew could open.</summary>
    public async Task EndAsync(CrewTask task, DateTimeOffset now, CancellationToken ct)
    {
        (await PlacesAsync(task, ct)).ForEach(p => p.End(now));
    }

    /// <summary>Somebody joined or left the crew of a shift: they gain or lose what its open tasks opened. Call it after the shift has changed.</summary>
    public async Task FollowAsync(Shift shift, DateTimeOffset now, CancellationToken ct)
    {
        HashSet<Id<StaffMember>> crew = [.. shift.Crew.Select(m => m.StaffId).OfType<Id<StaffMember>>()];
        foreach (var task in await db.CrewTasks.AsNoTracking().Where(t => t.ShiftId == shift.Id && t.EndedAt == null).ToListAsync(ct))
        {
            var places = await PlacesAsync(task, ct);
            places.Where(p => !crew.Contains(p.StaffId!.Value)).ToList().ForEach(p => p.End(now));
            var incident = await db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == task.IncidentId, ct);
            if (incident.Victims.Contains(task.VictimId))
            {
                Send(task, crew.Where(s => !places.Exists(p => p.StaffId == s)), incident.CaseOf(task.VictimId), now);
            }
        }
    }

    /// <summary>
    /// The victim's part in the incident hangs on another case now, or is there no longer: each crew that is sent to them for it writes onto that case, or reaches
    /// nothing any more. Call it after the incident has changed.
    /// </summary>
    public async Task FollowAsync(Incident incident, Id<Person> victim, DateTimeOffset now, CancellationToken ct)
    {
        var (isVictim, @case) = (incident.Victims.Contains(victim), incident.CaseOf(victim)?.Value);
        foreach (var task in await db.CrewTasks.AsNoTracking().Where(t => t.IncidentId == incident.Id && t.VictimId == victim && t.EndedAt == null).ToListAsync(ct))
        {
            var places = await PlacesAsync(task, ct);
            places.Where(p => !isVictim || (p.RecordKind is RecordKind.Case && p.RecordId != @case)).ToList().ForEach(p => p.End(now));
            if (isVictim && @case is { } record)
            {
                var there = places.Where(p => p.RecordId == record).Select(p => p.StaffId).ToHashSet();
                db.Participations.AddRange(places.Select(p => p.StaffId).Distinct().Where(s => !there.Contains(s)).Select(s => Participation.Of(s!.Value, RecordKind.Case, record, task.Id, now)));
            }
        }
    }

    private Task<List<Participation>> PlacesAsync(CrewTask task, CancellationToken ct)
    {
        var id = (Id<CrewTask>?)task.Id;
        return db.Participations.Where(p => p.ThroughTaskId == id && p.Until == null).ToListAsync(ct);
    }

    private void Send(CrewTask task, IEnumerable<Id<StaffMember>> crew, Id<Case>? @case, DateTimeOffset now) => db.Participations.AddRange(
        from staff in crew
        from record in new[] { (RecordKind.Incident, (Guid?)task.IncidentId.Value), (RecordKind.Person, task.VictimId.Value), (RecordKind.Case, @case?.Value) }
        where record.Item2 is not null
        select Participation.Of(staff, record.Item1, record.Item2!.Value, task.Id, now));

    private async Task<(IReadOnlyList<Id<Person>> People, IReadOnlyList<Id<Incident>> Incidents)> PartsAsync(Case @case, CancellationToken ct)
    {
        var id = @case.Id;
        var own = db.Incidents.AsNoTracking().Where(i => i.Parties.Any(p => p.CaseId == id));
        var incidents = await own.Select(i => i.Id).ToListAsync(ct);
        var parties = await own.SelectMany(i => i.Parties).Select(p => p.PersonId).Distinct().ToListAsync(ct);
        return ([.. parties.Append(@case.VictimId).Concat(@case.Perpetrators.Select(p => p.PersonId)).Distinct()], incidents);
    }

    /// <summary>One place for each case it comes through, so that each ends with its own; whoever holds the record needs none.</summary>
    private async Task PlaceAsync(
        Id<Agency> agency, RecordKind recordKind, Guid record, ParticipationKind kind, DateTimeOffset now, CancellationToken ct, Id<Case>? through = null)
    {
        bool Has(Participation p) => p.RecordId == record && p.AgencyId == agency && p.Until == null
            && (p.Kind == ParticipationKind.Owner || (p.Kind == kind && p.ThroughCaseId == through));
        var known = db.Participations.Local.Any(Has)
            || await db.Participations.AnyAsync(
                p => p.RecordId == record && p.AgencyId == agency && p.Until == null
                    && (p.Kind == ParticipationKind.Owner || (p.Kind == kind && p.ThroughCaseId == through)), ct);
        if (!known)
        {
            db.Participations.Add(Participation.Of(agency, recordKind, record, kind, now, through));
        }
    }

    private async Task PlaceAsync(
        Id<Marac> marac, RecordKind recordKind, Guid record, DateTimeOffset now, CancellationToken ct, ParticipationKind kind = ParticipationKind.Marac, Id<Case>? through = null)
    {
        bool Has(Participation p) => p.RecordId == record && p.MaracId == marac && p.Until == null
            && (p.Kind == kind || p.Kind == ParticipationKind.Marac) && p.ThroughCaseId == through;
        var known = db.Participations.Local.Any(Has)
            || await db.Participations.AnyAsync(
                p => p.RecordId == record && p.MaracId == marac && p.Until == null
                    && (p.Kind == kind || p.Kind == ParticipationKind.Marac) && p.ThroughCaseId == through, ct);
        if (!known)
        {
            db.Participations.Add(Participation.Of(marac, recordKind, record, now, kind, through));
        }
    }
}
