namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>The codes of the rules this product is shipped with, so that no use case spells one by hand.</summary>
public static class DeadlineCodes
{
    public const string VictimContactHigh = "victim-contact-high";
    public const string VictimContactHighNextDay = "victim-contact-high-next-day";
    public const string VictimContactMedium = "victim-contact-medium";
    public const string CourtHearing = "court-48h";
    public const string VictimsCodeEnhanced = "victims-code-enhanced";
    public const string VictimsCodeStandard = "victims-code-standard";
    public const string VictimsCodeHearing = "victims-code-hearing";
    public const string SupportReferral = "support-referral";
    public const string ReferralAnswer = "referral-answer";
    public const string ReferralSend = "referral-send";
    public const string ChildrensReferralSend = "childrens-referral-send";
    public const string SubjectAccess = "subject-access";
    public const string SubjectAccessComplex = "subject-access-complex";
    public const string RepeatWindow = "repeat-window";
    public const string MaracReferralCutoff = "marac-referral-cutoff";
    public const string MaracAgendaOut = "marac-agenda-out";
    public const string MaracResearchDue = "marac-research-due";
    public const string MaracActionsOut = "marac-actions-out";
    public const string MaracFeedback = "marac-feedback";
    public const string MaracMinutes = "marac-minutes";
    public const string IdvaFirstContact = "idva-first-contact";
    public const string IdvaContactHigh = "idva-contact-high";
    public const string IdvaTriage = "idva-triage";
    public const string IdvaTakeUp = "idva-take-up";
    public const string IdvaAttempts = "idva-attempts";
    public const string ReferralQuestion = "referral-question";
    public const string Bail3 = "bail-3";
    public const string Bail6 = "bail-6";
    public const string Bail9 = "bail-9";
    public const string Bail18 = "bail-18";
    public const string Dvpo14 = "dvpo-14";
    public const string Dvpo28 = "dvpo-28";
    public const string DapoNotify = "dapo-notify";
    public const string DapoTag = "dapo-tag";
    public const string Dvds28 = "dvds-28";
    public const string DvdsChecks = "dvds-checks";
    public const string DvdsMeeting = "dvds-meeting";
    public const string SafeContactReview = "safe-contact-review";
    public const string PlanFirst = "plan-first";
    public const string PlanReviewHigh = "plan-review-high";
    public const string PlanReviewEvent = "plan-review-event";
    public const string SchoolNotification = "school-notification";
    public const string ReviewGroup2 = "review-group-2";
    public const string ReviewGroup3 = "review-group-3";
}
