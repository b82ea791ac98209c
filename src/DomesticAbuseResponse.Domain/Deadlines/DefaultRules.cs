namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>Version 1 of every rule, with the defaults of the published guidance named in its sources.</summary>
internal static class DefaultRules
{
    private const string _version = "1";
    private static readonly DateOnly _from = new(1980, 1, 1);

    public static IReadOnlyList<DeadlineRule> All { get; } =
    [
        Rule(DeadlineCodes.VictimContactHigh, Clock.ElapsedHours(24), "the report",
            "Contact the victim of a high-risk case within 24 hours of the first report.", "R4.9", "R4.25"),
        Rule(DeadlineCodes.VictimContactHighNextDay, Clock.NextDayEnd(), "the report",
            "Contact the victim of a high-risk case by the end of the day after the first report.", "R4.9", "R4.25"),
        Rule(DeadlineCodes.VictimContactMedium, Clock.WorkingDays(5), "the report",
            "Contact the victim of a medium-risk case within 5 working days of the first report.", "R4.9", "R4.25"),

        Rule(DeadlineCodes.CourtHearing, Clock.CourtHours(48), "service of the notice",
            "A court hears the application for the order within 48 hours of service of the notice, leaving out Sundays, "
            + "Christmas Day, Good Friday and bank holidays.", "R4.28", "R7.5"),
        Rule(DeadlineCodes.Dvpo14, Clock.BeginningWith(14), "the day the order was made",
            "A domestic violence protection order of 14 days begins with the day it was made.", "R4.29"),
        Rule(DeadlineCodes.Dvpo28, Clock.BeginningWith(28), "the day the order was made",
            "A domestic violence protection order of 28 days begins with the day it was made.", "R4.29"),
        Rule(DeadlineCodes.DapoNotify, Clock.BeginningWith(3), "the day the order was made or served",
            "The person under a domestic abuse protection order notifies name and address within 3 days beginning with that day.",
            "R4.31"),
        Rule(DeadlineCodes.Bail3, Clock.MonthsBeginning(3, startsDaysLater: 1), "the arrest",
            "Pre-charge bail by a custody officer ends 3 months from the bail start date, the day after arrest.", "R4.39"),
        Rule(DeadlineCodes.Bail6, Clock.MonthsBeginning(6, startsDaysLater: 1), "the arrest",
            "Pre-charge bail extended by an inspector ends 6 months from the bail start date, the day after arrest.", "R4.39"),
        Rule(DeadlineCodes.Bail9, Clock.MonthsBeginning(9, startsDaysLater: 1), "the arrest",
            "Pre-charge bail extended by a superintendent ends 9 months from the bail start date, the day after arrest.", "R4.39"),
        Rule(DeadlineCodes.Bail18, Clock.MonthsBeginning(18, startsDaysLater: 1), "the arrest",
            "Pre-charge bail extended by a magistrates' court ends at the latest 18 months from the bail start date, the day after arrest.", "R4.39"),
        Rule(DeadlineCodes.DapoTag, Clock.MonthsBeginning(12), "the day the order was made",
            "Electronic monitoring under a domestic abuse protection order lasts at most 12 months.", "R4.31"),

        Rule(DeadlineCodes.VictimsCodeEnhanced, Clock.WorkingDays(1), "the event",
            "Tell a victim with enhanced rights within 1 working day.", "4.7 Right 6", "4.7 Right 8"),
        Rule(DeadlineCodes.VictimsCodeStandard, Clock.WorkingDays(5), "the event",
            "Tell a victim with standard rights within 5 working days.", "4.7 Right 6", "4.7 Right 8"),
        Rule(DeadlineCodes.VictimsCodeHearing, Clock.WorkingDays(1), "receipt of the hearing date",
            "Tell every victim the date, time and place of a hearing within 1 working day.", "4.7 Right 8"),
        Rule(DeadlineCodes.SupportReferral, Clock.WorkingDays(2), "the report",
            "Refer the victim to a support service within 2 working days of the report.", "4.7 Right 4"),
        Rule(DeadlineCodes.ReferralSend, Clock.WorkingDays(1), "the grade of High",
            "Send the referral that a High asks for, or withdraw it with the reason, within 1 working day.", "R2.4"),
        Rule(DeadlineCodes.ChildrensReferralSend, Clock.WorkingDays(1), "the decision, or the grade of a young victim",
            "Send the referral of a child to children's services, or withdraw it with the reason, within 1 working day.", "R1.26", "R1.28"),
        Rule(DeadlineCodes.ReferralAnswer, Clock.WorkingDays(1), "the referral",
            "Accept or decline a referral, or ask about it, within 1 working day of receiving it.", "R3.3"),

        Rule(DeadlineCodes.Dvds28, Clock.CalendarDays(28, warnsBeforeNonWorkingDay: true), "receipt of the request",
            "A request under the disclosure scheme is finished, disclosure included, within 28 days.", "R4.34"),
        Rule(DeadlineCodes.DvdsChecks, Clock.ElapsedHours(24), "receipt of the request",
            "The first checks of a request under the disclosure scheme are made within 24 hours. A force’s setting; the 28 days alone are national.", "R4.36"),
        Rule(DeadlineCodes.DvdsMeeting, Clock.WorkingDays(10), "receipt of the request",
            "Whoever asks under the disclosure scheme is met face to face within 10 working days. A force’s setting; the 28 days alone are national.", "R4.36"),
        Rule(DeadlineCodes.SchoolNotification, Clock.NextSchoolDay(), "the incident",
            "Notify the child's school as soon as you can, and before the next school day starts.", "R4.42", "R4.45"),

        Rule(DeadlineCodes.MaracReferralCutoff, Clock.WorkingDays(-10), "the meeting",
            "Referrals for the meeting close 10 working days before it.", "2.5"),
        Rule(DeadlineCodes.MaracAgendaOut, Clock.WorkingDays(-8), "the meeting",
            "The agenda goes out 8 working days before the meeting.", "2.5"),
        Rule(DeadlineCodes.MaracResearchDue, Clock.WorkingDays(-2), "the meeting",
            "Agencies return their research 2 working days before the meeting.", "2.5"),
        Rule(DeadlineCodes.MaracActionsOut, Clock.WorkingDays(1), "the meeting",
            "Actions are sent to their owners 1 working day after the meeting.", "2.5"),
        Rule(DeadlineCodes.MaracFeedback, Clock.WorkingDays(2), "the meeting",
            "The IDVA tells the victim the outcome within 2 working days after the meeting.", "2.5"),
        Rule(DeadlineCodes.MaracMinutes, Clock.WorkingDays(3), "the meeting",
            "Minutes go out within 3 working days after the meeting.", "2.5"),

        Rule(DeadlineCodes.IdvaFirstContact, Clock.WorkingDays(2), "the referral",
            "The IDVA first tries to contact the victim within 2 working days of the referral.", "R3.3"),
        Rule(DeadlineCodes.IdvaContactHigh, Clock.ElapsedHours(24), "the referral",
            "The IDVA first tries to contact a high-risk victim within 24 hours of the referral.", "R3.3"),
        Rule(DeadlineCodes.IdvaTriage, Clock.ElapsedHours(48), "the referral",
            "An IDVA service looks at a referral first within 48 hours of receiving it.", "R3.3"),
        Rule(DeadlineCodes.IdvaTakeUp, Clock.WorkingDays(10), "the triage",
            "A referral that has to wait is taken up within 10 working days of its triage.", "R3.3"),
        Rule(DeadlineCodes.IdvaAttempts, Clock.CalendarDays(7), "acceptance",
            "A victim whose case cannot wait is tried often enough within one week of acceptance.", "R3.3"),
        Rule(DeadlineCodes.ReferralQuestion, Clock.WorkingDays(1), "the question",
            "Answer what the receiver of a referral asks within 1 working day.", "R3.3"),
        Rule(DeadlineCodes.RepeatWindow, Clock.MonthsCorresponding(12), "the last MARAC referral or hearing",
            "A further incident is a repeat up to and including the anniversary, 12 calendar months on.", "R2.8", "R2.9"),
        Rule(DeadlineCodes.SafeContactReview, Clock.CalendarDays(30), "the last check",
            "Check again that a way of contacting the victim is safe, within 30 days.", "R3.6"),
        Rule(DeadlineCodes.PlanFirst, Clock.CalendarDays(7), "the contact",
            "Begin the safety and support plan within 7 days of speaking with the victim.", "R3.2", "R3.11"),
        Rule(DeadlineCodes.PlanReviewHigh, Clock.CalendarDays(28), "the last look at the plan, or the grade of High",
            "Look at the safety and support plan again within 28 days while the case is graded High.", "R3.11"),
        Rule(DeadlineCodes.PlanReviewEvent, Clock.WorkingDays(1), "what happened",
            "Look at the safety and support plan again within 1 working day of a new incident, a move, a release, a MARAC, a court date or a change of an order.", "R3.11"),

        Rule(DeadlineCodes.SubjectAccess, Clock.MonthsCorresponding(1, rollsToWorkingDay: true, extendableByMonths: 2),
            "receipt of the request", "Answer a request for personal data within 1 calendar month.", "R6.5"),
        Rule(DeadlineCodes.SubjectAccessComplex, Clock.MonthsCorresponding(3, rollsToWorkingDay: true),
            "receipt of the request", "Answer a complex request for personal data within 3 calendar months.", "R6.5"),
        Rule(DeadlineCodes.ReviewGroup2, Clock.MonthsCorresponding(120), "the last event",
            "Review a group 2 police record after 10 clear years; any new event starts the years again.", "R6.7"),
        Rule(DeadlineCodes.ReviewGroup3, Clock.MonthsCorresponding(72), "the last event",
            "Review a group 3 police record after 6 clear years; any new event starts the years again.", "R6.7"),
    ];

    private static DeadlineRule Rule(string code, Clock clock, string starts, string description, params string[] sources) =>
        new(code, _version, clock, starts, description, sources, _from);
}
