using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// Begins the assessment of a victim of an incident; the incident joins the victim's case first when it has none, which only whoever may change the incident
/// brings about.
/// </summary>
public sealed class StartForIncident(CaseDbContext db, IncidentFiles incidents, CaseBook cases, StartAssessment start, TimeProvider clock)
{
    /// <param name="victim">Which victim; the one named first when null.</param>
    /// <param name="instrument">Which form; the agency's usual one when null.</param>
    /// <param name="child">The child a matrix is filled in about, if one is.</param>
    public async Task<Result<Id<RiskAssessment>>> HandleAsync(
        Actor actor, Id<Incident> incidentId, CancellationToken ct, Id<Person>? victim = null, string? instrument = null, Id<Person>? child = null)
    {
        var incident = await incidents.OpenAsync(actor, incidentId, AccessLevel.Read, "Assess risk", ct);
        if (incident.Victims.Any(v => incident.CaseOf(v) is null))
        {
            await incidents.OpenAsync(actor, incidentId, AccessLevel.Edit, "Assess risk", ct);
            var now = clock.GetUtcNow();
            await db.CommitAsync(actor, now, ct, await cases.JoinAsync(actor, incident, now, ct));
        }

        return (victim is { } chosen ? incident.CaseOf(chosen) : incident.CaseId) is { } caseId
            ? await start.HandleAsync(actor, new StartAssessment.Command(caseId, incident.Id, null, instrument, child), ct)
            : new Refusal("assessment.no-victim", "Say who the victim is before you assess risk: add a person to the incident.");
    }
}
