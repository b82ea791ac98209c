using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record CounterAllegationSeen : Happened;

/// <summary>Marks a case when an incident shows that each accuses the other, in that incident or across two cases of one agency (R4.17). Changes wait for the caller's commit.</summary>
public sealed class CounterAllegationWatch(CaseDbContext db)
{
    /// <summary>Call it when an incident has joined its case and the case has its perpetrators.</summary>
    public async Task<IReadOnlyList<Happened>> NoteAsync(Case @case, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        if (CounterAllegations.In(incident, @case.VictimId) is { } other)
        {
            @case.Against(other, now);
            Mark(@case, $"{incident.Reference} names each of them as both victim and perpetrator.");
        }

        var (agency, self, victim) = (@case.AgencyId, @case.Id, @case.VictimId);
        var others = @case.Perpetrators.Select(p => p.PersonId).ToArray();
        var opposite = await db.Cases.Include(c => c.Perpetrators)
            .Where(c => c.AgencyId == agency && c.Id != self && c.ClosedAt == null && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim))
            .ToListAsync(ct);
        foreach (var found in opposite.Where(c => CounterAllegations.AreCounter(@case, c)))
        {
            Mark(@case, "Another case of this agency holds the same two people the other way round.");
            Mark(found, "Another case of this agency holds the same two people the other way round.");
        }

        return happened;

        void Mark(Case marked, string because)
        {
            if (!marked.CounterAllegation)
            {
                marked.FlagCounterAllegation(because, null, now);
                happened.Add(new CounterAllegationSeen { CaseId = marked.Id, IncidentId = incident.Id });
            }
        }
    }
}
