using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>Where an incident came from, for its page.</summary>
public sealed class IncomingSource(CaseDbContext db)
{
    /// <param name="Source">The name of the key; null for a file.</param>
    /// <param name="Open">Questions that wait for a person.</param>
    /// <param name="Linked">People found on record without asking anybody.</param>
    public sealed record View(Id<IncomingReport> Id, string? Source, string? ExternalReference, int Open, int Linked);

    /// <param name="incident">An incident whose door has been passed.</param>
    public async Task<View?> ReadAsync(Incident incident, CancellationToken ct)
    {
        var id = (Id<Incident>?)incident.Id;
        return await db.IncomingReports.AsNoTracking().Where(r => r.IncidentId == id).Select(r => new View(
            r.Id, db.ApiKeys.Where(k => k.Id == r.KeyId).Select(k => k.Name).FirstOrDefault(), r.Reference, r.OpenQuestions,
            r.People.Count(p => p.Outcome == IncomingPersonOutcome.Linked))).FirstOrDefaultAsync(ct);
    }
}
