using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>
/// On what a referral may be shared: the victim's consent, or a lawful basis with the person who decided and why (2.6).
/// Consent is preferred and never required for high risk; the victim is told unless that is unsafe (R2.14).
/// </summary>
public sealed record SharingBasis
{
    public const int MinimumReasonLength = 20;

    private SharingBasis()
    {
    }

    public required bool Consent { get; init; }

    /// <summary>Empty with consent.</summary>
    public required IReadOnlyList<LawfulBasis> Bases { get; init; }

    public required Id<StaffMember> DecidedBy { get; init; }

    public required string Reason { get; init; }

    public required bool VictimAware { get; init; }

    public string? NotAwareBecause { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The victim agreed, so the victim knows.</summary>
    public static SharingBasis WithConsent(Id<StaffMember> recordedBy, DateTimeOffset at, string? note = null) => new()
    {
        Consent = true,
        Bases = [],
        DecidedBy = recordedBy,
        Reason = string.IsNullOrWhiteSpace(note) ? "The victim consents." : note.Trim(),
        VictimAware = true,
        At = at,
    };

    /// <summary>Refuses a decision without a known basis, without reasons, or without why the victim does not know.</summary>
    public static Result<SharingBasis> WithoutConsent(
        IReadOnlyCollection<string> basisCodes,
        Id<StaffMember> decidedBy,
        string? reason,
        bool victimAware,
        string? notAwareBecause,
        DateTimeOffset at)
    {
        if (basisCodes.Count == 0)
        {
            return new Refusal("sharing.no-basis", "Choose the lawful basis for sharing without consent.");
        }

        if (basisCodes.FirstOrDefault(c => LawfulBasis.Find(c) is null) is { } unknown)
        {
            return new Refusal("sharing.unknown-basis", $"“{unknown}” is not a lawful basis offered here.");
        }

        if (decidedBy == default)
        {
            return new Refusal("sharing.nobody-decided", "Name who decided to share without consent.");
        }

        if ((reason?.Trim().Length ?? 0) < MinimumReasonLength)
        {
            return new Refusal(
                "sharing.no-reason", $"Write why it is shared without consent, in at least {MinimumReasonLength} characters.");
        }

        if (!victimAware && string.IsNullOrWhiteSpace(notAwareBecause))
        {
            return new Refusal("sharing.victim-not-told", "The victim is told unless that is unsafe: write why the victim does not know.");
        }

        return new SharingBasis
        {
            Consent = false,
            Bases = [.. basisCodes.Distinct().Select(c => LawfulBasis.Find(c)!)],
            DecidedBy = decidedBy,
            Reason = reason!.Trim(),
            VictimAware = victimAware,
            NotAwareBecause = victimAware ? null : notAwareBecause!.Trim(),
            At = at,
        };
    }

    /// <summary>The form in which a referral keeps it: codes joined by commas.</summary>
    public SharingDecision ToDecision() => new()
    {
        Consent = Consent,
        Basis = Consent ? null : string.Join(',', Bases.Select(b => b.Code)),
        Reason = Reason,
        DecidedBy = DecidedBy,
        At = At,
        VictimAware = VictimAware,
        NotAwareReason = NotAwareBecause,
    };
}
