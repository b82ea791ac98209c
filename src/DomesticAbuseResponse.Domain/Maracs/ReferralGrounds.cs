using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>What becomes of the case at an IDVA.</summary>
public enum IdvaRoute
{
    None,

    /// <summary>The ticks are in the band that needs the victim's consent, and it has not been given (S09).</summary>
    NeedsConsent,
    Refer,
}

/// <summary>
/// All four grounds, met or not (2.2, R2.3), with where the case goes and what stands in the way. Stored with the
/// referral together with the version of the profile it was evaluated against.
/// </summary>
public sealed record ReferralEvaluation
{
    /// <summary>Always four, in the order of the referral form.</summary>
    public required IReadOnlyList<GroundResult> Grounds { get; init; }

    public required IdvaRoute Idva { get; init; }

    public required string IdvaBecause { get; init; }

    /// <summary>What must be settled before the case can be referred to MARAC.</summary>
    public required IReadOnlyList<Refusal> Blocks { get; init; }

    /// <summary>What must be done beside the referral.</summary>
    public required IReadOnlyList<GradeDuty> AlsoDo { get; init; }

    public required string ProfileVersion { get; init; }

    public GroundResult this[Ground ground] => Grounds.First(g => g.Ground == ground);

    public bool AnyMet => Grounds.Any(g => g.IsMet);

    public bool MayReferToMarac => AnyMet && Blocks is [];

    /// <summary>Consent is preferred, never required, once a ground is met (R2.14); a lawful basis then is.</summary>
    public bool MayReferWithoutConsent => MayReferToMarac;
}

/// <summary>Evaluates a MARAC referral against one MARAC's profile. The grounds are independent of each other (2.2).</summary>
public static class ReferralGrounds
{
    public static ReferralEvaluation Evaluate(ReferralFacts facts, MaracProfile profile)
    {
        var visible = VisibleHighRisk(facts, profile);
        List<GroundResult> grounds =
            [visible, ProfessionalJudgement(facts, visible.IsMet), PotentialEscalation(facts, profile), MaracRepeat(facts, profile)];
        var (idva, because) = Idva(facts, profile, grounds.Any(g => g.IsMet));

        return new ReferralEvaluation
        {
            Grounds = grounds,
            Idva = idva,
            IdvaBecause = because,
            Blocks = [.. Blocks(facts, profile)],
            AlsoDo = YoungVictim.NeedsChildrensReferral(facts.VictimAge)
                ? [new(GradeDutyKind.ReferToChildrensServices, YoungVictim.Explain(facts.VictimAge!.Value, profile.FromAge), "R1.26")]
                : [],
            ProfileVersion = profile.Version,
        };
    }

    private static GroundResult VisibleHighRisk(ReferralFacts facts, MaracProfile profile)
    {
        const string rule = "2.2(1)";
        var counted = facts.Assessments.Where(a => a.Ticks is not null && profile.VisibleHighFrom.ContainsKey(a.InstrumentCode)).ToList();
        var reached = counted.Where(a => a.Ticks >= profile.VisibleHighFrom[a.InstrumentCode]).ToList();

        return reached is not []
            ? GroundResult.Met(Ground.VisibleHighRisk, rule, [.. reached.Select(Words)])
            : GroundResult.NotMet(
                Ground.VisibleHighRisk,
                rule,
                counted is not [] ? "The ticks are below this MARAC’s threshold."
                : facts.Assessments is [] ? "There is no finished risk assessment."
                : "The assessment is made with a tool that is not counted.",
                [.. counted.Select(Words)]);

        string Words(AssessedTicks a) =>
            $"{Count(a.Ticks!.Value, "tick", "ticks")} on {a.InstrumentCode} on {UkTime.Describe(a.On)}; the threshold is {profile.VisibleHighFrom[a.InstrumentCode]}.";
    }

    private static GroundResult ProfessionalJudgement(ReferralFacts facts, bool visible)
    {
        const string rule = "2.2(2)";
        if (!string.IsNullOrWhiteSpace(facts.Concern?.Reason))
        {
            return GroundResult.Met(Ground.ProfessionalJudgement, rule, $"{facts.Concern.By}: {facts.Concern.Reason.Trim()}");
        }

        if (facts.Grade is RiskGrade.High && !string.IsNullOrWhiteSpace(facts.GradeReason) && !visible)
        {
            return GroundResult.Met(Ground.ProfessionalJudgement, rule, $"Graded High: {facts.GradeReason.Trim()}");
        }

        return GroundResult.NotMet(
            Ground.ProfessionalJudgement,
            rule,
            facts.Concern is not null ? "A serious concern is marked, but no reason is written."
            : facts.Grade is not RiskGrade.High ? "No professional has recorded a serious concern."
            : visible ? "No concern is recorded beyond the ticks."
            : "The grade is High, but no reason is written.");
    }

