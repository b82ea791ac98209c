using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>What the referrer knows beyond the records: the victim's answer, a concern of their own, and further abuse told to them.</summary>
public sealed record ReferrerSays(bool? Consent = null, ProfessionalConcern? Concern = null, FurtherAbuse? Since = null);

/// <summary>Collects what the records hold about a case and has the four grounds evaluated on it (2.2), against the MARAC's own profile.</summary>
public sealed class ReferralEvidence(CaseDbContext db, MaracSettings settings, PolicyBook policies)
{
    /// <param name="marac">Whose thresholds apply; null where the area of the case is not known, and those of no MARAC in particular do.</param>
    /// <param name="before">The referral being evaluated: those made before it are the earlier ones, and once it is sent its day counts.</param>
    public async Task<ReferralEvaluation> EvaluateAsync(
        Case @case, Id<Marac>? marac, Referral? before, ReferrerSays says, DateTimeOffset now, CancellationToken ct)
    {
        var on = UkTime.DateOf(before?.SentAt ?? now);
        var profile = marac is { } known ? (await settings.ReadAsync(known, on, ct)).Profile : (await policies.AtAsync(PolicyKinds.MaracProfile, scope: null, on, ct)).Content;
        return ReferralGrounds.Evaluate(await FactsAsync(@case, before, says, on, ct), profile);
    }

    /// <summary>The MARAC of the case's policing unit; null when the place is not known.</summary>
    public async Task<Id<Marac>?> MaracOfAsync(Case @case, CancellationToken ct)
    {
        var unit = @case.UnitId;
        return unit is null ? null : await db.PolicingUnits.Where(u => u.Id == unit).Select(u => (Id<Marac>?)u.MaracId).SingleOrDefaultAsync(ct);
    }

    private async Task<ReferralFacts> FactsAsync(Case @case, Referral? before, ReferrerSays says, DateOnly today, CancellationToken ct)
    {
        var victim = await db.People.AsNoTracking().SingleAsync(p => p.Id == @case.VictimId, ct);
        var assessments = await AssessmentsAsync(@case, ct);
        var earlier = await EarlierAsync(@case, before, today, ct);
        var reports = await ReportsAsync(@case, ct);
        var (caseGrade, grades) = (@case.Grade, assessments.SelectMany(a => a.Grades).OrderBy(g => g.At).ToList());

        return new ReferralFacts
        {
            VictimId = @case.VictimId,
            PerpetratorIds = @case.Perpetrators.Select(p => p.PersonId).ToHashSet(),
            ReferredOn = today,
            VictimAge = victim.AgeOn(today),
            Assessments = [.. assessments.GroupBy(a => a.InstrumentCode).Select(g => g.MaxBy(a => a.CompletedAt)!)
                .Select(a => new AssessedTicks(a.InstrumentCode, a.Ticks, UkTime.DateOf(a.CompletedAt!.Value)))],
            Grade = caseGrade,
            GradeReason = grades.LastOrDefault(g => g.Grade == caseGrade && g.Kind is not GradeKind.Suggested && g.Reason is not null)?.Reason
                ?? grades.LastOrDefault(g => g.Grade == caseGrade && g.Reason is not null)?.Reason,
            Concern = says.Concern ?? await ConcernAsync(assessments, ct),
            PoliceReports = [.. reports.Where(r => r.IsPolice).Select(r => r.Report)],
            EarlierReferrals = [.. earlier.Select(e => e.Referral)],
            FurtherAbuse =
            [
                .. says.Since is { } since ? [since] : Array.Empty<FurtherAbuse>(),
                .. FurtherAbuse(reports, earlier, @case),
            ],
            Consent = says.Consent,
            CounterAllegation = @case.CounterAllegation,
            PrimaryVictim = @case.PrimaryVictim,
        };
    }

    /// <summary>Finished forms about the victim, on this case or, where each accuses the other, on the other's.</summary>
    private async Task<List<RiskAssessment>> AssessmentsAsync(Case @case, CancellationToken ct)
    {
        var (id, victim, others) = (@case.Id, @case.VictimId, @case.Perpetrators.Select(p => p.PersonId).ToArray());
        var countered = db.Cases.Where(c => c.CounterAllegation && others.Contains(c.VictimId)).Select(c => c.Id);
        return await db.Assessments.AsNoTracking().Include(a => a.Grades)
            .Where(a => a.PersonId == victim && a.CompletedAt != null && (a.CaseId == id || countered.Contains(a.CaseId))).ToListAsync(ct);
    }

