using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Handovers;

/// <summary>Why something stands in a handover, the gravest first.</summary>
public enum HandoverTopic
{
    HighRisk,
    MustBeAttended,
    TargetOverdue,
    ContactDue,
    RegradeAsked,
    ComplaintWithdrawn,
    GradeToReview,
    NoticesWaiting,
}

public static class HandoverTopics
{
    extension(HandoverTopic topic)
    {
        /// <summary>What makes a call stand under this topic, and by which rule.</summary>
        public string Rule => topic switch
        {
            HandoverTopic.HighRisk => "Open, and its case is graded High (R1.17)",
            HandoverTopic.MustBeAttended => "Silent or abandoned, and nobody has come yet (R4.1)",
            HandoverTopic.TargetOverdue => "Nobody has come within the force's target (R4.2)",
            HandoverTopic.ContactDue => "The victim has not been spoken to, and the time for it runs out in the next shift or has run out (R4.9)",
            HandoverTopic.RegradeAsked => "Somebody asked for another grade, and no supervisor has decided (R4.1)",
            HandoverTopic.ComplaintWithdrawn => "A complaint was withdrawn, which ends no risk, and no supervisor has looked at it (R4.23)",
            HandoverTopic.GradeToReview => "The grade is routine, diary or missing, and no supervisor has reviewed it (R4.1)",
            HandoverTopic.NoticesWaiting => "The control room was told, and nobody has dealt with it",
        };
    }
}

/// <summary>An open call as the draft needs it. Instants are UTC.</summary>
/// <param name="Grade">The grade in the force's own word.</param>
/// <param name="Risk">The gravest grade of its cases, as a control room is told it (R6.12).</param>
public sealed record OpenCall(
    Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, string Grade, AttendanceTarget Target, RiskGrade? Risk, bool AwaitsAttendance, Silence Silence,
    bool AwaitsReview, DateTimeOffset? RegradeAskedAt, DateTimeOffset? WithdrawnAt);

/// <summary>Contact with a victim that is still owed, told by the call it came from.</summary>
public sealed record ContactOwed(Id<Incident> IncidentId, string Reference, DateTimeOffset DueAt);

/// <param name="Notices">How many notices to the control room nobody has dealt with.</param>
public sealed record HandoverFacts(IReadOnlyList<OpenCall> Calls, IReadOnlyList<ContactOwed> Contacts, int Notices);

/// <summary>One line as the rules draft it. It names nobody.</summary>
public sealed record DraftedLine(HandoverTopic Topic, Id<Incident>? IncidentId, string Reference, string Fact);

/// <summary>Drafts a shift's handover from what is open, by rule: the supervisor edits it and signs it.</summary>
public static class HandoverDraft
{
    /// <summary>What falls due in the next shift is handed over before it is late.</summary>
    public static readonly TimeSpan NextShift = TimeSpan.FromHours(12);

    /// <summary>More of one kind than anybody reads: the most urgent stand there, and a line says how many more there are.</summary>
    public const int MostOfATopic = 30;

    public static IReadOnlyList<DraftedLine> Of(HandoverFacts facts, DateTimeOffset now) =>
        [.. All(facts, now).GroupBy(l => l.Topic).SelectMany(t => t.Count() <= MostOfATopic ? t : t.Take(MostOfATopic).Append(new(t.Key, null, "", $"{t.Count() - MostOfATopic} more, not listed here")))];

    private static IReadOnlyList<DraftedLine> All(HandoverFacts facts, DateTimeOffset now) =>
    [
        .. from c in facts.Calls where c.Risk is RiskGrade.High orderby c.ReportedAt select Line(HandoverTopic.HighRisk, c, $"{c.Grade}. {c.Target.Words}"),
        .. from c in facts.Calls
           where c.AwaitsAttendance
           orderby c.ReportedAt
           select Line(HandoverTopic.MustBeAttended, c, $"{(c.Silence is Silence.Silent ? "Silent" : "Abandoned")} call {Ago(c.ReportedAt)}"),
        .. from c in facts.Calls where c.Target.State is TargetState.Overdue orderby c.Target.DueAt select Line(HandoverTopic.TargetOverdue, c, $"{c.Grade}. {c.Target.Words}"),
        .. from d in facts.Contacts
           where d.DueAt <= now + NextShift
           orderby d.DueAt
           select new DraftedLine(HandoverTopic.ContactDue, d.IncidentId, d.Reference, $"{(d.DueAt < now ? "Was due" : "Due")} {UkTime.Describe(d.DueAt)}"),
        .. from c in facts.Calls where c.RegradeAskedAt is not null orderby c.RegradeAskedAt select Line(HandoverTopic.RegradeAsked, c, $"{c.Grade}. Asked {Ago(c.RegradeAskedAt!.Value)}"),
        .. from c in facts.Calls where c.WithdrawnAt is not null orderby c.WithdrawnAt select Line(HandoverTopic.ComplaintWithdrawn, c, $"Written down {Ago(c.WithdrawnAt!.Value)}"),
        .. from c in facts.Calls where c.AwaitsReview orderby c.ReportedAt select Line(HandoverTopic.GradeToReview, c, $"{c.Grade}. Reported {Ago(c.ReportedAt)}"),
        .. facts.Notices > 0 ? new[] { new DraftedLine(HandoverTopic.NoticesWaiting, null, "", $"{facts.Notices} {(facts.Notices == 1 ? "notice waits" : "notices wait")}") } : [],
    ];

    private static DraftedLine Line(HandoverTopic topic, OpenCall call, string fact) => new(topic, call.Id, call.Reference, fact);

    private static string Ago(DateTimeOffset at) => UkTime.Describe(at);
}