    /// <summary>So many reports to the police about the same victim and perpetrator within the months up to the day (2.2(3), R2.5).</summary>
    public static GroundResult PotentialEscalation(ReferralFacts facts, MaracProfile profile)
    {
        const string rule = "2.2(3), R2.5";
        var from = facts.ReferredOn.AddMonths(-profile.EscalationMonths);
        var reports = facts.PoliceReports
            .Where(r => r.VictimId == facts.VictimId && r.ReportedOn >= from && r.ReportedOn <= facts.ReferredOn)
            .DistinctBy(r => r.Reference)
            .OrderBy(r => r.ReportedOn)
            .ToList();

        // The same victim and perpetrator: three reports against three people are no escalation of one of them.
        var most = facts.PerpetratorIds
            .Select(p => reports.Where(r => r.PerpetratorIds.Contains(p)).ToList())
            .MaxBy(r => r.Count) ?? [];
        List<string> evidence = [.. most.Select(r => $"{r.Reference}, reported on {UkTime.Describe(r.ReportedOn)}.")];

        return most.Count >= profile.EscalationCount
            ? GroundResult.Met(Ground.PotentialEscalation, rule, evidence)
            : GroundResult.NotMet(
                Ground.PotentialEscalation,
                rule,
                $"{Count(most.Count, "report", "reports")} to the police about this victim and perpetrator from {UkTime.Describe(from)} to {UkTime.Describe(facts.ReferredOn)}; {profile.EscalationCount} are needed.",
                evidence);
    }

    private static GroundResult MaracRepeat(ReferralFacts facts, MaracProfile profile)
    {
        const string rule = "2.2(4), R2.6 to R2.9";
        var ofVictim = facts.EarlierReferrals.Where(r => r.VictimId == facts.VictimId).ToList();
        var ofPair = ofVictim.Where(r => r.PerpetratorIds.Overlaps(facts.PerpetratorIds)).OrderByDescending(r => r.ReferredOn).ToList();
        if (ofPair is [])
        {
            return GroundResult.NotMet(Ground.MaracRepeat, rule, ofVictim is []
                ? "There is no earlier MARAC referral of this victim."
                : "The earlier referral of this victim was about somebody else, so this is a new case.");
        }

        var tried = (from earlier in ofPair
                     from abuse in facts.FurtherAbuse
                     where abuse.PerpetratorId is null || earlier.PerpetratorIds.Contains(abuse.PerpetratorId.Value)
                     let counting = abuse.Behaviours.Where(b => b.CountsUnder(profile.RepeatDefinition)).ToList()
                     let window = RepeatWindow.Decide(abuse.On, earlier.ReferredOn, earlier.HeardOn, profile.RepeatAnchor)
                     select (Earlier: earlier, Abuse: abuse, Counting: counting, Window: window)).ToList();

        var repeats = tried.Where(t => t.Window.IsRepeat && t.Counting is not []).ToList();
        if (repeats is not [])
        {
            return GroundResult.Met(Ground.MaracRepeat, rule, [.. repeats.Select(t =>
                $"{t.Earlier.CaseReference}: {string.Join(" and ", t.Counting.Select(b => b.Words()))} on {UkTime.Describe(t.Abuse.On)}. {t.Window.Reason}")]);
        }

        return GroundResult.NotMet(
            Ground.MaracRepeat,
            rule,
            tried is [] ? "No further abuse by this perpetrator is recorded."
            : tried.Any(t => t.Window.IsRepeat) ? "This MARAC counts only behaviour that would be a crime, and the records do not say that what happened was of that kind. If it was, name it."
            : tried[0].Window.Reason,
            [.. ofPair.Select(r => $"{r.CaseReference}, referred on {UkTime.Describe(r.ReferredOn)}.")]);
    }

    private static IEnumerable<Refusal> Blocks(ReferralFacts facts, MaracProfile profile)
    {
        if (facts.VictimAge is { } age && age < profile.FromAge)
        {
            yield return new("marac.too-young", YoungVictim.Explain(age, profile.FromAge));
        }

        if (PrimaryVictim.Check(facts.VictimId, facts.CounterAllegation, facts.PrimaryVictim) is { } refusal)
        {
            yield return refusal;
        }
    }

    private static (IdvaRoute Route, string Because) Idva(ReferralFacts facts, MaracProfile profile, bool anyGround)
    {
        if (PrimaryVictim.Check(facts.VictimId, facts.CounterAllegation, facts.PrimaryVictim) is { } refusal)
        {
            return (IdvaRoute.None, refusal.Message);
        }

        if (anyGround || facts.Grade is RiskGrade.High)
        {
            return (IdvaRoute.Refer, "A case for MARAC, and every victim graded High, goes to an IDVA as well.");
        }

        var inBand = facts.Assessments.Any(a => a.Ticks >= profile.IdvaWithConsentFrom && profile.VisibleHighFrom.ContainsKey(a.InstrumentCode));
        return (inBand, facts.Consent) switch
        {
            (true, true) => (IdvaRoute.Refer, $"{profile.IdvaWithConsentFrom} ticks or more and the victim consents."),
            (true, _) => (IdvaRoute.NeedsConsent, $"{profile.IdvaWithConsentFrom} ticks or more: an IDVA takes the case if the victim consents."),
            _ => (IdvaRoute.None, "No ground for an IDVA referral."),
        };
    }

    private static string Count(int n, string one, string many) => $"{n} {(n == 1 ? one : many)}";
}