    /// <summary>What the latest assessor wrote as grounds for MARAC (R1.9).</summary>
    private async Task<ProfessionalConcern?> ConcernAsync(IEnumerable<RiskAssessment> assessments, CancellationToken ct)
    {
        if (assessments.Where(a => a.Professional is not null).MaxBy(a => a.CompletedAt) is not { } latest
            || JsonSerializer.Deserialize<ProfessionalConsiderations>(latest.Professional!, AssessmentFiles.Json) is not { GroundsForMarac: true } said)
        {
            return null;
        }

        var by = latest.StartedBy;
        return new ProfessionalConcern(await db.Staff.Where(s => s.Id == by).Select(s => s.DisplayName).SingleAsync(ct), said.GroundsForMaracReason);
    }

    /// <summary>Every call or report that names this victim and one of these perpetrators.</summary>
    private async Task<IReadOnlyList<(PoliceReport Report, DateTimeOffset At, bool IsPolice, DateOnly? HappenedOn)>> ReportsAsync(Case @case, CancellationToken ct)
    {
        var (victim, others) = (@case.VictimId, @case.Perpetrators.Select(p => p.PersonId).ToArray());
        var found = await db.Incidents.AsNoTracking()
            .Where(i => i.Parties.Any(p => p.PersonId == victim && p.Role == PartyRole.Victim)
                && i.Parties.Any(p => others.Contains(p.PersonId) && p.Role == PartyRole.Perpetrator))
            .Select(i => new
            {
                i.Reference,
                i.ReportedAt,
                i.Call.HappenedOn,
                Perpetrators = i.Parties.Where(p => p.Role == PartyRole.Perpetrator).Select(p => p.PersonId).ToList(),
                IsPolice = db.Agencies.Any(a => a.Id == i.AgencyId && a.Kind == AgencyKind.PoliceForce),
            }).ToListAsync(ct);
        return [.. found.Select(i => (new PoliceReport(i.Reference, victim, i.Perpetrators.ToHashSet(), UkTime.DateOf(i.ReportedAt)), i.ReportedAt, i.IsPolice, i.HappenedOn))];
    }

    /// <summary>MARAC referrals of this victim that went before and were not turned away, in whichever case.</summary>
    private async Task<IReadOnlyList<(EarlierReferral Referral, DateTimeOffset SentAt)>> EarlierAsync(Case @case, Referral? before, DateOnly today, CancellationToken ct)
    {
        var (victim, self, until) = (@case.VictimId, before?.Id, before?.SentAt);
        var found = await (
            from r in db.Referrals.AsNoTracking()
            join c in db.Cases on r.CaseId equals c.Id
            where c.VictimId == victim && r.Kind == ReferralKind.Marac && r.Id != self && r.SentAt != null && (until == null || r.SentAt < until)
                && r.Status != ReferralStatus.Declined && r.Status != ReferralStatus.Withdrawn
            select new
            {
                c.Reference,
                SentAt = r.SentAt!.Value,
                Perpetrators = c.Perpetrators.Select(p => p.PersonId).ToList(),
                HeardOn = db.Meetings.Where(m => m.HeldOn < today && m.Agenda.Any(a => a.ReferralId == r.Id && a.RemovedAt == null)).Max(m => (DateOnly?)m.HeldOn),
            }).ToListAsync(ct);
        return [.. found.Select(e => (new EarlierReferral(e.Reference, victim, e.Perpetrators.ToHashSet(), UkTime.DateOf(e.SentAt), e.HeardOn), e.SentAt))];
    }

    /// <summary>Each report since the first earlier referral is further abuse of a kind nobody has named; which counts is the rule's to say.</summary>
    private static IEnumerable<FurtherAbuse> FurtherAbuse(
        IEnumerable<(PoliceReport Report, DateTimeOffset At, bool IsPolice, DateOnly? HappenedOn)> reports, IReadOnlyList<(EarlierReferral Referral, DateTimeOffset SentAt)> earlier, Case @case) =>
        earlier.Count == 0
            ? []
            : reports.Where(r => r.At > earlier.Min(e => e.SentAt) && !(r.HappenedOn < UkTime.DateOf(earlier.Min(e => e.SentAt)))) // told afterwards of what was before is no further abuse
                .SelectMany(r => r.Report.PerpetratorIds.Where(p => @case.Perpetrators.Any(c => c.PersonId == p))
                    .Select(p => new FurtherAbuse(r.HappenedOn ?? r.Report.ReportedOn, [AbuseBehaviour.OtherAbuse], p)));
}
