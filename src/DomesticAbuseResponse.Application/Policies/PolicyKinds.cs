using DomesticAbuseResponse.Domain.Briefings;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Search;
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
    public static PolicyKind<IReadOnlyList<DeadlineRule>> DeadlineRules { get; } = new(
        "deadline-rules", PolicyScope.Agency, "Deadline rules that differ from those shipped", DeadlineRuleBook.Default.Rules, rules => DeadlineRuleBook.Check(rules));

    /// <summary>By force: what "one day" means, and whose conversation stops the clock (R4.25).</summary>
    public static PolicyKind<VictimContactSettings> VictimContact { get; } = new(
        "victim-contact", PolicyScope.Agency, "Whose conversation stops the contact clock, and what one day means", VictimContactSettings.Default, settings => settings.Check());

    /// <summary>By force or IDVA service: risk bands, markers, who seconds a grade (R1.12 to R1.18).</summary>
    public static PolicyKind<GradingPolicy> Grading { get; } = new(
        "grading", PolicyScope.Agency, "Risk bands, critical markers, reasons and second persons", GradingPolicy.Default, policy => policy.Check(), (policy, version) => policy with { Version = version });

    /// <summary>By force: when an assessment is mandatory (R1.19).</summary>
    public static PolicyKind<AssessmentDutySettings> AssessmentDuty { get; } = new(
        "assessment-duty", PolicyScope.Agency, "When a risk assessment is mandatory", AssessmentDutySettings.Default, Named: (settings, version) => settings with { Version = version });

    /// <summary>By force: what the response grades are called and how soon somebody attends (R4.1, R4.2).</summary>
    public static PolicyKind<ResponseScheme> ResponseScheme { get; } = new(
        "response-scheme", PolicyScope.Agency, "Names and attendance targets of the response grades", Domain.Incidents.ResponseScheme.Default, scheme => scheme.Check());

    /// <summary>By force: when a supervisor attends (R4.12).</summary>
    public static PolicyKind<SupervisorAttendanceSettings> SupervisorAttendance { get; } = new(
        "supervisor-attendance", PolicyScope.Agency, "When a supervisor attends, and how long the list asks", SupervisorAttendanceSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By force: what is new at its daily briefing, and how many cases are told (R4.14).</summary>
    public static PolicyKind<BriefingSettings> Briefing { get; } = new(
        "briefing", PolicyScope.Agency, "What is new at the daily briefing, and how many cases it tells", BriefingSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By agency, for the routes it sends on: when a route is said to drop or fall silent.</summary>
    public static PolicyKind<FlowSettings> Flow { get; } = new(
        "flow", PolicyScope.Agency, "When a route of referrals or assessments is said to drop or fall silent", FlowSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By force: who is a repeat caller, how long the list is, how often the partners meet (R4.19).</summary>
    public static PolicyKind<RepeatCallerSettings> RepeatCallers { get; } = new(
        "repeat-callers", PolicyScope.Agency, "Who is a repeat caller, and how often the partners meet", RepeatCallerSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By force: how far back a reassurance campaign reaches (R4.20).</summary>
    public static PolicyKind<CampaignSettings> Campaign { get; } = new(
        "campaign", PolicyScope.Agency, "How many months back a reassurance campaign reaches", CampaignSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By MARAC: thresholds, escalation, repeat definition and anchor, case time (2.2, 2.3, 2.5). Its timetable is a setting of its own.</summary>
    public static PolicyKind<MaracProfile> MaracProfile { get; } = new(
        "marac-profile", PolicyScope.Marac, "Thresholds, escalation, repeats and case time", Domain.Maracs.MaracProfile.Default, profile => profile.Check(), (profile, version) => profile with { Version = version });

    /// <summary>By MARAC: the offsets of its timetable (2.5).</summary>
    public static PolicyKind<MaracTimetableSettings> MaracTimetable { get; } = new(
        "marac-timetable", PolicyScope.Marac, "Working days before and after a meeting", MaracTimetableSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By IDVA service: how many open high-risk cases one IDVA carries, what a case weighs, and when one without news is pointed out (R3.1).</summary>
    public static PolicyKind<CaseloadCaps> IdvaCaseload { get; } = new(
        "idva-caseload", PolicyScope.Agency, "How many open high-risk cases one IDVA carries, and what a case weighs", CaseloadCaps.Default, caps => caps.Check());

    /// <summary>By IDVA service: which cases it takes, what a referral must say, and how often the victim is tried (R3.3, R3.4).</summary>
    public static PolicyKind<IntakeSettings> IdvaIntake { get; } = new(
        "idva-intake", PolicyScope.Agency, "Which cases an IDVA service takes, and how often it tries to reach the victim", IntakeSettings.Default, settings => settings.Check());

    /// <summary>By agency: whose bank holidays it keeps.</summary>
    public static PolicyKind<CalendarSettings> Calendar { get; } = new("calendar", PolicyScope.Agency, "Whose bank holidays are kept", CalendarSettings.Default);

    /// <summary>By agency: what it means by repeat victim, repeat pair, serial perpetrator and vulnerable (R2.24, R4.6, R4.7).</summary>
    public static PolicyKind<DefinitionBook> Definitions { get; } = new(
        "definitions", PolicyScope.Agency, "What repeat, serial and vulnerable mean", DefinitionBook.Default, book => book.Check(), (book, version) => book with { Version = version });

    /// <summary>By agency: whether others are told that it may know somebody they look for (T15).</summary>
    public static PolicyKind<PointerSettings> Pointers { get; } = new(
        "pointers", PolicyScope.Agency, "Whether other agencies are told that this one may know somebody", PointerSettings.Default, settings => settings.Check());

    /// <summary>By force: the services with hours of their own, and the crew of each (R4.24, R5.1, R5.2).</summary>
    public static PolicyKind<CoverServices> CoverServices { get; } = new(
        "cover-services", PolicyScope.Agency, "Services with their own weekly hours, and their crews", Domain.Rota.CoverServices.Default, services => services.Check());

    /// <summary>By force: in which order a crew reaches victims, how far is near, and how long it may write after its shift (R5.1, R5.5).</summary>
    public static PolicyKind<CrewSettings> CrewTasks { get; } = new(
        "crew-tasks", PolicyScope.Agency, "The order of a crew’s list, distances, and the time for writing up", CrewSettings.Default, settings => settings.Check());

    /// <summary>By agency: how much of its own work it looks at again, when a form is late, and the band of high risk (R1.17, R1.21, R4.5, R4.26).</summary>
    public static PolicyKind<QualitySettings> Quality { get; } = new(
        "quality", PolicyScope.Agency, "Sizes of quality samples, when a form is late, and the band of high risk", QualitySettings.Default, settings => settings.Check());

    /// <summary>By agency: which notices and orders its area offers, who authorises them, and how long before an end the victim is told (R4.27 to R4.32).</summary>
    public static PolicyKind<OrderSettings> Orders { get; } = new(
        "orders", PolicyScope.Agency, "Which notices and orders the area offers, and how long before an end the victim is told", OrderSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    /// <summary>By council: on which days its schools are open, and who is told of a child educated at home (R4.43, R4.45).</summary>
    public static PolicyKind<SchoolTerms> SchoolTerms { get; } = new(
        "school-terms", PolicyScope.Agency, "Term dates of a council’s schools, and its officer for home education", Domain.Children.SchoolTerms.None, terms => terms.Check(), (terms, version) => terms with { Version = version });

    /// <summary>By force: how recency, frequency and gravity rank its perpetrators (R2.23).</summary>
    public static PolicyKind<RfgTable> Rfg { get; } = new(
        "rfg", PolicyScope.Agency, "How recency, frequency and gravity rank perpetrators", RfgTable.Default, table => table.Check(), (table, version) => table with { Version = version });

    /// <summary>By agency: the letters it words itself, beside those shipped or in their place (R3.7).</summary>
    public static PolicyKind<LetterBook> Letters { get; } = new(
        "letters", PolicyScope.Agency, "Letters worded by the agency itself", LetterBook.Default, book => book.Check(), (book, version) => book with { Version = version });

    /// <summary>By agency: how large and how many the files of a case are (T19).</summary>
    public static PolicyKind<DocumentSettings> Documents { get; } = new(
        "documents", PolicyScope.Agency, "How large and how many the files of a case may be", DocumentSettings.Default, settings => settings.Check(), (settings, version) => settings with { Version = version });

    public static IReadOnlyList<PolicyKind> All { get; } =
        [DeadlineRules, VictimContact, Grading, AssessmentDuty, ResponseScheme, SupervisorAttendance, Briefing, Flow, RepeatCallers, Campaign, MaracProfile, MaracTimetable, IdvaCaseload, IdvaIntake, Calendar, CoverServices, CrewTasks, Definitions, Pointers, Quality, Orders, SchoolTerms, Rfg, Letters, Documents];

    public static PolicyKind? Find(string code) => All.FirstOrDefault(k => k.Code == code);
}
