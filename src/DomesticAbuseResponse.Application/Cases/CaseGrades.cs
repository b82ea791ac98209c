using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>One grade in the history of a case: what was given, as what, by whom and why. None is ever taken out (R1.18).</summary>
/// <param name="AboutVictim">False for an assessment of the other side of a counter-allegation (R4.17).</param>
public sealed record GradeLine(
    Id<RiskAssessment> AssessmentId, string Instrument, DateTimeOffset At, GradeKind Kind, RiskGrade Grade, string? Reason, string? By, string? SecondPerson,
    bool AwaitsSecondPerson, string PolicyVersion, bool AboutVictim);

/// <summary>Reads the grading history of a case whose door has been passed, newest first.</summary>
internal static class CaseGrades
{
    extension(CaseDbContext db)
    {
        public async Task<IReadOnlyList<GradeLine>> GradesOfAsync(Id<Case> id, Id<Person> victim, CancellationToken ct) =>
            await (from a in db.Assessments
                   where a.CaseId == id
                   from g in a.Grades
                   join s in db.Staff on g.By equals (Id<Domain.Agencies.StaffMember>?)s.Id into givers
                   from giver in givers.DefaultIfEmpty()
                   join t in db.Staff on g.SecondPerson equals (Id<Domain.Agencies.StaffMember>?)t.Id into seconds
                   from second in seconds.DefaultIfEmpty()
                   orderby g.At descending, g.Number descending
                   select new GradeLine(
                       a.Id, a.InstrumentCode, g.At, g.Kind, g.Grade, g.Reason, giver.DisplayName, second.DisplayName, g.AwaitsSecondPerson, g.PolicyVersion, a.PersonId == victim))
                .ToListAsync(ct);
    }
}
