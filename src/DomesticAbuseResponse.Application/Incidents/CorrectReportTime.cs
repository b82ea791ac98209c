using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>The report came in at another time than was written down; both are UTC, and why stands on the incident.</summary>
public sealed record ReportTimeCorrected(DateTimeOffset Before, DateTimeOffset After) : Happened;

/// <summary>Corrects when a report came in, with a reason; the deadlines that run from it are reckoned anew in the same breath (R4.25).</summary>
public sealed class CorrectReportTime(CaseDbContext db, IncidentFiles incidents, CaseDeadlines deadlines, ChildBook children, TimeProvider clock)
{
    /// <param name="Version">The version the correction was made from; a newer one is a conflict.</param>
    public sealed record Command(Id<Incident> IncidentId, uint? Version, DateTimeOffset At, string Reason);

    public async Task<Result<DateTimeOffset>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Correct the time of the report", ct);
        db.Expect(incident, command.Version);
        var corrected = incident.CorrectReport(actor, command.At, command.Reason, now);
        if (corrected.Refusal is not null)
        {
            return corrected;
        }

        var before = corrected.Match(b => b, _ => now);
        await db.CommitAsync(
            actor, now, ct,
            [
                new ReportTimeCorrected(before, incident.ReportedAt) { IncidentId = incident.Id, CaseId = incident.CaseId },
                .. await deadlines.ReportMovedAsync(incident, before, actor.StaffId, now, ct),
                .. await children.NoteAsync(actor, incident, now, ct),
            ]);
        return corrected;
    }
}
