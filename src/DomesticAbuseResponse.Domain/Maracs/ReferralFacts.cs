using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>The count of one finished assessment; null ticks for a tool that is not counted.</summary>
public sealed record AssessedTicks(string InstrumentCode, int? Ticks, DateOnly On);

/// <summary>A professional's serious concern, whatever the ticks (2.2). Without a reason it is no ground.</summary>
public sealed record ProfessionalConcern(string By, string? Reason);

/// <summary>One domestic abuse call or report to the police, crime or not, by the London date it was reported.</summary>
public sealed record PoliceReport(string Reference, Id<Person> VictimId, IReadOnlySet<Id<Person>> PerpetratorIds, DateOnly ReportedOn);

/// <summary>A referral made before this one, with when it was heard if it was.</summary>
public sealed record EarlierReferral(
    string CaseReference, Id<Person> VictimId, IReadOnlySet<Id<Person>> PerpetratorIds, DateOnly ReferredOn, DateOnly? HeardOn);

/// <summary>Something the perpetrators of this case did to its victim since, reported to any agency (R2.6).</summary>
public sealed record FurtherAbuse(DateOnly On, IReadOnlyList<AbuseBehaviour> Behaviours, Id<Person>? PerpetratorId = null);

/// <summary>
/// Everything the grounds of a referral are evaluated from. A case is one victim and the people harming them (R2.2);
/// reports and referrals of others may be passed in and are left out by the rules.
/// </summary>
public sealed record ReferralFacts
{
    public required Id<Person> VictimId { get; init; }

    public required IReadOnlySet<Id<Person>> PerpetratorIds { get; init; }

    /// <summary>London date of the referral.</summary>
    public required DateOnly ReferredOn { get; init; }

    /// <summary>In whole years on <see cref="ReferredOn"/>; null when not known.</summary>
    public int? VictimAge { get; init; }

    public IReadOnlyList<AssessedTicks> Assessments { get; init; } = [];

    /// <summary>The grade in force (R1.18).</summary>
    public RiskGrade? Grade { get; init; }

    /// <summary>Why a person holds it to be High (<see cref="GradingHistory.JudgementOfHigh"/>); a count alone is no reason.</summary>
    public string? GradeReason { get; init; }

    public ProfessionalConcern? Concern { get; init; }

    public IReadOnlyList<PoliceReport> PoliceReports { get; init; } = [];

    public IReadOnlyList<EarlierReferral> EarlierReferrals { get; init; } = [];

    public IReadOnlyList<FurtherAbuse> FurtherAbuse { get; init; } = [];

    /// <summary>Null when the victim has not been asked.</summary>
    public bool? Consent { get; init; }

    public bool CounterAllegation { get; init; }

    public PrimaryVictimDecision? PrimaryVictim { get; init; }
}
