using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record IncidentLeftCase : Happened;

/// <summary>Somebody named as perpetrator in error is taken off the case.</summary>
public sealed record PerpetratorRemoved : Happened;

/// <summary>What showed that each accuses the other was recorded in error.</summary>
public sealed record CounterAllegationLifted : Happened;

/// <summary>
/// Puts a case right after somebody was named in error or an incident left it: perpetrators whom nothing in the case names any longer go,
/// with their warning that they are before a MARAC, and places in circles that came through the case end. Changes wait for the caller's commit.
/// </summary>
public sealed class CaseLeaving(CaseDbContext db, RecordCircle circle)
{
    /// <summary>The incident, or these people's part in it, has left the case. Call it after the incident has changed.</summary>
    public async Task<IReadOnlyList<Happened>> LeftAsync(Actor actor, Case @case, Incident incident, IReadOnlyCollection<Id<Person>> people, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        if (!incident.Cases.Contains(@case.Id))
        {
            happened.Add(new IncidentLeftCase { CaseId = @case.Id, IncidentId = incident.Id });
            await NoRepeatAsync(actor, @case, incident, now, ct);
        }

        foreach (var person in people.Where(@case.IsAgainst))
        {
            if (!await IsStillNamedAsync(@case, incident, person, ct))
            {
                @case.NoLongerAgainst(person, now);
                happened.Add(new PerpetratorRemoved { CaseId = @case.Id, IncidentId = incident.Id, PersonId = person });
                await LowerMaracFlagAsync(@case, person, now, ct);
                happened.AddRange(await LiftOppositeAsync(@case, incident, person, now, ct));
            }
        }

        if (@case.LiftCounterAllegation(stillShown: @case.Perpetrators.Count > 0, now))
        {
            happened.Add(new CounterAllegationLifted { CaseId = @case.Id, IncidentId = incident.Id });
        }

        @case.Touch(now);
        await circle.InheritAsync(@case, now, ct);
        await circle.LeaveAsync(@case, incident, people, now, ct);
        return happened;
    }

    /// <summary>An incident of the case names them as perpetrator, a form about them hangs on it, or a decision rests on who is in it (R4.17).</summary>
    private async Task<bool> IsStillNamedAsync(Case @case, Incident incident, Id<Person> person, CancellationToken ct)
    {
        var (id, self) = (@case.Id, incident.Id);
        return @case.PrimaryVictim is not null
            || await db.Cases.Where(c => c.Id == id).SelectMany(c => c.PrimaryVictimProposals).AnyAsync(p => p.PersonId == person && p.State == ProposalState.Waiting, ct)
            || (incident.Cases.Contains(id) && incident.Parties.Any(p => p.PersonId == person && p.Role is PartyRole.Perpetrator))
            || await db.Incidents.AnyAsync(i => i.Id != self && i.Parties.Any(p => p.CaseId == id) && i.Parties.Any(p => p.PersonId == person && p.Role == PartyRole.Perpetrator), ct)
            || await db.Assessments.AnyAsync(a => a.CaseId == id && a.PersonId == person, ct);
    }

    /// <summary>Whoever was told to refer the pair again because of this incident need not: it is no longer theirs (R2.10).</summary>
    private async Task NoRepeatAsync(Actor actor, Case @case, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        var (id, subject) = (@case.Id, (Guid?)incident.Id.Value);
        var told = await db.Notices.Where(n => n.CaseId == id && n.SubjectId == subject && n.Kind == NoticeKind.ReferAsRepeat && n.DoneAt == null).ToListAsync(ct);
        told.ForEach(n => n.Done(actor.StaffId, "The incident does not belong to this case.", now));
    }

    /// <summary>Cases in which the two stand the other way round were marked because of this one (R4.17); nothing shows it any longer.</summary>
    private async Task<IReadOnlyList<Happened>> LiftOppositeAsync(Case @case, Incident incident, Id<Person> person, DateTimeOffset now, CancellationToken ct)
    {
        var (self, left, victim) = (@case.Id, incident.Id, @case.VictimId);
        var still = await db.Cases.AnyAsync(c => c.Id != self && c.ClosedAt == null && c.VictimId == victim && c.Perpetrators.Any(p => p.PersonId == person), ct)
            || await db.Incidents.AnyAsync(i => i.Id != left
                && i.Parties.Any(p => p.PersonId == person && p.Role == PartyRole.Perpetrator) && i.Parties.Any(p => p.PersonId == victim && p.Role == PartyRole.Victim), ct);
        var opposite = await db.Cases.Include(c => c.Perpetrators)
            .Where(c => c.CounterAllegation && c.ClosedAt == null && c.VictimId == person && c.Perpetrators.Any(p => p.PersonId == victim)).ToListAsync(ct);
        return
        [
            .. opposite.Where(c => c.LiftCounterAllegation(stillShown: still || c.Perpetrators.Count > 1, now)).Select(c => new CounterAllegationLifted
            {
                CaseId = c.Id, IncidentId = c.AgencyId == incident.AgencyId ? left : null, IsAnonymous = c.AgencyId != incident.AgencyId,
            }),
        ];
    }

    /// <summary>The flag of twelve months came from this case's referral, unless another case of theirs stands on an agenda (R2.10).</summary>
    private async Task LowerMaracFlagAsync(Case @case, Id<Person> person, DateTimeOffset now, CancellationToken ct)
    {
        var (id, today) = (@case.Id, UkTime.DateOf(now));
        if (!await db.Meetings.SelectMany(m => m.Agenda).AnyAsync(a => a.RemovedAt == null && a.CaseId == id, ct))
        {
            return; // it came from elsewhere, or somebody raised it by hand
        }

        var others = db.Cases.Where(c => c.Id != id && (c.VictimId == person || c.Perpetrators.Any(p => p.PersonId == person))).Select(c => c.Id);
        if (!await db.Meetings.SelectMany(m => m.Agenda).AnyAsync(a => a.RemovedAt == null && others.Contains(a.CaseId), ct)
            && await db.People.Include(p => p.Flags).SingleOrDefaultAsync(p => p.Id == person, ct) is { } flagged)
        {
            foreach (var flag in flagged.Flags.Where(f => f.Kind is PersonFlagKind.MaracWithinTwelveMonths && f.IsLiveOn(today)).ToList())
            {
                flagged.LowerFlag(flag.Number, today, now);
            }
        }
    }
}
