using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>What a grade in force sets going: the case's grade, contact deadlines, the inspector's notice, referrals (R1.17, R2.4, R4.25, S13). Changes wait for the caller's commit.</summary>
public sealed class GradeConsequences(CaseDbContext db, CaseDeadlines deadlines, RaiseReferrals referrals)
{
    public async Task<IReadOnlyList<Happened>> FollowAsync(Actor actor, OpenedAssessment opened, GradingHistory history, DateTimeOffset now, CancellationToken ct)
    {
        var (@case, assessment) = (opened.Case, opened.Assessment);
        var newest = history.Timeline[^1];
        List<Happened> happened =
        [
            new GradeGiven(assessment.Id.Value, newest.Kind, newest.Grade, newest.AwaitsSecondPerson, newest.PolicyVersion) { CaseId = @case.Id, IncidentId = assessment.IncidentId },
        ];
        if (history.WorkingGrade is not { } grade || assessment.PersonId != @case.VictimId)
        {
            return happened;
        }

        var before = @case.Grade;
        @case.Apply(grade, now);
        happened.Add(new CaseGraded(before, grade) { CaseId = @case.Id, IncidentId = assessment.IncidentId });

        var incidentId = assessment.IncidentId;
        var incident = incidentId is null ? null : await db.Incidents.SingleAsync(i => i.Id == incidentId, ct);
        happened.AddRange(await deadlines.GradedAsync(@case, incident, grade, now, ct));

        var duties = GradeDuties.For(grade, await VictimAgeAsync(@case, now, ct)).Select(d => d.Kind).ToHashSet();
        if (before is not RiskGrade.High && duties.Contains(GradeDutyKind.NotifyInspector))
        {
            db.Notices.Add(Notice.To(assessment.AgencyId, Role.Inspector, NoticeKind.HighRiskInspector, @case.Id, assessment.Id.Value, now));
        }

        if (grade is RiskGrade.High)
        {
            happened.AddRange(await referrals.ForFinalHighAsync(@case, actor, "Graded High", now, ct));
        }

        return happened;
    }

    /// <summary>The MARAC of the case's policing unit, whose bands and thresholds apply; null when the place is not known.</summary>
    public async Task<Id<Marac>?> MaracOfAsync(Case @case, CancellationToken ct)
    {
        var unit = @case.UnitId;
        return unit is null ? null : await db.PolicingUnits.Where(u => u.Id == unit).Select(u => (Id<Marac>?)u.MaracId).SingleOrDefaultAsync(ct);
    }

    private async Task<int?> VictimAgeAsync(Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var victim = @case.VictimId;
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == victim, ct);
        return person.AgeOn(UkTime.DateOf(now));
    }
}
