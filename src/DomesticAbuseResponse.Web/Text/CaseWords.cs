using System.Globalization;
using System.Text.Json;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>How a case says what happened in it: deadlines, notices and every line of its chronology, in the area's words for its people.</summary>
public sealed class CaseWords(DisplayNames names, InvestigationWords investigation)
{
    private string Victim => names.Victim.ToLower(CultureInfo.InvariantCulture);

    private string Perpetrator => names.Perpetrator.ToLower(CultureInfo.InvariantCulture);

    public string Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.ContactVictim => $"Contact the {Victim}",
        DeadlineKind.IdvaFirstContact => $"First contact by the IDVA",
        DeadlineKind.AnswerReferral => "Answer the referral",
        DeadlineKind.SupervisorReview => "Review by a supervisor",
        DeadlineKind.SendIdvaReferral => "Send the referral to an IDVA",
        DeadlineKind.SendMaracReferral => "Send the referral to MARAC",
        DeadlineKind.TriageReferral => "Triage the referral",
        DeadlineKind.TakeUpReferral => "Take up the referral that had to wait",
        DeadlineKind.AnswerQuestion => "Answer the question about the referral",
        DeadlineKind.ContactAttempts => $"Try the {Victim} often enough",
        DeadlineKind.VisitFollowUp => "Follow up the visit of the crew",
        DeadlineKind.BeginPlan => "Begin the safety plan",
        DeadlineKind.ReviewPlan => "Look at the safety plan again",
        DeadlineKind.HearNotice => "A court hears a notice",
        DeadlineKind.NotifyAddress => "Name and address are notified under an order",
        DeadlineKind.NotifySchool => "Tell the schools of the children",
        DeadlineKind.SendChildrensReferral => "Send the referral to children’s services",
    };

    public string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.HighRiskInspector => "High risk: decide whether there is a threat to life",
        NoticeKind.DashForReview => "A risk assessment waits for your review",
        NoticeKind.PerpetratorAnswered => $"The {Perpetrator} answered a call meant for the {Victim}",
        NoticeKind.DeadlineOverdue => "A deadline has passed",
        NoticeKind.ReferralToSend => "A referral waits for consent or a lawful basis",
        NoticeKind.IdvaServiceToChoose => "IDVA referral not raised: choose an IDVA service",
        NoticeKind.MaracToChoose => "MARAC referral not raised: choose a MARAC",
        NoticeKind.ChildrensServicesToChoose => "A child is to be referred: choose children’s services",
        NoticeKind.SchoolNoticeLate => "A child’s school was not told before its next day",
        NoticeKind.ScreeningShared => "A child waits to be screened with your agency",
        NoticeKind.ReferralReceived => "A referral has come in",
        NoticeKind.ReferralAnswered => "A referral has been answered",
        NoticeKind.ReferralQuestion => "A question about a referral",
        NoticeKind.RestrictedOpened => "A restricted record was opened",
        NoticeKind.ProtectionChanged => "The protection of a record was changed",
        NoticeKind.ReferAsRepeat => "A new incident within 12 months of MARAC: refer as repeat",
        NoticeKind.SkipToConfirm => "A risk assessment was left out: confirm, or say that it is needed",
        NoticeKind.PrimaryVictimToConfirm => "Each accuses the other: confirm or refuse who the primary victim is",
        NoticeKind.MergeToConfirm => "Two records are to become one: agree or decline",
        NoticeKind.FlowDropped => "Referrals, assessments or calls have dropped or stopped on a route",
        NoticeKind.CrewSummary => $"A crew that was asked for the {Victim} has signed its summary",
        NoticeKind.CrewTaskLapsed => $"A crew’s shift ended before it had been to the {Victim}",
        NoticeKind.CrewDeclined => $"A crew has declined to go to the {Victim}: ask another one",
        NoticeKind.VisitEntriesLate => "Something a crew wrote arrived after its visit was finished",
        NoticeKind.QualityFeedback => "Feedback on your work",
        NoticeKind.DisclosureAsked => "A request under Clare’s Law has come in",
        NoticeKind.DisclosureLate => "A request under Clare’s Law is late",
        NoticeKind.SupervisionToRead => "A supervision record waits for you to read it",
        NoticeKind.CaseloadGiven => "A colleague’s cases have been given to you",
        NoticeKind.StaffLeaves => "Somebody leaves: shut their account",
        NoticeKind.CarrierLeaves => "The IDVA of a case that their service may not be able to hand over leaves: name somebody of the service who takes it on",
        NoticeKind.CarriesBothSides => "One worker carries both sides of a case in which each accuses the other: hand one of them over",
        NoticeKind.CaseloadStranded => "Somebody may sign in no longer and still carries cases",
        NoticeKind.ReferralDelayed => "A referral of yours has to wait",
        NoticeKind.ReferralUnanswered => "A referral of yours has not been answered in time",
        NoticeKind.NotReached => $"The {Victim} could not be reached: can you help?",
        NoticeKind.NotEngaged => $"The {Victim} of a case before your MARAC could not be reached",
        NoticeKind.CaseAssigned => "A case has been given to you",
        NoticeKind.RegradeAsked => "Somebody asked for another response grade: decide",
        NoticeKind.RegradeDecided => "A supervisor has decided on the grade you asked for",
        NoticeKind.LetterCancelled => "An address or safe contact has changed: a letter was cancelled, or may lie at a place that is not safe",
        NoticeKind.HighCaseClosed => "A case graded High that your MARAC has before it was closed",
    };

    /// <summary>What is told where nobody knows to whom a referral of a kind goes.</summary>
    public static NoticeKind ToChoose(ReferralKind kind) => kind switch
    {
        ReferralKind.Marac => NoticeKind.MaracToChoose,
        ReferralKind.Idva => NoticeKind.IdvaServiceToChoose,
        ReferralKind.Childrens => NoticeKind.ChildrensServicesToChoose,
    };

    /// <summary>A notice in words, with which referral it is about.</summary>
    public string Of(NoticeLine notice) => (notice.Kind, notice.Referral) switch
    {
        (NoticeKind.ReferralToSend, { } kind) => $"The {names.Of(kind)} referral waits for consent or a lawful basis",
        (NoticeKind.ReferralReceived, { } kind) => $"A referral to {DisplayNames.ReceiverOf(kind)} has come in",
        (NoticeKind.ReferralAnswered, { } kind) => $"The {names.Of(kind)} referral has been answered",
        (NoticeKind.ReferralQuestion, { } kind) => $"A question about the {names.Of(kind)} referral",
        _ => Of(notice.Kind),
    };

    /// <summary>What the button that puts a notice away does.</summary>
    public static string ButtonOf(NoticeKind kind) => kind switch
    {
        NoticeKind.HighRiskInspector => "Record the decision",
        NoticeKind.PerpetratorAnswered or NoticeKind.DeadlineOverdue or NoticeKind.FlowDropped => "Record what was done",
        _ => "Mark as read",
    };

    /// <summary>Which number must not be used again, told by its last two figures and where it stands.</summary>
    public string NumberOf(CaseDanger danger) => danger switch
    {
        { Ending: { } ending } => $"Do not use the {Lower(danger.Channel!.Value)} number ending {ending} on the safe-contact card: it is marked unsafe.",
        { OnCard: true, Channel: { } channel } => $"Do not use the entry “{names.Of(channel)}” on the safe-contact card: it is marked unsafe.",
        { Channel: { } channel } => $"It was tried by {Lower(channel)} in a way that is not on the safe-contact card: find out which before anybody tries again.",
        _ => "Do not use that number.",
    };

    public string Of(ContactOutcome outcome) => outcome switch
    {
        ContactOutcome.Spoke => $"Spoke with the {Victim}",
        ContactOutcome.NoAnswer => "No answer",
        ContactOutcome.UnsafeToTalk => "Not safe to talk",
        ContactOutcome.PerpetratorAnswered => $"The {Perpetrator} answered",
        ContactOutcome.WrongNumber => "Wrong number",
        ContactOutcome.Declined => "Declined support",
        ContactOutcome.AgreedCallback => "Agreed a time to call back",
    };

    /// <summary>One line of a chronology as a heading.</summary>
    public string HeadingOf(CaseChronology.Entry entry) => Enum.TryParse<ChronologyKind>(entry.Kind, out var kind) ? kind switch
    {
        ChronologyKind.Incident => $"Incident {entry.About} reported",
        ChronologyKind.Assessment => $"{entry.About} assessment {(entry.What == "Completed" ? "finished" : "begun")}",
        ChronologyKind.Grade => entry.What == nameof(Domain.Risk.GradeKind.Suggested) ? $"{entry.About} suggested" : $"Graded {entry.About}",
        ChronologyKind.Contact => $"{Words<ContactOutcome>(entry.What, Of)}",
        ChronologyKind.Referral => $"{Words<ReferralKind>(entry.About, k => names.Of(k))} referral {Words<ReferralStatus>(entry.What, Lower)}",
        ChronologyKind.Deadline => $"{Words<DeadlineKind>(entry.About, Of)}: {Deadline(entry.What)}",
        ChronologyKind.Meeting => entry.What == "Placed" ? $"Placed on the agenda of {entry.About}" : $"Taken off the agenda of {entry.About}",
        ChronologyKind.Record when entry.What == "NoticeDecided" => entry.About == nameof(NoticeKind.HighRiskInspector)
            ? "An inspector decided on the threat to life"
            : $"{Words<NoticeKind>(entry.About, Of)}: said what was done",
        ChronologyKind.Record or ChronologyKind.Plan => Event(entry.What),
    } : entry.What;

    /// <summary>What is behind the heading; null when the heading says it all.</summary>
    /// <param name="entry">The line.</param>
    /// <param name="scheme">The response grades in the force's own words.</param>
    public string? TextOf(CaseChronology.Entry entry, Domain.Incidents.ResponseScheme scheme) => entry.Kind switch
    {
        nameof(ChronologyKind.Incident) => entry.What == "Logged" ? null : $"Response grade: {Words<Domain.Incidents.ResponseGrade>(entry.What, g => scheme.Of(g).Name)}.",
        nameof(ChronologyKind.Assessment) => entry.More is null ? null : $"{DisplayNames.Count(int.Parse(entry.More, CultureInfo.InvariantCulture), "tick")}.",
        nameof(ChronologyKind.Contact) => string.Join(' ', new[] { $"By {Words<Domain.People.ContactChannel>(entry.About, Lower)}.", entry.More }.OfType<string>()),
        nameof(ChronologyKind.Deadline) => string.Join(' ', new[] { entry.More, entry.Until is { } until ? $"Due by {DisplayNames.LongInstant(until)}." : null }.OfType<string>()),
        nameof(ChronologyKind.Meeting) => entry.What == "Placed" && DateOnly.TryParse(entry.More, CultureInfo.InvariantCulture, out var held) ? $"Meeting of {DisplayNames.LongDate(held)}." : entry.More,
        nameof(ChronologyKind.Record) when entry.What == "NoticeDecided" => entry.More,
        nameof(ChronologyKind.Record) => Details(entry.What, entry.More),
        nameof(ChronologyKind.Plan) => null,
        _ => entry.More,
    };

    /// <summary>An event of the record's history, from its name; those whose name does not read well have words of their own.</summary>
    public string Event(string name) => name switch
    {
        "CaseOpened" => "Case opened",
        "IncidentLeftCase" => "An incident left the case",
        "PerpetratorRemoved" => "Somebody named in error was taken off the case",
        "IncidentMoved" => "An incident was put into this case by hand",
        "GradeCarried" => "A grade came with an incident from another case",
        "CasePlaced" => "The case lies in another policing unit",
        "ReferralReaddressed" => "A referral goes to another MARAC",
        "CaseAwaitsCarrier" => "Nobody carries the case",
        "IdvaAssigned" => "An IDVA took the case",
        "LadderStepTaken" => $"Others were told that the {Victim} could not be reached",
        "ProtectionSpread" => "Protection extended to this case",
        "ReferralUnaddressed" => "A referral has nobody to go to yet",
        "PlanBegun" => "The safety plan was begun",
        "PlanLineWritten" => "A line of the safety plan was written",
        "PlanLineChanged" => "A line of the safety plan was changed",
        "PlanLineSettled" => "A line of the safety plan was done, or given up",
        "PlanLineConfirmed" => "A line of the safety plan was looked at again",
        "PlanReviewed" => "The safety plan was reviewed",
        "PlanEventTold" => "Something that the safety plan must take up was recorded",
        "PlanPaperMade" => $"A copy of the safety plan was made for the {Victim}",
        "PlanPaperGiven" => $"A copy of the safety plan was given to the {Victim}",
        nameof(InvestigationStepRecorded) => "Something happened in the investigation",
        nameof(InvestigationStepTakenBack) => "A step of the investigation was taken back",
        nameof(EvidenceNoted) => "Evidence was recorded",
        "LetterMade" => "A letter was made",
        "LetterPrinted" => "A letter was opened to be printed",
        "LetterSent" => "A letter was sent or handed over",
        "LetterCancelled" => "A letter was cancelled",
        "DocumentAdded" => "A document was added",
        "DocumentChanged" => "What is known of a document was changed",
        "DocumentOpened" => "A document was opened",
        "DocumentRemoved" => "A document was removed",
        "NoticeDecided" => "An alert was dealt with",
        "SafeContactFoundUnsafe" => "A way of reaching the " + Victim + " was found unsafe",
        "NoticeClosed" => "An alert was dealt with",
        _ => names.OfCode(name),
    };

    private static string Deadline(string what) => what switch
    {
        "Set" => "date set",
        "Met" => "done",
        "Replaced" => "date no longer in force",
        "Overdue" => "overdue",
        _ => what,
    };

    private string? Details(string name, string? json)
    {
        if (name is not ("NoticeClosed" or "ReferralUnaddressed" or nameof(InvestigationStepRecorded) or nameof(InvestigationStepTakenBack)) || json is null)
        {
            return null;
        }

        using var details = JsonDocument.Parse(json);
        if (name == "ReferralUnaddressed")
        {
            return details.RootElement.TryGetProperty("Kind", out var r) && Enum.TryParse<ReferralKind>(r.GetString(), out var referral)
                ? Of(ToChoose(referral)) + "."
                : null;
        }

        if (name.StartsWith("Investigation", StringComparison.Ordinal))
        {
            return details.RootElement.TryGetProperty("Kind", out var s) && Enum.TryParse<InvestigationStepKind>(s.GetString(), out var step) ? investigation.Of(step) + "." : null;
        }

        var kind = details.RootElement.TryGetProperty("Kind", out var k) && Enum.TryParse<NoticeKind>(k.GetString(), out var known) ? Of(known) : null;
        var threat = details.RootElement.TryGetProperty("ThreatToLife", out var t) && t.ValueKind is JsonValueKind.String
            ? t.GetString() == nameof(ThreatToLife.Needed) ? " The threat-to-life policy is needed." : " The threat-to-life policy is not needed." : "";
        return kind is null ? null : $"{kind}.{threat}";
    }

    private string Lower<T>(T value)
        where T : struct, Enum => DisplayNames.Inside(names.Of(value));

    private static string Words<T>(string? code, Func<T, string> words)
        where T : struct, Enum => Enum.TryParse<T>(code, out var value) ? words(value) : code ?? "";
}
