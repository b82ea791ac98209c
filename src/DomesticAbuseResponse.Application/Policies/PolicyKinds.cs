using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>Which part of the United Kingdom's bank holidays an agency keeps (R7.1).</summary>
public sealed record CalendarSettings(BankHolidayDivision Division)
{
    public static CalendarSettings Default { get; } = new(BankHolidayDivision.EnglandAndWales);
}

/// <summary>Every kind of local setting, each with the default of the published guidance it is shipped with.</summary>
public static class PolicyKinds
{
    /// <summary>By force: the versioned deadline rules. A list need not be whole; codes it leaves out are as shipped.</summary>
    public static PolicyKind<IReadOnlyList<DeadlineRule>> DeadlineRules { get; } = new("deadline-rules", DeadlineRuleBook.Default.Rules);

    /// <summary>By force: what "one day" means, and whose conversation stops the clock (R4.25).</summary>
    public static PolicyKind<VictimContactSettings> VictimContact { get; } = new("victim-contact", VictimContactSettings.Default);

    /// <summary>By force or IDVA service: risk bands, markers, who seconds a grade (R1.12 to R1.18).</summary>
    public static PolicyKind<GradingPolicy> Grading { get; } = new("grading", GradingPolicy.Default);

    /// <summary>By force: when an assessment is mandatory (R1.19).</summary>
    public static PolicyKind<AssessmentDutySettings> AssessmentDuty { get; } = new("assessment-duty", AssessmentDutySettings.Default);

    /// <summary>By MARAC: thresholds, escalation, repeat definition and anchor, case time (2.2, 2.3, 2.5). Its timetable is a setting of its own.</summary>
    public static PolicyKind<MaracProfile> MaracProfile { get; } = new("marac-profile", Domain.Maracs.MaracProfile.Default);

    /// <summary>By MARAC: the offsets of its timetable (2.5).</summary>
    public static PolicyKind<MaracTimetableSettings> MaracTimetable { get; } = new("marac-timetable", MaracTimetableSettings.Default);

    /// <summary>By IDVA service: how many open high-risk cases one IDVA carries (R3.1).</summary>
    public static PolicyKind<CaseloadCaps> IdvaCaseload { get; } = new("idva-caseload", CaseloadCaps.Default);

    /// <summary>By agency: whose bank holidays it keeps.</summary>
    public static PolicyKind<CalendarSettings> Calendar { get; } = new("calendar", CalendarSettings.Default);

    public static IReadOnlyList<PolicyKind> All { get; } =
        [DeadlineRules, VictimContact, Grading, AssessmentDuty, MaracProfile, MaracTimetable, IdvaCaseload, Calendar];
}
