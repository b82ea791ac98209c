using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record PrimaryVictimDecided(Id<Person>? Before, Id<Person> Primary) : Happened;

/// <summary>
/// A second person decides who the primary victim is (R4.17, S84). Where it is the person recorded as perpetrator, their own case is found
/// or opened with the grade of their own assessment, and carries the decision too; the first case stays, and refers nobody as a victim.
/// </summary>
public sealed class DecidePrimaryVictim(CaseDbContext db, CaseFiles cases, RecordCircle circle, GradeConsequences consequences, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, Id<Person> Primary, string Rationale);

    /// <returns>The case in which the primary victim is the victim.</returns>
    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Decide the primary victim", ct);
        var finished = await FinishedAsync(@case, ct);
        var assessors = finished.GroupBy(a => a.PersonId).ToDictionary(g => g.Key, IReadOnlyList<Id<StaffMember>> (g) => [.. g.SelectMany(a => a.History.Assessors.Append(a.StartedBy)).Distinct()]);
        if (CounterAllegations.CheckDecision(@case, command.Primary, command.Rationale, actor, assessors) is { } refusal)
        {
            return refusal;
        }

        List<Happened> happened = [new PrimaryVictimDecided(@case.PrimaryVictim?.PersonId, command.Primary) { CaseId = @case.Id, PersonId = command.Primary }];
        @case.Decide(Decision(), now);
        var theirs = @case;
        if (command.Primary != @case.VictimId)
        {
            theirs = await OwnCaseAsync(actor, @case, command.Primary, happened, now, ct);
            theirs.Decide(Decision(), now);
            happened.AddRange(await CarryGradeAsync(actor, @case, theirs, finished, now, ct));
        }

        return await db.TryCommitAsync(actor, now, CaseRaces.Changed, ct, happened) is { } late ? late : theirs.Id;

        PrimaryVictimDecision Decision() => new() { PersonId = command.Primary, DecidedBy = actor.StaffId, Rationale = command.Rationale.Trim(), At = now };
    }

    /// <summary>Finished forms about anybody in the case, on it or on the case that holds them the other way round.</summary>
    private async Task<List<RiskAssessment>> FinishedAsync(Case @case, CancellationToken ct)
    {
        var (id, agency, victim) = (@case.Id, @case.AgencyId, @case.VictimId);
        var others = @case.Perpetrators.Select(p => p.PersonId).ToArray();
        var counter = db.Cases.Where(c => c.AgencyId == agency && c.CounterAllegation && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim)).Select(c => c.Id);
        return await db.Assessments.AsNoTracking().Include(a => a.Grades)
            .Where(a => a.CompletedAt != null && (a.PersonId == victim || others.Contains(a.PersonId)) && (a.CaseId == id || counter.Contains(a.CaseId))).ToListAsync(ct);
    }

    private async Task<Case> OwnCaseAsync(Actor actor, Case @case, Id<Person> primary, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var (agency, victim) = (@case.AgencyId, @case.VictimId);
        var own = await db.Cases.Include(c => c.Perpetrators)
            .FirstOrDefaultAsync(c => c.AgencyId == agency && c.VictimId == primary && c.ClosedAt == null && c.Perpetrators.Any(p => p.PersonId == victim), ct);
        if (own is null)
        {
            own = Case.Open(actor with { AgencyId = agency }, await db.NextCaseReferenceAsync(ct), primary, @case.UnitId, now);
            own.Against(victim, now);
            db.Cases.Add(own);
            circle.Own(agency, RecordKind.Case, own.Id.Value, now);
            await circle.InheritAsync(own, now, ct);
            happened.Add(new CaseOpened { CaseId = own.Id, PersonId = primary });
        }

        own.FlagCounterAllegation($"{@case.Reference} holds the same two people the other way round.", null, now);
        return own;
    }

    /// <summary>
    /// Their own assessment was graded on the other case; here it sets going all that a grade does: the contact deadline from the report, the
    /// inspector's notice and, on a High, the referrals (R1.17, R2.4, R4.9). It never lowers what their own case already carries.
    /// </summary>
    private async Task<IReadOnlyList<Happened>> CarryGradeAsync(
        Actor actor, Case @case, Case theirs, IReadOnlyList<RiskAssessment> finished, DateTimeOffset now, CancellationToken ct)
    {
        var forms = finished.Where(a => a.PersonId == theirs.VictimId).ToDictionary(a => a.AsFinished);
        if ((CaseGrade.Of(forms.Keys)?.Form ?? forms.Keys.MaxBy(f => f.CompletedAt)) is not { } governing
            || CaseGrade.WorkingOf(forms.Keys) is not { } working || working < theirs.Grade)
        {
            return [];
        }

        var (caseId, incidentId) = (@case.Id, forms[governing].IncidentId);
        var report = await db.Incidents.Where(i => incidentId == null ? i.Parties.Any(p => p.CaseId == caseId) : i.Id == incidentId).OrderByDescending(i => i.ReportedAt).FirstOrDefaultAsync(ct);
        return await consequences.ApplyAsync(
            actor, theirs, [.. forms.Keys], governing, forms[governing], report, becameHigh: false, "Decided to be the primary victim, and graded High.", now, ct);
    }
}
