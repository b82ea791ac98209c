using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
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
    public async Task<IReadOnlyList<Happened>> LeftAsync(Case @case, Incident incident, IReadOnlyCollection<Id<Person>> people, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        if (!incident.Cases.Contains(@case.Id))
        {
            happened.Add(new IncidentLeftCase { CaseId = @case.Id, IncidentId = incident.Id });
        }

        foreach (var person in people.Where(@case.IsAgainst))
        {
            if (!await IsStillNamedAsync(@case, incident, person, ct))
            {
                @case.NoLongerAgainst(person, now);
                happened.Add(new PerpetratorRemoved { CaseId = @case.Id, IncidentId = incident.Id, PersonId = person });
                await LowerMaracFlagAsync(@case, person, now, ct);
            }
        }

        if (@case.LiftCounterAllegation(now))
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
            || (incident.Cases.Contains(id) && incident.Parties.Any(p => p.PersonId == person && p.Role is PartyRole.Perpetrator))
            || await db.Incidents.AnyAsync(i => i.Id != self && i.Parties.Any(p => p.CaseId == id) && i.Parties.Any(p => p.PersonId == person && p.Role == PartyRole.Perpetrator), ct)
            || await db.Assessments.AnyAsync(a => a.CaseId == id && a.PersonId == person, ct);
    }

    /// <summary>The flag of twelve months came from this case's referral, unless another case of theirs stands on an agenda (R2.10).</summary>
    private async Task LowerMaracFlagAsync(Case @case, Id<Person> person, DateTimeOffset now, CancellationToken ct)
    {
        var (id, today) = (@case.Id, UkTime.DateOf(now));
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
