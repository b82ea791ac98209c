using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>What a service decided when it looked at a referral first (R3.3), with what the rules had found. Never changed; a later one counts.</summary>
public sealed class ReferralTriage
{
    public const int ReasonMaxLength = 2000;

    private ReferralTriage()
    {
    }

    public Id<ReferralTriage> Id { get; private init; }

    public Id<Referral> ReferralId { get; private init; }

    public TriagePriority Priority { get; private init; }

    /// <summary>What the rules proposed; null for declining.</summary>
    public TriagePriority? Suggested { get; private init; }

    /// <summary>The findings as they were, as JSON.</summary>
    public string Findings { get; private init; } = "[]";

    public string? Reason { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Refused where it goes against what the rules propose and nobody says why, and where a later start is told to the referrer without a word.</summary>
    public static Result<ReferralTriage> Decide(Id<Referral> referral, Actor by, TriagePriority priority, Eligibility found, string findings, string? reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(found);
        var words = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        return words is null && priority is TriagePriority.B ? new Refusal("triage.reason", "Say why it has to wait: the referrer reads this")
            : words is null && priority is TriagePriority.C ? new Refusal("triage.reason", "Write the question to the referrer")
            : words is null && priority != found.Suggested ? new Refusal("triage.reason", "Say why: the rules of the service propose something else")
            : new ReferralTriage
            {
                Id = Id<ReferralTriage>.New(now),
                ReferralId = referral,
                Priority = priority,
                Suggested = found.Suggested,
                Findings = findings,
                Reason = words,
                By = by.StaffId,
                At = now,
            };
    }
}
