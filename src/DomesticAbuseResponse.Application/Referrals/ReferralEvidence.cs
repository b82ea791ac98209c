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
public sealed class ReferralEvidence(CaseDbContext db, MaracSettings settings, PolicyBook policies, InstrumentBook instruments)
{
    /// <param name="marac">Whose thresholds apply; null where the area of the case is not known, and those of no MARAC in particular do.</param>
    /// <param name="before">The referral being evaluated: those made before it are the earlier ones, and once it is sent its day counts.</param>
    public async Task<ReferralEvaluation> EvaluateAsync(
        Case @case, Id<Marac>? marac, Referral? before, ReferrerSays says, DateTimeOffset now, CancellationToken ct)
    {
        var on = UkTime.DateOf(before?.SentAt ?? now);
        return ReferralGrounds.Evaluate(await FactsAsync(@case, before, says, on, ct), await ProfileAsync(marac, on, ct));
    }

    internal async Task<MaracProfile> ProfileAsync(Id<Marac>? marac, DateOnly on, CancellationToken ct) =>
        marac is { } known ? (await settings.ReadAsync(known, on, ct)).Profile : (await policies.AtAsync(PolicyKinds.MaracProfile, scope: null, on, ct)).Content;

    private async Task<ReferralFacts> FactsAsync(Case @case, Referral? before, ReferrerSays says, DateOnly today, CancellationToken ct)
    {
        var victim = await db.People.AsNoTracking().SingleAsync(p => p.Id == @case.VictimId, ct);
        var assessments = await db.FormsAboutVictimAsync(@case, ct);
        var earlier = await EarlierAsync(@case, before, today, ct);
        var reports = await ReportsAsync(@case, ct);

        return new ReferralFacts
        {
            VictimId = @case.VictimId,
            PerpetratorIds = @case.Perpetrators.Select(p => p.PersonId).ToHashSet(),
            ReferredOn = today,
            VictimAge = victim.AgeOn(today),
            Assessments = [.. assessments.GroupBy(a => a.InstrumentCode).Select(g => g.MaxBy(a => a.CompletedAt)!)
                .Select(a => new AssessedTicks(a.InstrumentCode, a.Ticks, UkTime.DateOf(a.CompletedAt!.Value)))],
            Grade = @case.Grade,
            GradeReason = JudgementIn(assessments),
            Concern = says.Concern ?? await ConcernAsync(assessments, ct),
            PoliceReports = [.. reports.Where(r => r.IsPolice).Select(r => r.Report)],
            EarlierReferrals = [.. earlier.Select(e => e.Referral)],
            FurtherAbuse =
            [
                .. says.Since is { } since ? [since] : Array.Empty<FurtherAbuse>(),
                .. await FurtherAbuseAsync(reports, earlier, @case, ct),
            ],
            Consent = says.Consent,
            CounterAllegation = @case.CounterAllegation,
            PrimaryVictim = @case.PrimaryVictim,
        };
    }

    /// <summary>Why a person holds the risk to be High, on the form whose grade the case carries. What was only suggested is nobody's judgement (2.2, S09).</summary>
    private static string? JudgementIn(IReadOnlyList<RiskAssessment> assessments)
    {
        var forms = assessments.ToDictionary(a => a.AsFinished);
        return CaseGrade.Of(forms.Keys) is { Form: var governing }
            ? governing.History.JudgementOfHigh(forms[governing].SuggestionTrace is { } trace ? JsonSerializer.Deserialize<SuggestedGrade>(trace, AssessmentFiles.Json)?.Findings : null)
            : null;
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
    private async Task<IReadOnlyList<Reported>> ReportsAsync(Case @case, CancellationToken ct)
    {
        var (victim, others) = (@case.VictimId, @case.Perpetrators.Select(p => p.PersonId).ToArray());
        var found = await db.Incidents.AsNoTracking()
            .Where(i => i.Parties.Any(p => p.PersonId == victim && p.Role == PartyRole.Victim)
                && i.Parties.Any(p => others.Contains(p.PersonId) && p.Role == PartyRole.Perpetrator))
            .Select(i => new
            {
                i.Id,
                i.Reference,
                i.ReportedAt,
                i.Call,
                Perpetrators = i.Parties.Where(p => p.Role == PartyRole.Perpetrator).Select(p => p.PersonId).ToList(),
                IsPolice = db.Agencies.Any(a => a.Id == i.AgencyId && a.Kind == AgencyKind.PoliceForce),
            }).ToListAsync(ct);
        return [.. found.Select(i => new Reported(i.Id, i.Call, new PoliceReport(i.Reference, victim, i.Perpetrators.ToHashSet(), UkTime.DateOf(i.ReportedAt)), i.ReportedAt, i.IsPolice))];
    }

    /// <summary>MARAC referrals of this victim that went before and were not turned away, in whichever case.</summary>
    internal async Task<IReadOnlyList<(EarlierReferral Referral, DateTimeOffset SentAt)>> EarlierAsync(Case @case, Referral? before, DateOnly today, CancellationToken ct)
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

    /// <summary>Each report since the first earlier referral is further abuse, of the kinds its record shows; which of them counts is the rule's to say (R2.6, R2.7).</summary>
    private async Task<IReadOnlyList<FurtherAbuse>> FurtherAbuseAsync(
        IReadOnlyList<Reported> reports, IReadOnlyList<(EarlierReferral Referral, DateTimeOffset SentAt)> earlier, Case @case, CancellationToken ct)
    {
        var since = earlier.Count == 0 ? [] : reports.Where(r => r.At > earlier.Min(e => e.SentAt) && !(r.Call.HappenedOn < UkTime.DateOf(earlier.Min(e => e.SentAt)))).ToList(); // told afterwards of what was before is no further abuse;
        if (since.Count == 0)
        {
            return [];
        }

        var (ids, victim) = (since.Select(r => (Id<Incident>?)r.Id).ToArray(), @case.VictimId);
        var library = await instruments.ReadAsync(ct);
        var forms = (await db.Assessments.AsNoTracking().Include(a => a.Answers).Where(a => a.PersonId == victim && a.CompletedAt != null && ids.Contains(a.IncidentId)).ToListAsync(ct))
            .ToLookup(a => a.IncidentId);
        return
        [
            .. from report in since
               let answers = forms[report.Id].Select(a => AssessmentFiles.MainAnswersOf(a, library)).OfType<AssessmentAnswers>()
               let behaviours = IncidentBehaviours.Of(report.Call, report.Report.ReportedOn, answers)
               from perpetrator in report.Report.PerpetratorIds
               where @case.Perpetrators.Any(c => c.PersonId == perpetrator)
               select new FurtherAbuse(report.Call.HappenedOn ?? report.Report.ReportedOn, behaviours, perpetrator),
        ];
    }

    private sealed record Reported(Id<Incident> Id, Call Call, PoliceReport Report, DateTimeOffset At, bool IsPolice);
}
