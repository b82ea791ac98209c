using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record CounterAllegationSeen : Happened;

/// <summary>
/// Looks at an incident that joins a case for what it shows beyond itself: that each accuses the other, in that incident or across two cases of
/// whichever agencies (R4.17), and that the same two people were before a MARAC (R2.10). Changes wait for the caller's commit.
/// </summary>
public sealed class CounterAllegationWatch(CaseDbContext db, RepeatWatch repeats)
{
    /// <summary>Call it when a case is opened again: somebody may carry the other side by now.</summary>
    public async Task NoteReopenedAsync(Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var (self, victim) = (@case.Id, @case.VictimId);
        var others = @case.Perpetrators.Select(p => p.PersonId).ToArray();
        await NoteCarrierAsync(@case, await db.Cases.Where(c => c.Id != self && c.ClosedAt == null && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim)).ToListAsync(ct), now, ct);
    }

    /// <summary>Whoever carries both sides keeps neither from themselves: the managers of their service are told, once (T13).</summary>
    private async Task NoteCarrierAsync(Case @case, IReadOnlyList<Case> opposite, DateTimeOffset now, CancellationToken ct)
    {
        Id<Case>? about = @case.Id;
        if (@case.IdvaId is { } carrier && opposite.Any(c => c.IdvaId == carrier) && !await db.Notices.AnyAsync(n => n.CaseId == about && n.Kind == NoticeKind.CarriesBothSides && n.DoneAt == null, ct))
        {
            var service = await db.Staff.Where(s => s.Id == carrier).Select(s => s.AgencyId).SingleAsync(ct);
            db.Notices.Add(Notice.To(service, Role.IdvaManager, NoticeKind.CarriesBothSides, @case.Id, null, now));
        }
    }

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

        await NoteCarrierAsync(@case, opposite, now, ct);

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
