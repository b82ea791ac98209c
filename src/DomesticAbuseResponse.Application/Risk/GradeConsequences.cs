using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// What a grade sets going (R1.17, R2.4, R4.25, S13). The case carries the grade in force over all its forms and refers on it; an inspector is
/// told of every High; contact clocks run on the higher grade while one waits for its second person. Changes wait for the caller's commit.
/// </summary>
public sealed class GradeConsequences(CaseDbContext db, CaseDeadlines deadlines, RaiseReferrals referrals, CarriedRisk carried, PlanClocks plans)
{
    private readonly InspectorNotices _inspectors = new(db);

    public async Task<IReadOnlyList<Happened>> FollowAsync(Actor actor, OpenedAssessment opened, GradingHistory history, DateTimeOffset now, CancellationToken ct)
    {
        var (assessment, newest) = (opened.Assessment, history.Timeline[^1]);
        List<Happened> happened =
        [
            new GradeGiven(assessment.Id.Value, newest.Kind, newest.Grade, newest.AwaitsSecondPerson, newest.PolicyVersion) { CaseId = opened.Case.Id, IncidentId = assessment.IncidentId },
        ];
        if (await CaseOfAsync(opened.Case, assessment.PersonId, ct) is not { } @case)
        {
            return happened;
        }

        var form = new FinishedForm(assessment.CompletedAt!.Value, history);
        List<FinishedForm> forms = [form, .. (await db.FormsAboutVictimAsync(@case, ct)).Where(a => a.Id != assessment.Id).Select(a => a.AsFinished)];
        var becameHigh = IsInspectors(history.Current?.Grade) && !IsInspectors(history.WithoutLast.Current?.Grade);
        if (CaseGrade.Of(forms) is { } held && held.Form != form && held.Form.CompletedAt > form.CompletedAt)
        {
            // A newer form is graded: the case stands as it is, but every High is an inspector's to see.
            if (becameHigh)
            {
                await _inspectors.TellAsync(@case, assessment.Id.Value, assessment.AgencyId, now, ct);
            }

            return happened;
        }

        var incidentId = assessment.IncidentId;
        var incident = incidentId is null ? null : await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
        var holds = await MovedToAsync(incident, @case, assessment.PersonId, ct);
        happened.AddRange(await ApplyAsync(actor, @case, forms, form, assessment, incident, becameHigh, "Graded High", now, ct, runsClock: holds is null));
        if (incident is not null && holds is not null)
        {
            happened.AddRange(await carried.RegradedAsync(actor, incident, assessment, history, holds, now, ct));
        }

        return happened;
    }

    /// <summary>The case takes the grade that its forms give it, with everything that follows from it.</summary>
    /// <param name="form">The form among them that brings it about, kept as <paramref name="source"/>.</param>
    /// <param name="incident">The report from which contact is due; null when the assessment hangs on none.</param>
    /// <param name="becameHigh">The form has just become High, whatever the case carried.</param>
    /// <param name="because">Why referrals are raised on a High.</param>
    /// <param name="runsClock">False where the report belongs to another case by now, whose the contact is.</param>
    internal async Task<IReadOnlyList<Happened>> ApplyAsync(
        Actor actor, Case @case, IReadOnlyList<FinishedForm> forms, FinishedForm form, RiskAssessment source, Incident? incident, bool becameHigh, string because, DateTimeOffset now, CancellationToken ct,
        bool runsClock = true)
    {
        List<Happened> happened = [];
        var (before, held) = (@case.Grade, CaseGrade.Of(forms));
        if (held is { Grade: var grade } && (grade != before || held.Form == form))
        {
            @case.Apply(grade, now);
            happened.Add(new CaseGraded(before, grade) { CaseId = @case.Id, IncidentId = source.IncidentId });
            happened.AddRange(await plans.GradedAsync(@case, grade, now, ct));
        }

        if (runsClock && CaseGrade.WorkingOf(forms) is { } working)
        {
            happened.AddRange(await deadlines.GradedAsync(
                @case, incident, working, now, ct, working == held?.Grade ? null : $"A form waits for its second person: until then contact is due as for {working}."));
        }

        var caseBecameHigh = IsInspectors(held?.Grade) && !IsInspectors(before);
        if (becameHigh || caseBecameHigh)
        {
            await _inspectors.TellAsync(@case, source.Id.Value, source.AgencyId, now, ct);
        }

        if (caseBecameHigh || (held?.Grade is RiskGrade.High && form.History.Current?.Grade is RiskGrade.High))
        {
            happened.AddRange(await referrals.ForFinalHighAsync(@case, actor, because, now, ct));
        }

        if (held is not null)
        {
            happened.AddRange(await referrals.ForYoungVictimAsync(@case, actor, now, ct));
        }

        if (before is RiskGrade.High && @case.Grade is not RiskGrade.High)
        {
            await referrals.StandDownAsync(@case, actor, now, ct);
        }

        return happened;
    }

    /// <summary>The case to which the report belongs by now, when it was put into another of the victim's since the form was begun.</summary>
    private async Task<Case?> MovedToAsync(Incident? incident, Case @case, Id<Person> person, CancellationToken ct) =>
        incident?.CaseOf(person) is { } now && now != @case.Id && person == @case.VictimId
            ? await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == now, ct)
            : null;

    internal static bool IsInspectors(RiskGrade? grade) => GradeDuties.For(grade, victimAge: null).Any(d => d.Kind is GradeDutyKind.NotifyInspector);

    /// <summary>
    /// The case in which the person assessed is the victim: this one, or their own where it was decided that they are the primary victim
    /// (R4.17). Null for the other side of a counter-allegation, and for a child.
    /// </summary>
    private async Task<Case?> CaseOfAsync(Case @case, Id<Person> person, CancellationToken ct)
    {
        if (person == @case.VictimId || @case.PrimaryVictim?.PersonId != person)
        {
            return person == @case.VictimId ? @case : null;
        }

        var (agency, victim) = (@case.AgencyId, @case.VictimId);
        return await db.Cases.Include(c => c.Perpetrators)
            .FirstOrDefaultAsync(c => c.AgencyId == agency && c.VictimId == person && c.ClosedAt == null && c.CounterAllegation && c.Perpetrators.Any(p => p.PersonId == victim), ct);
    }
}
