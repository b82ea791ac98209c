using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record PrimaryVictimDecided(Id<Person>? Before, Id<Person> Primary) : Happened;

public sealed record PrimaryVictimProposed(Id<Person> Primary) : Happened;

public sealed record PrimaryVictimRefused(Id<Person> Primary) : Happened;

/// <summary>Somebody who works on the case proposes who the primary victim is, or that it is the other one after all (R4.17, S84). Nothing changes before a second person confirms it.</summary>
public sealed class ProposePrimaryVictim(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    public sealed record Command(Id<Case> CaseId, Id<Person> Primary, string Rationale);

    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Propose who the primary victim is", ct);
        await db.Entry(@case).Collection(c => c.PrimaryVictimProposals).LoadAsync(ct);
        if (CounterAllegations.CheckProposal(@case, command.Primary, command.Rationale, (await db.FinishedOfBothAsync(@case, ct)).Assessors()) is { } refusal)
        {
            return refusal;
        }

        if (@case.Propose(command.Primary, command.Rationale, actor.StaffId, now).Refusal is { } waits)
        {
            return waits;
        }

        var kind = await db.Agencies.Where(a => a.Id == @case.AgencyId).Select(a => a.Kind).SingleAsync(ct);
        db.Notices.AddRange(Standing.ToldIn(kind).Select(role => Notice.To(@case.AgencyId, role, NoticeKind.PrimaryVictimToConfirm, @case.Id, null, now)));
        return await db.TryCommitAsync(actor, now, CaseRaces.Changed, ct, new PrimaryVictimProposed(command.Primary) { CaseId = @case.Id, PersonId = command.Primary }) is { } late ? late : @case.Id;
    }
}

/// <summary>
/// A second person confirms who the primary victim is, or refuses it with a reason (R4.17, S84). Where it is the person recorded as perpetrator, their own case is found
/// or opened with the grade of their own assessment, and carries the decision too; the first case stays, and refers nobody as a victim. Nobody gets a place at the other
/// case by it: it belongs to the agency alone until it is referred.
/// </summary>
public sealed class AnswerPrimaryVictim(CaseDbContext db, CaseFiles cases, RecordCircle circle, GradeConsequences consequences, TimeProvider clock)
{
    /// <param name="Proposal">The number of the proposal that was read: another that waits by now is not answered by it. Null for whatever waits.</param>
    public sealed record Command(Id<Case> CaseId, bool Confirm, string? Reason, long? Proposal = null);

    /// <returns>The case in which the primary victim is the victim; of a refusal the case itself.</returns>
    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Decide the primary victim", ct);
        await db.Entry(@case).Collection(c => c.PrimaryVictimProposals).LoadAsync(ct);
        if (@case.PrimaryVictimProposals.FirstOrDefault(p => p.State is ProposalState.Waiting) is not { } proposal)
        {
            return new Refusal("counter.answered", "Nothing waits for an answer: somebody has given one, or nobody has proposed anything.");
        }

        if (command.Proposal is { } read && proposal.Number != read)
        {
            return new Refusal("counter.other-proposal", "Something else is proposed by now. Read it below, and answer that.");
        }

        var finished = await db.FinishedOfBothAsync(@case, ct);
        if (CounterAllegations.CheckAnswer(@case, proposal, command.Confirm, command.Reason, actor, finished.Assessors()) is { } refusal)
        {
            return refusal;
        }

        proposal.Answer(command.Confirm, command.Reason, actor.StaffId, now);
        @case.Touch(now);
        await DoneAsync(@case.Id, actor, now, ct);
        if (!command.Confirm)
        {
            return await db.TryCommitAsync(actor, now, CaseRaces.Changed, ct, new PrimaryVictimRefused(proposal.PersonId) { CaseId = @case.Id, PersonId = proposal.PersonId }) is { } changed ? changed : @case.Id;
        }

