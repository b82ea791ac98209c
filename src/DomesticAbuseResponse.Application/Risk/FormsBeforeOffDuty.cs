using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// Forms that officers of the reader's agency, or crews on a case it holds, have begun and not handed in (R1.17, S12): those whose officer has gone off duty first, then by the
/// end of duty, then those whose end is not known.
/// </summary>
public sealed class FormsBeforeOffDuty(CaseDbContext db, RecordDoor door)
{
    public const int Most = 100;

    /// <param name="Victim">Null where the form is about somebody who is kept from the reader.</param>
    /// <param name="Timeliness">Null where nobody has said when the officer goes off duty.</param>
    /// <param name="IsOpened">False for another agency's, which is opened when it is finished.</param>
    public sealed record Row(Id<RiskAssessment> Id, Id<Case> CaseId, string CaseReference, string? Victim, string Officer, string Instrument, DateTimeOffset StartedAt, SergeantReview? Timeliness, bool IsOpened);

    /// <param name="Total">How many there are, on this list and beyond it.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Total);

    public async Task<View> ReadAsync(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var open = Unfinished(actor);
        var forms = await open.OrderBy(a => a.StartedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        var caseIds = forms.Select(a => a.CaseId).Distinct().ToArray();
        var staffIds = forms.Select(a => a.StartedBy).Distinct().ToArray();
        var persons = forms.Select(a => a.PersonId).Distinct().ToArray();
        var references = await db.Cases.Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Reference, ct);
        var staff = await db.Staff.Where(s => staffIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => new { s.DisplayName, s.OffDutyAt }, ct);
        var known = await db.People.NotKeptFrom(actor, db).Where(p => persons.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var names = await db.NamedAsync(known, ct);

        await door.ShowListAsync(actor, "Forms before off duty", caseIds.Select(c => c.Value), ct);
        return new(
            [.. forms.Select(a => new Row(
                    a.Id, a.CaseId, references[a.CaseId], names.TryGetValue(a.PersonId, out var named) ? named.Name : null, staff[a.StartedBy].DisplayName, a.InstrumentCode, a.StartedAt,
                    AssessmentOverview.TimelinessOf(a, staff[a.StartedBy].OffDutyAt, now), a.AgencyId == actor.AgencyId))
                .OrderBy(r => r.Timeliness?.DueBy ?? DateTimeOffset.MaxValue).ThenBy(r => r.StartedAt)],
            forms.Count < Most ? forms.Count : await open.CountAsync(ct));
    }

    public Task<int> CountAsync(Actor actor, CancellationToken ct) => Unfinished(actor).CountAsync(ct);

    private IQueryable<RiskAssessment> Unfinished(Actor actor)
    {
        var agency = actor.AgencyId;
        var cases = db.Cases.VisibleTo(actor, db);
        return db.Assessments.AsNoTracking().GoneOnWithBy(agency, db).Where(a => a.CompletedAt == null && a.InstrumentCode != InstrumentCodes.ChildMatrix && cases.Any(c => c.Id == a.CaseId && c.ClosedAt == null));
    }
}
