using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>
/// Every assessment of a case and every grade given on them, whichever instrument was used and whoever asked; none about a child who is kept from
/// the reader.
/// </summary>
public sealed class CaseRisk(CaseDbContext db, CaseFiles cases, CaseFrames frames)
{
    /// <param name="Held">The form whose grade the case carries, and why it is that one; null while nobody's grade is in force.</param>
    /// <param name="Working">What contact clocks run on meanwhile; the same as the grade unless a form waits for its second person.</param>
    public sealed record View(CaseFrame Frame, IReadOnlyList<Form> Forms, IReadOnlyList<GradeLine> Grades, CaseGrade? Held, RiskGrade? Working);

    /// <param name="Ticks">Null for an instrument that is not counted.</param>
    public sealed record Form(
        Id<RiskAssessment> Id, string Instrument, string InstrumentVersion, string Person, bool AboutVictim, string Agency, string By, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt,
        int? Ticks, int? TicksPossible, RiskGrade? Suggested, bool IsOurs);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read the risk of the case", ct);
        var (victim, agency) = (opened.VictimId, actor.AgencyId);
        var known = db.People.NotKeptFrom(actor, db);
        var forms = await (from a in db.Assessments
                           join g in db.Agencies on a.AgencyId equals g.Id
                           join s in db.Staff on a.StartedBy equals s.Id
                           where a.CaseId == id && (a.CompletedAt != null || a.AgencyId == agency)
                               && (a.PersonId == victim || known.Any(p => p.Id == a.PersonId))
                           orderby a.StartedAt descending
                           select new
                           {
                               Row = a,
                               Agency = g.Name,
                               By = s.DisplayName,
                           }).AsNoTracking().ToListAsync(ct);
        var names = await db.NamedAsync(forms.Select(f => f.Row.PersonId), ct);

        var finished = (await db.FormsAboutVictimAsync(opened, ct)).Select(a => a.AsFinished).ToList();
        return new View(
            await frames.ReadAsync(actor, opened, ct),
            [.. forms.Select(f => new Form(
                f.Row.Id, f.Row.InstrumentCode, f.Row.InstrumentVersion, names[f.Row.PersonId].Name, f.Row.PersonId == victim, f.Agency, f.By, f.Row.StartedAt, f.Row.CompletedAt,
                f.Row.Ticks, f.Row.TicksPossible, f.Row.Suggested, f.Row.AgencyId == agency))],
            await db.GradesOfAsync(id, victim, ct), CaseGrade.Of(finished), CaseGrade.WorkingOf(finished));
    }
}
