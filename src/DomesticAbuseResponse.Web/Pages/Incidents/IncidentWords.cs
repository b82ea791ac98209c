using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>What the page of an incident says in words of its own.</summary>
internal static class IncidentWords
{
    /// <summary>What the person has just done, by the code in the address; null when they came another way.</summary>
    public static string? Done(string? done, string reference) => done switch
    {
        "logged" => $"The call has been logged as {reference}.",
        "corrected" => "The details have been corrected.",
        "supervised" => "What you said about a supervisor has been recorded.",
        "reported" => "The time of the report has been corrected, and its deadlines with it.",
        "child" => "Where the child was is on record.",
        "attended" => "The attendance has been recorded.",
        "reviewed" => "The grade has been reviewed.",
        "closed" => "The incident has been closed.",
        "named" => "The person has been named in this incident.",
        "skip-asked" => "A supervisor has been asked to confirm that there is no risk assessment.",
        "skip-decided" => "Your decision on the risk assessment has been recorded.",
        "withdrawn" => "The person's part has been taken back.",
        "sent" => "Sent. Press “Arrived now” when they are there.",
        "arrived" => "The arrival has been recorded.",
        "called-off" => "They have been called off.",
        "regrade-asked" => "The control-room supervisors have been asked for another grade.",
        "complaint-withdrawn" => "It has been written down, and a supervisor looks at it. The risk has not ended.",
        "crew-asked" => "The crew has been asked. Its answer stands below.",
        "crew-withdrawn" => "The task has been taken back from the crew.",
        "crew-handed-on" => "The task has been handed on.",
        "moved" => "The incident now belongs to the case shown below.",
        _ => null,
    };

    /// <summary>What was typed and could not be read, kept as it was: nothing of it stopped the saving.</summary>
    public static IEnumerable<string> Unread(IncidentOverview.View view)
    {
        var call = view.Incident.Call;
        return
        [
            .. call is { CallerPhone: { } phone, CallerPhoneE164: null } && view.Caller is null ? new[] { $"The caller's number “{phone}” could not be read as a whole number, so it finds no earlier calls." } : [],
            .. call.Postcode is { } postcode && Domain.People.Postcode.Normalise(postcode) is null ? new[] { $"The postcode “{postcode}” could not be read." } : [],
            .. call.TimesAsTyped is { } times ? new[] { $"A time was not used, since it cannot be or has not come yet: {times}. The clocks run from the time of the report shown below." } : [],
            .. view.Parties.Where(p => p.AsTyped is not null).Select(p => $"{p.Name}: kept as it was said: {p.AsTyped}"),
        ];
    }

    /// <summary>What the history calls a step, for a reader.</summary>
    public static string Of(string happened, DisplayNames names) => happened switch
    {
        nameof(IncidentLogged) => "Call logged",
        nameof(IncidentCorrected) => "Details corrected",
        nameof(ReportTimeCorrected) => "Time of the report corrected",
        nameof(IncidentAttended) => "Attendance recorded",
        nameof(InvestigationStepRecorded) => "Recorded what happened in the investigation",
        nameof(InvestigationStepTakenBack) => "Took back what was recorded of the investigation",
        nameof(EvidenceNoted) => "Recorded evidence",
        nameof(SupervisorAttendanceRecorded) => "Said whether a supervisor attended",
        nameof(GradeReviewed) => "Response grade reviewed",
        nameof(IncidentClosed) => "Incident closed",
        nameof(AssessmentSkipAsked) => "Risk assessment left out, for a supervisor to confirm",
        nameof(AssessmentSkipDecided) => "Supervisor decided on the risk assessment left out",
        nameof(ReportReceived) => "Came in from another system",
        nameof(ReportUpdated) => "Brought up to date by another system",
        nameof(QuestionAnswered) => "A question about what came in was settled",
        nameof(PersonMatched) => "Somebody was found on record without asking",
        "RepeatIncidentSeen" => "Within 12 months of MARAC: to be referred as repeat",
        nameof(PersonWithdrawn) => "A person's part taken back",
        "IncidentLeftCase" => "Left the case",
        "IncidentJoinedCase" => "Joined a case",
        "IncidentMoved" => "Its case was chosen",
        "PerpetratorRemoved" => "Somebody named in error was taken off the case",
        "GradeCarried" => "Its grade went with it to another case",
        "SilenceTakenBack" => "Found to be neither silent nor abandoned",
        nameof(OfficersSent) => "Somebody was sent",
        nameof(OfficersArrived) => "Somebody arrived",
        nameof(OfficersCalledOff) => "Somebody was called off",
        nameof(RegradeAsked) => "Another response grade asked for",
        nameof(WithdrawalReviewed) => "Supervisor decided on the withdrawn complaint",
        "ProtectionSpread" => "Protection of a person taken over",
        _ => names.OfCode(happened),
    };
}
