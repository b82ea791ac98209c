using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Begins an assessment, or goes on with the one that was begun: police with the police form, everyone else with SafeLives' (R1.1).</summary>
public sealed class StartAssessment(CaseDbContext db, CaseFiles cases, InstrumentBook instruments, TimeProvider clock)
{
    /// <param name="PersonId">Whose risk; the case's victim when null. With a counter-allegation each party has a form of their own (R4.17).</param>
    public sealed record Command(Id<Case> CaseId, Id<Incident>? IncidentId, Id<Person>? PersonId = null);

    public async Task<Id<RiskAssessment>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Assess risk", ct);
        var person = command.PersonId is { } other && opened.Perpetrators.Any(p => p.PersonId == other) ? other : opened.VictimId;
        var (agency, caseId, incidentId) = (actor.AgencyId, command.CaseId, command.IncidentId);

        var begun = await db.Assessments.Where(a =>
                a.CaseId == caseId && a.IncidentId == incidentId && a.PersonId == person && a.AgencyId == agency && a.CompletedAt == null)
            .OrderByDescending(a => a.StartedAt).FirstOrDefaultAsync(ct);
        if (begun is not null)
        {
            return begun.Id;
        }

        var kind = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct);
        var instrument = (await instruments.ReadAsync(ct)).InEffect(InstrumentFor(kind), UkTime.DateOf(now))
            ?? throw new InvalidOperationException($"No version of {InstrumentFor(kind)} is in effect.");
        var assessment = RiskAssessment.Start(opened, incidentId, person, actor, instrument.Id, now);
        db.Assessments.Add(assessment);
        opened.Touch(now);

        await db.CommitAsync(actor, now, ct, new AssessmentStarted(assessment.Id.Value, instrument.Code) { CaseId = opened.Id, IncidentId = incidentId });
        return assessment.Id;
    }

    private static string InstrumentFor(AgencyKind kind) => kind is AgencyKind.PoliceForce ? InstrumentCodes.PoliceDash : InstrumentCodes.SafeLivesDash;
}
