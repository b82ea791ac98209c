using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Application.Risk;
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
/// What was found of the victim's risk goes with an incident that changes cases. A form still being filled in goes over, and so does the contact
/// clock of the report, as it was reckoned. A finished form stays where it was graded, and the grade in force on it counts in the new case too,
/// also when a person changes it later: it may raise that case's grade, never lower it, and asks there for everything the grade asks for. The case
/// it left keeps its grade until a person gives another. Changes wait for the caller's commit.
/// </summary>
public sealed class CarriedRisk(CaseDbContext db, CaseDeadlines deadlines, RaiseReferrals referrals)
{
    private readonly InspectorNotices _inspectors = new(db);

    public async Task<IReadOnlyList<Happened>> FollowAsync(Actor actor, Incident incident, Case from, Case to, DateTimeOffset now, CancellationToken ct)
    {
        var (id, left, victim) = (incident.Id, from.Id, to.VictimId);
        var forms = await db.Assessments.Include(a => a.Grades).Where(a => a.CaseId == left && a.IncidentId == id && a.PersonId == victim).ToListAsync(ct);
        var finished = forms.Where(f => !f.Follow(to.Id, now)).OrderBy(f => f.CompletedAt).ToList();

        List<Happened> happened = [];
        var clocks = await db.Deadlines.Where(d => d.CaseId == left && d.IncidentId == id && (d.Kind == DeadlineKind.ContactVictim || d.Kind == DeadlineKind.NotifySchool) && d.SupersededAt == null).ToListAsync(ct);
        foreach (var clock in clocks.Where(d => d.IsOpen))
        {
            happened.AddRange(await deadlines.GoOnAsync(clock, to, actor.StaffId, "The report belongs to this case.", now, ct));
        }

        if (finished.LastOrDefault(f => f.History.WorkingGrade is not null) is { } newest)
        {
            happened.AddRange(await CountAsync(actor, incident, newest, newest.History, to, hasClock: clocks.Exists(d => d.Kind is DeadlineKind.ContactVictim), now, ct));
        }

        return happened;
    }

    /// <summary>A finished form that another case keeps has been graded anew: its report, and with it the contact clock, belongs to this case.</summary>
    public Task<IReadOnlyList<Happened>> RegradedAsync(
        Actor actor, Incident incident, RiskAssessment form, GradingHistory history, Case holds, DateTimeOffset now, CancellationToken ct) =>
        CountAsync(actor, incident, form, history, holds, hasClock: false, now, ct);

    /// <summary>What waits for its second person runs the clock and no more; the grade in force is the case's, and refers on it.</summary>
    private async Task<IReadOnlyList<Happened>> CountAsync(
        Actor actor, Incident incident, RiskAssessment form, GradingHistory history, Case to, bool hasClock, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        if (!hasClock && history.WorkingGrade is { } working)
        {
            happened.AddRange(await deadlines.GradedAsync(to, incident, working, now, ct));
        }

        if (history.Current?.Grade is not { } carried || to.Grade >= carried)
        {
            return happened;
        }

        to.Apply(carried, now);
        happened.Add(new GradeCarried(form.CaseId, carried) { CaseId = to.Id, IncidentId = incident.Id });
        if (GradeConsequences.IsInspectors(carried))
        {
            await _inspectors.TellAsync(to, form.Id.Value, form.AgencyId, now, ct);
        }

        if (carried is RiskGrade.High)
        {
            happened.AddRange(await referrals.ForFinalHighAsync(to, actor, "Graded High on an incident of this case", now, ct));
        }

        return happened;
    }
}
