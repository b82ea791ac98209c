using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// One mandatory assessment left out, on record (R1.19): the reason somebody gave, and what a supervisor decided about it. Never a grade (R1.20).
/// A refused one stays readable, and the assessment is still needed.
/// </summary>
public sealed class AssessmentSkip
{
    public const int NoteMaxLength = 2000;

    private AssessmentSkip()
    {
    }

    private AssessmentSkip(Id<Incident> incidentId, SkippedAssessment skipped) =>
        (IncidentId, Reason, Note, By, At) = (incidentId, skipped.Reason, skipped.Note, skipped.By, skipped.At);

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public SkipReason Reason { get; private init; }

    public string? Note { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Null until a supervisor has decided.</summary>
    public bool? IsConfirmed { get; private set; }

    public Id<StaffMember>? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The supervisor's words.</summary>
    public string? Decision { get; private set; }

    public uint Version { get; private init; }

    public bool IsWaiting => IsConfirmed is null;

    /// <summary>As the duty to assess reads it; null when a supervisor refused it.</summary>
    public SkippedAssessment? AsSkipped => IsConfirmed is false ? null : new(Reason, Note, By, IsConfirmed is true ? DecidedBy : null, At);

    /// <summary>Records the reason; it waits for a supervisor.</summary>
    public static Result<AssessmentSkip> Ask(Id<Incident> incident, SkipReason reason, string? note, Grader by, GradingPolicy policy, DateTimeOffset now) =>
        AssessmentDuty.Skip(reason, note, by, supervisor: null, policy, now).Match<Result<AssessmentSkip>>(skipped => new AssessmentSkip(incident, skipped), refusal => refusal);

    /// <summary>A supervisor other than whoever asked says that there need be no assessment, or that there must be one.</summary>
    public Result<AssessmentSkip> Decide(bool confirm, string? words, Grader supervisor, GradingPolicy policy, DateTimeOffset now)
    {
        if (!IsWaiting)
        {
            return new Refusal("assessment.skip-decided", "A supervisor has already decided this.");
        }

        if (AssessmentDuty.Skip(Reason, Note, new Grader(By, new HashSet<Role>()), supervisor, policy, At).Refusal is { } refused)
        {
            return refused;
        }

        (IsConfirmed, DecidedBy, DecidedAt, Decision) = (confirm, supervisor.StaffId, now, string.IsNullOrWhiteSpace(words) ? null : words.Trim());
        return this;
    }
}
