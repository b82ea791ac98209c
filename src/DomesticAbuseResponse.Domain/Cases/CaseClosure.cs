using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Cases;

/// <summary>Why a case ends (R3.12).</summary>
public enum CaseClosureReason
{
    NeedsMet,
    RiskReduced,
    Transferred,
    Declined,
    NeverContacted,
    Disengaged,
    MovedUnknown,

    /// <summary>The person referred as victim was found to be the one who harms.</summary>
    ReferredPersonHarms,
    Duplicate,
    Died,

    /// <summary>Nobody was harmed in it: its only incident named the wrong person.</summary>
    OpenedInError,
}

/// <summary>One closing of a case, and its opening again where there was one.</summary>
public sealed class CaseClosure
{
    public const int NoteMaxLength = 2000;

    private CaseClosure()
    {
    }

    internal CaseClosure(Id<Case> caseId, CaseClosureReason reason, string? note, Id<StaffMember> by, DateTimeOffset at) =>
        (CaseId, Reason, Note, By, At) = (caseId, reason, note, by, at);

    public long Number { get; private init; }

    public Id<Case> CaseId { get; private init; }

    public CaseClosureReason Reason { get; private init; }

    public string? Note { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public DateTimeOffset? ReopenedAt { get; private set; }

    public Id<StaffMember>? ReopenedBy { get; private set; }

    public string? ReopenedBecause { get; private set; }

    internal void Reopened(Id<StaffMember> by, string because, DateTimeOffset now) => (ReopenedBy, ReopenedBecause, ReopenedAt) = (by, because, now);
}

/// <summary>Who may close a case, and what they must say (R3.12).</summary>
public static class CaseClosing
{
    private static readonly Role[] _signOff = [Role.Sergeant, Role.Inspector, Role.IdvaManager];

    /// <summary>Nothing new is graded, referred or placed in a closed case, where nobody would see what follows from it.</summary>
    public static Refusal IsClosed { get; } = new("case.closed", "This case is closed. Somebody of the agency that holds it can open it again.");

    internal static Refusal NotYours => new("case.not-yours", "Only the agency that holds this case can close it or open it again.");

    /// <summary>Whether this person may sign off the closing of a High-risk case.</summary>
    public static bool MaySignOff(Actor by) => by.HasAny(_signOff);

    internal static Refusal? Check(Case @case, Actor by, CaseClosureReason reason, string? note)
    {
        if (by.AgencyId != @case.AgencyId)
        {
            return NotYours;
        }

        if (@case.Grade is RiskGrade.High && !MaySignOff(by))
        {
            return new("case.sign-off", "A case graded High is closed by a sergeant, an inspector or an IDVA manager. Ask one of them.");
        }

        return reason is CaseClosureReason.OpenedInError && string.IsNullOrWhiteSpace(note)
            ? new("case.closure-note", "Say what the error was.")
            : null;
    }
}
