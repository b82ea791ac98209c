using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>
/// What a crew’s shift came to: drafted by rule from what was recorded, signed by one of the crew, and read by the next crew and by the IDVA of each victim (R5.5).
/// It holds choices and no free words about anybody; once signed it stands as it is.
/// </summary>
public sealed class ShiftSummary
{
    public const int NotesMaxLength = 2000;

    private readonly List<SummaryLine> _lines = [];
    private readonly List<SummaryReceipt> _receipts = [];

    private ShiftSummary()
    {
    }

    public Id<Shift> ShiftId { get; private init; }

    public Id<Agency> ForceId { get; private init; }

    /// <summary>The code of the service, by which the next crew is known.</summary>
    public string Service { get; private init; } = "";

    /// <summary>When the shift was planned to begin.</summary>
    public DateTimeOffset From { get; private init; }

    /// <summary>What the crew adds, about no single victim.</summary>
    public string? Notes { get; private init; }

    public Id<StaffMember> SignedBy { get; private init; }

    public Id<Agency> SignedByAgencyId { get; private init; }

    public DateTimeOffset SignedAt { get; private init; }

    public uint Version { get; private init; }

    public IReadOnlyList<SummaryLine> Lines => _lines;

    public IReadOnlyList<SummaryReceipt> Receipts => _receipts;

    public static Result<ShiftSummary> Sign(Shift shift, Actor by, string? notes, IReadOnlyList<TaskTold> tasks, DateTimeOffset now)
    {
        if (!shift.Crew.Any(m => m.StaffId == by.StaffId))
        {
            return new Refusal("summary.crew", "Only the crew of the shift signs its summary.");
        }

        if (tasks.FirstOrDefault(t => t.State is CrewTaskState.Offered or CrewTaskState.Accepted) is { } open)
        {
            return new Refusal("summary.open", $"{open.Reference} is still open. Finish it, hand it on or decline it first.");
        }

        var summary = new ShiftSummary
        {
            ShiftId = shift.Id,
            ForceId = shift.ForceId,
            Service = shift.Service,
            From = shift.PlannedFrom,
            Notes = string.IsNullOrWhiteSpace(notes) ? null : notes.ReplaceLineEndings("\n").Trim(),
            SignedBy = by.StaffId,
            SignedByAgencyId = by.AgencyId,
            SignedAt = now,
        };
        summary._lines.AddRange(tasks.Select(t => new SummaryLine(shift.Id, t)));
        return summary;
    }

    /// <summary>Somebody it was written for has read it. Twice is once.</summary>
    /// <returns>False where they had said so before.</returns>
    public Result<bool> Read(Actor by, DateTimeOffset now)
    {
        if (SignedBy == by.StaffId)
        {
            return new Refusal("summary.own", "You signed this yourself: those who come after you say that they have read it.");
        }

        if (_receipts.Exists(r => r.StaffId == by.StaffId))
        {
            return false;
        }

        _receipts.Add(new SummaryReceipt(ShiftId, by.StaffId, now));
        return true;
    }
}

/// <summary>One task of a shift, as the summary tells it.</summary>
/// <param name="Record">Null where nothing was written.</param>
public sealed record TaskTold(Id<CrewTask> TaskId, Id<Incident> IncidentId, string Reference, CrewTaskState State, DateTimeOffset? ReachedAt, VisitRecord? Record);

/// <summary>What came of one task. It names nobody.</summary>
public sealed class SummaryLine
{
    private readonly List<Onward> _onward = [];
    private readonly List<VisitNeed> _needs = [];
    private readonly List<SafetyStep> _steps = [];

    private SummaryLine()
    {
    }

    internal SummaryLine(Id<Shift> shift, TaskTold told)
    {
        (ShiftId, TaskId, IncidentId, Reference, State, ReachedAt) = (shift, told.TaskId, told.IncidentId, told.Reference, told.State, told.ReachedAt);
        if (told.Record is { } record)
        {
            (Outcome, Dash, FollowUp, FollowUpOn) = (record.Outcome, record.Dash, record.FollowUp, record.FollowUpOn);
            _onward.AddRange(record.Onward);
            _needs.AddRange(record.Needs);
            _steps.AddRange(record.Steps);
        }
    }

    public long Number { get; private init; }

    public Id<Shift> ShiftId { get; private init; }

    public Id<CrewTask> TaskId { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public string Reference { get; private init; } = "";

    public CrewTaskState State { get; private init; }

    /// <summary>When the crew arrived, or first spoke by phone.</summary>
    public DateTimeOffset? ReachedAt { get; private init; }

    public EngagementOutcome? Outcome { get; private init; }

    public DashDone? Dash { get; private init; }

    public FollowUpBy? FollowUp { get; private init; }

    public DateOnly? FollowUpOn { get; private init; }

    public IReadOnlyList<Onward> Onward => _onward;

    public IReadOnlyList<VisitNeed> Needs => _needs;

    public IReadOnlyList<SafetyStep> Steps => _steps;
}

/// <summary>Who has read a summary, and when.</summary>
public sealed class SummaryReceipt
{
    private SummaryReceipt()
    {
    }

    internal SummaryReceipt(Id<Shift> shiftId, Id<StaffMember> staffId, DateTimeOffset at) => (ShiftId, StaffId, At) = (shiftId, staffId, at);

    public long Number { get; private init; }

    public Id<Shift> ShiftId { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public DateTimeOffset At { get; private init; }
}