        var primary = proposal.PersonId;
        List<Happened> happened = [new PrimaryVictimDecided(@case.PrimaryVictim?.PersonId, primary) { CaseId = @case.Id, PersonId = primary }];
        @case.Decide(Decision(), now);
        var theirs = @case;
        if (primary != @case.VictimId)
        {
            theirs = await OwnCaseAsync(actor, @case, primary, happened, now, ct);
            theirs.Decide(Decision(), now);
            happened.AddRange(await CarryGradeAsync(actor, @case, theirs, finished, now, ct));
        }

        foreach (var opposite in await OppositesAsync(@case, theirs, ct))
        {
            opposite.Decide(Decision(), now);
            happened.Add(new PrimaryVictimDecided(null, primary) { CaseId = opposite.Id, PersonId = primary });
        }

        foreach (var waiting in (await WaitingAsync(@case, ct)).Where(p => p.Number != proposal.Number))
        {
            waiting.Answer(false, $"It was decided on {@case.Reference} meanwhile.", actor.StaffId, now);
        }

        return await db.TryCommitAsync(actor, now, CaseRaces.Changed, ct, happened) is { } late ? late : theirs.Id;

        PrimaryVictimDecision Decision() => new() { PersonId = primary, DecidedBy = actor.StaffId, Rationale = proposal.Rationale, At = now };
    }

    /// <summary>The open cases of the agency that hold the two people the other way round, and so carry the decision too: two of them never name two primary victims.</summary>
    private IQueryable<Case> Opposites(Case @case)
    {
        var (agency, victim) = (@case.AgencyId, @case.VictimId);
        var others = @case.Perpetrators.Select(p => p.PersonId).ToArray();
        return db.Cases.Where(c => c.AgencyId == agency && c.ClosedAt == null && c.CounterAllegation && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim));
    }

    private async Task<IReadOnlyList<Case>> OppositesAsync(Case @case, Case theirs, CancellationToken ct) =>
        [.. (await Opposites(@case).Include(c => c.Perpetrators).ToListAsync(ct)).Where(c => c.Id != theirs.Id && c.Id != @case.Id && c.PrimaryVictim?.PersonId != theirs.VictimId)];

    private async Task<IReadOnlyList<PrimaryVictimProposal>> WaitingAsync(Case @case, CancellationToken ct) =>
        await Opposites(@case).SelectMany(c => c.PrimaryVictimProposals).Where(p => p.State == ProposalState.Waiting).ToListAsync(ct);

    private async Task DoneAsync(Id<Case> id, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        Id<Case>? about = id;
        foreach (var notice in await db.Notices.Where(n => n.CaseId == about && n.Kind == NoticeKind.PrimaryVictimToConfirm && n.DoneAt == null).ToListAsync(ct))
        {
            notice.Done(actor.StaffId, null, now);
        }
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

/// <summary>The forms a decision between two people rests on.</summary>
internal static class FormsOfBoth
{
    extension(CaseDbContext db)
    {
        /// <summary>Finished forms about anybody in the case, on it or on the case that holds them the other way round.</summary>
        public async Task<List<RiskAssessment>> FinishedOfBothAsync(Case @case, CancellationToken ct)
        {
            var (id, agency, victim) = (@case.Id, @case.AgencyId, @case.VictimId);
            var others = @case.Perpetrators.Select(p => p.PersonId).ToArray();
            var counter = db.Cases.Where(c => c.AgencyId == agency && c.CounterAllegation && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim)).Select(c => c.Id);
            return await db.Assessments.AsNoTracking().Include(a => a.Grades)
                .Where(a => a.CompletedAt != null && (a.PersonId == victim || others.Contains(a.PersonId)) && (a.CaseId == id || counter.Contains(a.CaseId))).ToListAsync(ct);
        }
    }

    /// <summary>Who assessed each person: whoever began the form and whoever graded it.</summary>
    public static Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>> Assessors(this IEnumerable<RiskAssessment> finished) =>
        finished.GroupBy(a => a.PersonId).ToDictionary(g => g.Key, IReadOnlyList<Id<StaffMember>> (g) => [.. g.SelectMany(a => a.History.Assessors.Append(a.StartedBy)).Distinct()]);
}
