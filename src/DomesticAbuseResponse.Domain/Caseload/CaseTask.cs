using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Orders;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>
/// Something one agency has to do in a case by a day. It belongs to the agency and to one of its people; without a person it is of whoever carries
/// the case there, so that nobody's leave strands it. Other agencies do not see it (R6.12).
/// </summary>
public sealed class CaseTask
{
    public const int WordsMaxLength = 500;

    public const int WaitsForMaxLength = 120;

    public const int OutcomeMaxLength = 1000;

    private CaseTask()
    {
    }

    public Id<CaseTask> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>Who does it; null for whoever carries the case.</summary>
    public Id<StaffMember>? StaffId { get; private set; }

    public string Words { get; private set; } = "";

    /// <summary>The London day by which it is done.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Whom it waits for, in words: "Housing, for the tenancy". Null while it is ours to do.</summary>
    public string? WaitsFor { get; private set; }

    public Id<StaffMember> SetBy { get; private init; }

    public DateTimeOffset SetAt { get; private init; }

    public DateTimeOffset? DoneAt { get; private set; }

    public Id<StaffMember>? DoneBy { get; private set; }

    public string? Outcome { get; private set; }

    /// <summary>Why it was made, where an order or a move of the perpetrator asked for it and nobody set it by hand.</summary>
    public SafetyTaskReason? Reason { get; private init; }

    /// <summary>The order or move it is about. That has a door of its own.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>The day it is about; one that comes before an end is never moved past it.</summary>
    public DateOnly? ForOn { get; private init; }

    /// <summary>What it was about is no more: the order ended, or the day changed.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public bool IsOpen => DoneAt is null;

    /// <summary>Whether it is the task that is asked for: it waits still, or was done when all was known that it tells. Whoever was told before does not know what came after.</summary>
    public bool Answers(SafetyTask asked) => Reason == asked.Reason && ForOn == asked.ForOn && WithdrawnAt is null && (IsOpen || DoneAt >= asked.Since);

    public static Result<CaseTask> Set(Id<Case> @case, Actor by, Id<StaffMember>? staff, string? words, DateOnly dueOn, string? waitsFor, DateOnly today, DateTimeOffset now) =>
        Check(words, dueOn, null, today) is { } refusal ? refusal
        : new CaseTask
        {
            Id = Id<CaseTask>.New(now),
            CaseId = @case,
            AgencyId = by.AgencyId,
            StaffId = staff,
            Words = words!.Trim(),
            DueOn = dueOn,
            WaitsFor = Blank(waitsFor),
            SetBy = by.StaffId,
            SetAt = now,
            ChangedAt = now,
        };

    /// <summary>Made because an order ends, somebody is released, or there is a day in court (R4.15, R4.16). It belongs to whoever carries the case in that agency.</summary>
    public static CaseTask For(Id<Case> @case, Id<Agency> agency, Id<StaffMember> recordedBy, Guid subject, SafetyTask task, DateTimeOffset now) => new()
    {
        Id = Id<CaseTask>.New(now),
        CaseId = @case,
        AgencyId = agency,
        Words = task.Words,
        DueOn = task.DueOn ?? throw new ArgumentException("It is too late for this task.", nameof(task)),
        SetBy = recordedBy,
        SetAt = now,
        Reason = task.Reason,
        SubjectId = subject,
        ForOn = task.ForOn,
        ChangedAt = now,
    };

    /// <summary>What it was about is no more. One that is done stays as it was done.</summary>
    public void Withdraw(string because, DateTimeOffset now)
    {
        if (IsOpen)
        {
            (DoneAt, WithdrawnAt, Outcome, ChangedAt) = (now, now, because, now);
        }
    }

    public Result<CaseTask> Change(Id<StaffMember>? staff, string? words, DateOnly dueOn, string? waitsFor, DateOnly today, DateTimeOffset now)
    {
        if ((IsOpen ? Check(words, dueOn, DueOn, today) ?? TooLate(dueOn) : Over) is { } refusal)
        {
            return refusal;
        }

        (StaffId, Words, DueOn, WaitsFor, ChangedAt) = (staff, words!.Trim(), dueOn, Blank(waitsFor), now);
        return this;
    }

    /// <summary>It is done, or came to nothing; what came of it is said in words where there is something to say.</summary>
    public Result<CaseTask> Finish(Id<StaffMember> by, string? outcome, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return Over;
        }

        (DoneAt, DoneBy, Outcome, ChangedAt) = (now, by, Blank(outcome), now);
        return this;
    }

    /// <summary>Somebody else does it from now on; null: whoever carries the case.</summary>
    public void HandTo(Id<StaffMember>? staff, DateTimeOffset now) => (StaffId, ChangedAt) = (staff, now);

    private static Refusal Over => new("task.done", "Somebody has already said that this is done.");

    /// <param name="held">The day it already has: a late task may keep it.</param>
    private static Refusal? Check(string? words, DateOnly dueOn, DateOnly? held, DateOnly today) =>
        string.IsNullOrWhiteSpace(words) ? new("task.words", "Say what is to be done")
        : dueOn < today && dueOn != held ? new("task.past", "The day must be today or later")
        : dueOn > today.AddYears(2) ? new("task.far", "The day must lie within two years")
        : null;

    private Refusal? TooLate(DateOnly dueOn) => Reason is { } reason && SafetyTask.IsBefore(reason) && dueOn > ForOn && dueOn != DueOn
        ? new("task.after", $"The day must be {Time.UkTime.Describe(ForOn!.Value)} or before: afterwards it is too late.") : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
