using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>
/// Days on which somebody is not at work, and who covers for them: the cover finds their cases, tasks and notices in their own day. Why somebody is away
/// is nobody's business here and is not kept. Days are London's, both included.
/// </summary>
public sealed class StaffLeave
{
    /// <summary>Longer than this is not leave but a handover.</summary>
    public const int LongestDays = 366;

    private StaffLeave()
    {
    }

    public Id<StaffLeave> Id { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public DateOnly FromOn { get; private init; }

    public DateOnly UntilOn { get; private init; }

    /// <summary>Null where nobody covers: the manager then sees the work as nobody's.</summary>
    public Id<StaffMember>? CoverId { get; private init; }

    public Id<StaffMember> PlannedBy { get; private init; }

    public DateTimeOffset PlannedAt { get; private init; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public Id<StaffMember>? CancelledBy { get; private set; }

    public bool IsOn(DateOnly day) => CancelledAt is null && FromOn <= day && day <= UntilOn;

    public static Result<StaffLeave> Plan(Actor by, Id<StaffMember> staff, DateOnly from, DateOnly until, Id<StaffMember>? cover, DateOnly today, DateTimeOffset now) =>
        until < from ? new Refusal("leave.order", "The last day must be on or after the first")
        : until < today ? new Refusal("leave.past", "The last day must be today or later")
        : until.DayNumber - from.DayNumber >= LongestDays ? new Refusal("leave.long", "That is longer than a year. Hand the caseload over instead")
        : cover == staff ? new Refusal("leave.cover-self", "Nobody covers for themselves")
        : new StaffLeave
        {
            Id = Id<StaffLeave>.New(now),
            StaffId = staff,
            AgencyId = by.AgencyId,
            FromOn = from,
            UntilOn = until,
            CoverId = cover,
            PlannedBy = by.StaffId,
            PlannedAt = now,
        };

    public void Cancel(Actor by, DateTimeOffset now)
    {
        if (CancelledAt is null)
        {
            (CancelledAt, CancelledBy) = (now, by.StaffId);
        }
    }
}
