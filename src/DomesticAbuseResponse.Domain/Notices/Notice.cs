using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Domain.Notices;

public enum NoticeKind
{
    /// <summary>A final High: an inspector considers the threat-to-life policy and may add actions (R1.17, S13).</summary>
    HighRiskInspector,

    /// <summary>A DASH waits for the sergeant's review (R1.17).</summary>
    DashForReview,

    /// <summary>The perpetrator answered a call meant for the victim (R3.5).</summary>
    PerpetratorAnswered,
    DeadlineOverdue,

    /// <summary>A grade raised a referral that waits for consent or a lawful basis before it can go (R2.4).</summary>
    ReferralToSend,

    /// <summary>A High asks for an IDVA referral, and no service is known for the area: somebody has to choose one (R2.4).</summary>
    IdvaServiceToChoose,

    /// <summary>A High asks for a MARAC referral, and the area of the case is not known: somebody has to choose the MARAC (R2.4).</summary>
    MaracToChoose,
    ReferralReceived,
    ReferralAnswered,
    ReferralQuestion,

    /// <summary>A manager gave an IDVA a case to carry.</summary>
    CaseAssigned,

    /// <summary>A restricted record was opened (R6.10).</summary>
    RestrictedOpened,

    /// <summary>A record was restricted, somebody named on it or excluded from it, or one of these lifted (R6.10).</summary>
    ProtectionChanged,

    /// <summary>A case graded High that a MARAC has before it was closed (R3.12).</summary>
    HighCaseClosed,

    /// <summary>A new incident between two people who were before a MARAC in the last 12 months (R2.10).</summary>
    ReferAsRepeat,

    /// <summary>A mandatory risk assessment was left out and waits for a supervisor's word (R1.19).</summary>
    SkipToConfirm,

    /// <summary>Somebody asked for another response grade: a control-room supervisor decides (R4.1).</summary>
    RegradeAsked,

    /// <summary>A supervisor has decided on the grade somebody asked for.</summary>
    RegradeDecided,

    /// <summary>Two records are to become one, and a second person has to agree.</summary>
    MergeToConfirm,

    /// <summary>Somebody proposed who the primary victim is; a second person confirms or refuses it (R4.17).</summary>
    PrimaryVictimToConfirm,

    /// <summary>A route of referrals, assessments or calls fell silent or carries far less than usual.</summary>
    FlowDropped,

    /// <summary>A referral has to wait, and the service says so (R3.3).</summary>
    ReferralDelayed,

    /// <summary>The receiver of a referral has let the time for an answer pass: its referrer is told too.</summary>
    ReferralUnanswered,

    /// <summary>An IDVA service could not reach the victim, and asks whoever referred (R3.3).</summary>
    NotReached,

    /// <summary>A MARAC is told that the victim of a case before it is not engaged (R3.3).</summary>
    NotEngaged,

    /// <summary>A supervision record waits to be read by the IDVA it is about (R3.11).</summary>
    SupervisionToRead,

    /// <summary>Somebody's cases were given to you.</summary>
    CaseloadGiven,

    /// <summary>Somebody leaves and has handed their cases over: their account is to be shut.</summary>
    StaffLeaves,

    /// <summary>The IDVA of a case leaves, and their manager may not open it: whoever holds the record names somebody who takes it on.</summary>
    CarrierLeaves,

    /// <summary>Two cases have come to hold the same two people the other way round, and one worker carries both: the managers of the service hand one over (R4.17, T13).</summary>
    CarriesBothSides,

    /// <summary>Somebody may sign in no longer and still carries cases: a manager hands them over.</summary>
    CaseloadStranded,

    /// <summary>A crew's shift ended before it had been to a victim it was asked for (R5.1).</summary>
    CrewTaskLapsed,

    /// <summary>A crew that was asked to go to a victim cannot, and says why (R5.1).</summary>
    CrewDeclined,

    /// <summary>A crew has signed the summary of a shift in which it was asked for this victim (R5.5).</summary>
    CrewSummary,

    /// <summary>What a crew entered on a phone arrived after the record of its visit was finished.</summary>
    VisitEntriesLate,

    /// <summary>A child is to be referred, and children's services of the area are not known: somebody has to choose them (R1.26, R1.28).</summary>
    ChildrensServicesToChoose,

    /// <summary>A child's school was not told before its next day, and no case hangs on the incident (R4.42).</summary>
    SchoolNoticeLate,

    /// <summary>A child waits to be screened by this agency with the other two (R1.28).</summary>
    ScreeningShared,

    /// <summary>Somebody looked at a form or call of theirs for quality and said what can be learnt (R4.5, R4.26).</summary>
    QualityFeedback,

    /// <summary>Somebody asks under the disclosure scheme (R4.33). It says nothing of who or about whom.</summary>
    DisclosureAsked,

    /// <summary>A clock of a request under the disclosure scheme has passed (R4.34, R4.36).</summary>
    DisclosureLate,

    /// <summary>A letter was not sent in time, or left and may lie where it is not safe: the places or the safe contact of somebody it concerns were changed after it was made (R3.7, T5).</summary>
    LetterCancelled,
}

/// <summary>Something a role in an agency, or one person, must know. It carries no personal data: it points at a case.</summary>
public sealed class Notice
{
    private Notice()
    {
    }

    public Id<Notice> Id { get; private init; }

    public NoticeKind Kind { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>The role told, when it is not one person.</summary>
    public Role? Role { get; private init; }

    public Id<StaffMember>? StaffId { get; private set; }

    public Id<Case>? CaseId { get; private init; }

    /// <summary>The referral, assessment, deadline or incident it is about.</summary>
    public Guid? SubjectId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public DateTimeOffset? DoneAt { get; private set; }

    public Id<StaffMember>? DoneBy { get; private set; }

    /// <summary>What the person who dealt with it decided.</summary>
    public string? Decision { get; private set; }

    public uint Version { get; private init; }

    public static Notice To(Id<Agency> agency, Role role, NoticeKind kind, Id<Case>? caseId, Guid? subject, DateTimeOffset now) =>
        new() { Id = Id<Notice>.New(now), AgencyId = agency, Role = role, Kind = kind, CaseId = caseId, SubjectId = subject, At = now };

    public static Notice To(Id<Agency> agency, Id<StaffMember> staff, NoticeKind kind, Id<Case>? caseId, Guid? subject, DateTimeOffset now) =>
        new() { Id = Id<Notice>.New(now), AgencyId = agency, StaffId = staff, Kind = kind, CaseId = caseId, SubjectId = subject, At = now };

    /// <summary>Somebody else deals with it: whoever was told has handed the work over.</summary>
    public void HandTo(Id<StaffMember> staff) => StaffId = staff;

    public void Done(Id<StaffMember> by, string? decision, DateTimeOffset now)
    {
        if (DoneAt is null)
        {
            (DoneAt, DoneBy, Decision) = (now, by, decision);
        }
    }
}
