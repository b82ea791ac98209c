using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>A meeting that a case could join, with its last London day for referrals.</summary>
public sealed record MeetingSlot(Id<Meeting> MeetingId, DateOnly HeldOn, DateOnly CutOff, bool IsEmergency = false);

/// <summary>Agreement to hear a case outside the ordinary meetings: who, in what role, and why.</summary>
public sealed record EmergencyAgreement(Id<StaffMember> By, IReadOnlySet<Role> Roles, string? Reason, DateTimeOffset At);

public enum PlacementKind
{
    /// <summary>The first meeting to come.</summary>
    Next,

    /// <summary>A later one, because an earlier cut-off had passed.</summary>
    AfterCutOff,
    Emergency,
}

/// <summary>Where a referral goes and why. <see cref="Meeting"/> is null when an emergency meeting is still to be called.</summary>
public sealed record AgendaPlacement(PlacementKind Kind, MeetingSlot? Meeting, string Because)
{
    /// <summary>Placing a case on an agenda suspends nobody's own duties (R2.12, S52).</summary>
    public const string DutiesStillRun = "Each agency’s own duties still run: waiting for the meeting suspends none of them.";
}

/// <summary>How long an agenda will take, in minutes, and a warning when it is too long.</summary>
public sealed record AgendaTime(int Cases, int LeastMinutes, int MostMinutes, string? Warning);

/// <summary>A case as one reader sees it on an agenda.</summary>
public sealed record NumberedCase(int Number, Id<Case> CaseId);

/// <summary>A case waiting to be put in order.</summary>
public sealed record AgendaCandidate(Id<Case> CaseId, string Reference, DateTimeOffset ReceivedAt);

/// <summary>What a coordinator's agenda obeys: cut-off, order, time, and what an excluded reader sees. Dates are London's.</summary>
public static class AgendaRules
{
    /// <summary>
    /// The first ordinary meeting whose cut-off has not passed, the cut-off day itself included; an emergency meeting
    /// when somebody entitled agrees (S52).
    /// </summary>
    public static Result<AgendaPlacement> Place(
        DateOnly receivedOn, IEnumerable<MeetingSlot> meetings, EmergencyAgreement? emergency, MaracProfile profile)
    {
        var toCome = meetings.Where(m => m.HeldOn >= receivedOn).OrderBy(m => m.HeldOn).ToList();
        if (emergency is not null)
        {
            return CheckEmergency(emergency, profile) is { } refusal
                ? refusal
                : new AgendaPlacement(
                    PlacementKind.Emergency, toCome.FirstOrDefault(m => m.IsEmergency), $"Heard as an emergency: {emergency.Reason!.Trim()} {AgendaPlacement.DutiesStillRun}");
        }

        var ordinary = toCome.Where(m => !m.IsEmergency).ToList();
        if (ordinary.FirstOrDefault(m => receivedOn <= m.CutOff) is not { } open)
        {
            return new Refusal("agenda.no-meeting", "No meeting is planned whose cut-off has not passed. Plan one, or ask for an emergency meeting.");
        }

        var missed = ordinary.First();
        return missed == open
            ? new AgendaPlacement(PlacementKind.Next, open, $"Received by the cut-off of {UkTime.Describe(open.CutOff)}. {AgendaPlacement.DutiesStillRun}")
            : new AgendaPlacement(
                PlacementKind.AfterCutOff,
                open,
                $"Received on {UkTime.Describe(receivedOn)}, after the cut-off of {UkTime.Describe(missed.CutOff)} for the meeting of {UkTime.Describe(missed.HeldOn)}, so it goes to the next. {AgendaPlacement.DutiesStillRun}");
    }

    /// <summary>Why a case received on that day cannot join this meeting, or null when it can.</summary>
    public static Refusal? CheckJoin(DateOnly receivedOn, MeetingSlot meeting, EmergencyAgreement? emergency, MaracProfile profile)
    {
        if (meeting.IsEmergency)
        {
            return emergency is null
                ? new("agenda.not-agreed", $"An emergency meeting needs the agreement of {Who(profile)}.")
                : CheckEmergency(emergency, profile);
        }

        return receivedOn <= meeting.CutOff
            ? null
            : new(
                "agenda.after-cut-off",
                $"Referrals for the meeting of {UkTime.Describe(meeting.HeldOn)} closed on {UkTime.Describe(meeting.CutOff)}. Place it on the next meeting, or ask for an emergency meeting.");
    }

    /// <summary>The order to start from: as received. The coordinator may then arrange it otherwise.</summary>
    public static IReadOnlyList<AgendaCandidate> StartingOrder(IEnumerable<AgendaCandidate> cases) =>
        [.. cases.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Reference, StringComparer.Ordinal)];

    /// <summary>
    /// The agenda as a reader with these exclusions sees it: numbered without a gap, so that nothing shows that a case
    /// is kept from them (R6.10, S62). Give them counts and times of this list only.
    /// </summary>
    public static IReadOnlyList<NumberedCase> SeenBy(IEnumerable<Id<Case>> inOrder, IReadOnlySet<Id<Case>> excluded) =>
        [.. inOrder.Where(c => !excluded.Contains(c)).Select((c, index) => new NumberedCase(index + 1, c))];

    /// <summary>From the target to the longest time for each case (2.5, S66).</summary>
    public static AgendaTime TimeFor(int cases, MaracProfile profile) => new(
        cases,
        cases * profile.CaseMinutesTarget,
        cases * profile.CaseMinutesMost,
        cases > profile.CasesPerMeeting
            ? $"{cases} cases are more than the {profile.CasesPerMeeting} a meeting can hear well."
            : null);

    private static Refusal? CheckEmergency(EmergencyAgreement agreement, MaracProfile profile)
    {
        if (!profile.EmergencyAgreedBy.Overlaps(agreement.Roles))
        {
            return new("agenda.not-agreed", $"An emergency meeting needs the agreement of {Who(profile)}.");
        }

        return string.IsNullOrWhiteSpace(agreement.Reason)
            ? new("agenda.emergency-reason", "Write why the case cannot wait for the next meeting.")
            : null;
    }

    private static string Who(MaracProfile profile) =>
        profile.EmergencyAgreedBy.Contains(Role.MaracCoordinator) ? "the chair or the coordinator" : "the chair";
}
