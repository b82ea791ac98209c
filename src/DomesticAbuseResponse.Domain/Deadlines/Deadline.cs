using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;

namespace DomesticAbuseResponse.Domain.Deadlines;

public enum DeadlineKind
{
    ContactVictim,
    IdvaFirstContact,
    AnswerReferral,
    SupervisorReview,

    /// <summary>A High asks for a referral to an IDVA: it is sent, or withdrawn with the reason (R2.4).</summary>
    SendIdvaReferral,

    /// <summary>The same to the MARAC. Sending the one does not meet the other.</summary>
    SendMaracReferral,

    /// <summary>An IDVA service looks at a referral first (R3.3).</summary>
    TriageReferral,

    /// <summary>A referral that had to wait is taken up.</summary>
    TakeUpReferral,

    /// <summary>The referrer answers what the receiver asked.</summary>
    AnswerQuestion,

    /// <summary>The victim of a case that cannot wait is tried often enough, on different days and at different times (R3.3).</summary>
    ContactAttempts,

    /// <summary>What a crew and the victim agreed that somebody does after a visit (R5.5).</summary>
    VisitFollowUp,

    /// <summary>A plan is begun after somebody who supports the victim has spoken with them (R3.11).</summary>
    BeginPlan,

    /// <summary>A plan is looked at again (R3.11).</summary>
    ReviewPlan,

    /// <summary>A court hears a notice that was served (R4.28).</summary>
    HearNotice,

    /// <summary>Whoever is under a domestic abuse protection order notifies name and address (R4.31).</summary>
    NotifyAddress,

    /// <summary>The schools of the children of an incident are told (R4.42).</summary>
    NotifySchool,

    /// <summary>A child is referred to children's services: it is sent, or withdrawn with the reason (R1.26, R1.28).</summary>
    SendChildrensReferral,
}

/// <summary>
/// Something that must be done by an instant. It carries the trace of how that instant was found, so that "Why this date?" can be
/// answered years later (R7.4), and is replaced, never rewritten.
/// </summary>
public sealed class Deadline
{
    private Deadline()
    {
    }

    public Id<Deadline> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public Id<Incident>? IncidentId { get; private init; }

    public DeadlineKind Kind { get; private init; }

    /// <summary>The order whose clock it is; null for every other deadline. The order has a door of its own.</summary>
    public Id<ProtectiveOrder>? OrderId { get; private init; }

    /// <summary>The agency that has to act.</summary>
    public Id<Agency> AgencyId { get; private init; }

    public string RuleCode { get; private init; } = "";

    public string RuleVersion { get; private init; } = "";

    /// <summary>The bank holiday list the date depends on; null when no list can change it (R7.4).</summary>
    public string? CalendarVersion { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset DueAt { get; private init; }

    /// <summary>The stored trace, as JSON: rule, calendar, start, skipped days, answer, other readings.</summary>
    public string Trace { get; private init; } = "{}";

    /// <summary>What made it be set, in words: the first grade, a regrade, a new calendar.</summary>
    public string Because { get; private init; } = "";

    /// <summary>The deadline this one took the place of; the old one stays, superseded.</summary>
    public Id<Deadline>? ReplacesId { get; private init; }

    public DateTimeOffset SetAt { get; private init; }

    public DateTimeOffset? MetAt { get; private set; }

    public Id<StaffMember>? MetBy { get; private set; }

    public DateTimeOffset? SupersededAt { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }

    public bool IsOpen => MetAt is null && SupersededAt is null;

    /// <summary>Sets a deadline as the rules computed it; the one it replaces is superseded in the same breath.</summary>
    public static Deadline Set(
        Id<Case> caseId, Id<Incident>? incidentId, DeadlineKind kind, Id<Agency> agency, DueDate due, string because, DateTimeOffset now, Deadline? replaces = null,
        Id<ProtectiveOrder>? order = null)
    {
        replaces?.Supersede(now);
        return new Deadline
        {
            Id = Id<Deadline>.New(now),
            CaseId = caseId,
            IncidentId = incidentId,
            OrderId = order ?? replaces?.OrderId,
            Kind = kind,
            AgencyId = agency,
            RuleCode = due.Trace.RuleCode,
            RuleVersion = due.Trace.RuleVersion,
            CalendarVersion = due.Trace.UsesWorkingDays ? due.Trace.CalendarVersion : null,
            StartedAt = due.Trace.StartedAt,
            DueAt = due.DueAt,
            Trace = due.Trace.ToJson(),
            Because = because,
            ReplacesId = replaces?.Id,
            SetAt = now,
        };
    }

    public void Meet(Id<StaffMember> by, DateTimeOffset at)
    {
        if (IsOpen)
        {
            (MetAt, MetBy) = (at, by);
        }
    }

    public void Supersede(DateTimeOffset now)
    {
        if (IsOpen)
        {
            SupersededAt = now;
        }
    }

    public void Escalate(DateTimeOffset now) => EscalatedAt ??= now;
}
