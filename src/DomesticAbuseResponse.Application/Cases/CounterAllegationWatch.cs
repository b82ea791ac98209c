using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record CounterAllegationSeen : Happened;

/// <summary>
/// Looks at an incident that joins a case for what it shows beyond itself: that each accuses the other, in that incident or across two cases of
/// whichever agencies (R4.17), and that the same two people were before a MARAC (R2.10). Changes wait for the caller's commit.
/// </summary>
public sealed class CounterAllegationWatch(CaseDbContext db, RepeatWatch repeats)
{
    /// <summary>Call it when an incident has joined its case and the case has its perpetrators.</summary>
    public async Task<IReadOnlyList<Happened>> NoteAsync(Case @case, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        if (CounterAllegations.In(incident, @case.VictimId) is { } other)
        {
            @case.Against(other, now);
            Mark(@case, $"{incident.Reference} names each of them as both victim and perpetrator.", isOwn: true);
        }

        var (self, victim) = (@case.Id, @case.VictimId);
        var others = @case.Perpetrators.Select(p => p.PersonId).ToArray();
        var opposite = await db.Cases.Include(c => c.Perpetrators)
            .Where(c => c.Id != self && c.ClosedAt == null && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim)).ToListAsync(ct);
        foreach (var found in opposite.Where(c => CounterAllegations.AreCounter(@case, c)))
        {
            var because = CounterAllegations.WordsFor(@case, found);
            Mark(@case, because, isOwn: true);
            Mark(found, because, isOwn: found.AgencyId == incident.AgencyId);
        }

        return [.. happened, .. await repeats.NoteAsync(@case, incident, now, ct)];

        // Another agency's case says that it is so and no more: neither the incident nor who holds it.
        void Mark(Case marked, string because, bool isOwn)
        {
            if (!marked.CounterAllegation)
            {
                marked.FlagCounterAllegation(because, null, now);
                happened.Add(new CounterAllegationSeen { CaseId = marked.Id, IncidentId = isOwn ? incident.Id : null, IsAnonymous = !isOwn });
            }
        }
    }
}
