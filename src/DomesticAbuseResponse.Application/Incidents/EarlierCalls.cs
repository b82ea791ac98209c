using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>
/// How often the people of a call, or its number, have been heard of before (R4.4): what a supervisor weighs a slow grade against. Only calls the
/// actor may read are counted.
/// </summary>
public sealed class EarlierCalls(CaseDbContext db)
{
    /// <param name="InTwelveMonths">How many of them lie in the twelve months before this one.</param>
    public sealed record View(int Total, int InTwelveMonths, DateTimeOffset? LastAt);

    /// <param name="incident">An incident whose door has been passed.</param>
    public async Task<View> ReadAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var (id, at, number) = (incident.Id, incident.ReportedAt, incident.Call.CallerPhoneE164);
        var people = incident.Parties.Where(p => p.Role is PartyRole.Victim or PartyRole.Perpetrator).Select(p => p.PersonId).Distinct().ToArray();
        var year = at.AddMonths(-12);
        return await db.Incidents.AsNoTracking().VisibleTo(actor, db)
            .Where(i => i.Id != id && i.ReportedAt < at && (i.Parties.Any(p => people.Contains(p.PersonId)) || (number != null && i.Call.CallerPhoneE164 == number)))
            .GroupBy(_ => 1).Select(g => new View(g.Count(), g.Count(i => i.ReportedAt >= year), g.Max(i => (DateTimeOffset?)i.ReportedAt))).SingleOrDefaultAsync(ct) ?? new View(0, 0, null);
    }
}
