using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>The grade given on an incident came with it from another case of the same victim.</summary>
/// <param name="From">Where the finished form stays.</param>
public sealed record GradeCarried(Id<Case> From, RiskGrade Grade) : Happened;

/// <summary>
/// What was found of the victim's risk goes with an incident that changes cases. A form still being filled in goes over. A finished one stays
/// where it was graded, and its grade counts in the new case too: it may raise that case's grade, never lower it, and asks there for
/// everything the grade asks for. The case it left keeps its grade until a person gives another. Changes wait for the caller's commit.
/// </summary>
public sealed class CarriedRisk(CaseDbContext db, CaseDeadlines deadlines, RaiseReferrals referrals)
{
    public async Task<IReadOnlyList<Happened>> FollowAsync(Actor actor, Incident incident, Case from, Case to, DateTimeOffset now, CancellationToken ct)
    {
        var (id, left, victim) = (incident.Id, from.Id, to.VictimId);
        var forms = await db.Assessments.Include(a => a.Grades).Where(a => a.CaseId == left && a.IncidentId == id && a.PersonId == victim).ToListAsync(ct);
        List<Happened> happened = [];
        RiskGrade? grade = null;
        foreach (var form in forms.Where(f => !f.Follow(to.Id, now)).OrderBy(f => f.CompletedAt))
        {
            grade = form.History.WorkingGrade ?? grade;
        }

        if (grade is not { } carried || to.Grade >= carried)
        {
            return happened;
        }

        var clocks = await db.Deadlines.Where(d => d.CaseId == left && d.IncidentId == id && d.Kind == DeadlineKind.ContactVictim && d.SupersededAt == null).ToListAsync(ct);
        if (clocks.Count == 0 || clocks.Any(d => d.IsOpen))
        {
            happened.AddRange(await deadlines.GradedAsync(to, incident, carried, now, ct));
            clocks.Where(d => d.IsOpen).ToList().ForEach(d => d.Supersede(now));
        }

        to.Apply(carried, now);
        happened.Add(new GradeCarried(left, carried) { CaseId = to.Id, IncidentId = id });
        if (carried is RiskGrade.High)
        {
            happened.AddRange(await referrals.ForFinalHighAsync(to, actor, "Graded High on an incident of this case", now, ct));
        }

        return happened;
    }
}
