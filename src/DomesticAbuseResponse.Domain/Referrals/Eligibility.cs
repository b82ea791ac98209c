using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>Something a service wants to know before it takes a case (R3.4).</summary>
public enum IntakeFact
{
    /// <summary>A way of reaching the victim that somebody has said is safe.</summary>
    SafeContact,
    BirthDate,
    Perpetrator,
    RiskAssessment,

    /// <summary>What happens, in the referrer's words.</summary>
    Account,
}

/// <summary>Which cases an IDVA service takes, and how it goes about them (R3.3, R3.4) [F][P].</summary>
/// <param name="AbuseWithinMonths">How recent the last abuse is.</param>
/// <param name="YoungestWithConsent">From which age, with the victim's consent.</param>
/// <param name="YoungestWithoutConsent">From which age without it, where the case goes to a MARAC as well, as every High does (R2.4).</param>
/// <param name="Needed">What a referral must say; without it, the referrer is asked.</param>
/// <param name="Ladder">How often and when the victim is tried.</param>
public sealed record IntakeSettings(int AbuseWithinMonths, int YoungestWithConsent, int YoungestWithoutConsent, IReadOnlyList<IntakeFact> Needed, LadderSettings? Ladder = null)
{
    public static IntakeSettings Default { get; } = new(3, 14, 17, [IntakeFact.SafeContact, IntakeFact.Perpetrator, IntakeFact.RiskAssessment, IntakeFact.Account]);

    public Refusal? Check() =>
        AbuseWithinMonths is < 1 or > 120 ? new("intake.months", "The last abuse lies between 1 and 120 months back.")
        : YoungestWithConsent is < 0 or > 18 || YoungestWithoutConsent < YoungestWithConsent || YoungestWithoutConsent > 18 ? new("intake.age", "The youngest age lies between 0 and 18, and is no lower without consent than with it.")
        : Needed.Distinct().Count() != Needed.Count ? new("intake.needed", "Each thing that is needed stands once.")
        : Ladder?.Check();
}

/// <summary>How soon a service takes a case up (R3.3).</summary>
public enum TriagePriority
{
    /// <summary>Now: visibly high risk, or planning cannot wait.</summary>
    A,

    /// <summary>Later, and the referrer is told so.</summary>
    B,

    /// <summary>Not enough is known: the referrer is asked.</summary>
    C,
}

public enum EligibilityRule
{
    RecentAbuse,
    Age,
    Information,
}

/// <summary>One test of a referral, with what it rests on.</summary>
/// <param name="Met">Null when it cannot be said.</param>
public sealed record EligibilityFinding(EligibilityRule About, bool? Met, string Because);

/// <summary>What a referral and the records show of it. Dates are London's.</summary>
/// <param name="LastAbuseOn">The newest of what happened or was reported in the case; null when nothing is known.</param>
/// <param name="Age">In whole years; null when not known.</param>
public sealed record IntakeFacts(DateOnly? LastAbuseOn, int? Age, bool Consent, bool ToMarac, RiskGrade? Grade, IReadOnlyCollection<IntakeFact> Known);

/// <summary>What the rules find in a referral. It proposes: a person decides, and a person may decide otherwise with a reason.</summary>
/// <param name="Missing">What is needed and not known.</param>
/// <param name="Suggested">Null where a rule is not met: to decline, with another way for the victim, is what the rules propose.</param>
public sealed record Eligibility(IReadOnlyList<EligibilityFinding> Findings, IReadOnlyList<IntakeFact> Missing, TriagePriority? Suggested, string Because)
{
    public string Rule { get; } = "R3.4";

    public bool IsEligible => Findings.All(f => f.Met is not false);

    public static Eligibility Of(IntakeFacts facts, IntakeSettings settings, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var missing = settings.Needed.Where(n => !facts.Known.Contains(n)).ToList();
        EligibilityFinding[] findings = [Recent(facts, settings, today), Aged(facts, settings), Informed(missing)];
        var (suggested, because) =
            findings.Any(f => f.Met is false && f.About is not EligibilityRule.Information) ? ((TriagePriority?)null, "A rule of the service is not met: decline and name another way, or take it with a reason.")
            : facts.Grade is RiskGrade.High ? (TriagePriority.A, missing.Count == 0 ? "Graded High: planning cannot wait." : "Graded High: planning cannot wait. Ask the referrer at the same time for what is missing.")
            : missing.Count > 0 ? (TriagePriority.C, "Something is missing that the service needs: ask the referrer.")
            : (TriagePriority.B, "Eligible, and not graded High.");
        return new(findings, missing, suggested, because);
    }

    private static EligibilityFinding Recent(IntakeFacts facts, IntakeSettings settings, DateOnly today)
    {
        var since = today.AddMonths(-settings.AbuseWithinMonths);
        var within = settings.AbuseWithinMonths == 1 ? "month" : $"{settings.AbuseWithinMonths} months";
        return facts.LastAbuseOn is { } last
            ? new(EligibilityRule.RecentAbuse, last >= since, $"Last abuse known on {UkTime.Describe(last)}; the service takes what happened in the last {within}.")
            : new(EligibilityRule.RecentAbuse, null, $"When it last happened is not known; the service takes what happened in the last {within}.");
    }

    private static EligibilityFinding Aged(IntakeFacts facts, IntakeSettings settings) => (facts.Age, facts.Consent) switch
    {
        (null, _) => new(EligibilityRule.Age, null, "The age is not known. Somebody young needs services for young people too."),
        ({ } age, true) => new(EligibilityRule.Age, age >= settings.YoungestWithConsent, $"Aged {age}, with consent; the service takes from {settings.YoungestWithConsent}."),
        ({ } age, false) => new(
            EligibilityRule.Age, age >= settings.YoungestWithoutConsent && (facts.ToMarac || facts.Grade is RiskGrade.High),
            $"Aged {age}, without consent; the service takes from {settings.YoungestWithoutConsent}, where the case goes to a MARAC as well, as every High does{(facts.ToMarac || facts.Grade is RiskGrade.High ? "" : ", and this one does not")}."),
    };

    private static EligibilityFinding Informed(List<IntakeFact> missing) => missing.Count == 0
        ? new(EligibilityRule.Information, true, "Everything the service needs to begin is there.")
        : new(EligibilityRule.Information, false, $"Not there: {string.Join(", ", missing.Select(Words))}.");

    public static string Words(IntakeFact fact) => fact switch
    {
        IntakeFact.SafeContact => "a safe way of reaching the victim",
        IntakeFact.BirthDate => "the date of birth, or the age",
        IntakeFact.Perpetrator => "who harms them",
        IntakeFact.RiskAssessment => "a finished risk assessment",
        IntakeFact.Account => "what happens, in words",
    };
}
