using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

public sealed record ReferralStarted(ReferralKind Kind, Id<Referral> Referral) : Happened;

/// <param name="Grounds">Those that were met.</param>
public sealed record ReferralSent(ReferralKind Kind, Id<Referral> Referral, bool Consent, string? Basis, IReadOnlyList<Ground> Grounds, string ProfileVersion) : Happened;

public sealed record ReferralAccepted(ReferralKind Kind, Id<Referral> Referral) : Happened;

public sealed record ReferralDeclined(ReferralKind Kind, Id<Referral> Referral) : Happened;

public sealed record ReferralQuestioned(ReferralKind Kind, Id<Referral> Referral) : Happened;

public sealed record ReferralQuestionAnswered(ReferralKind Kind, Id<Referral> Referral) : Happened;

/// <summary>A referral to a MARAC goes to another, because the case lies in its area.</summary>
public sealed record ReferralReaddressed(Id<Referral> Referral, Id<Marac> Before, Id<Marac> Marac) : Happened;

public sealed record ReferralWithdrawn(ReferralKind Kind, Id<Referral> Referral) : Happened;

/// <param name="OverCap">Given above the hard cap, by a manager with a reason (R3.1).</param>
public sealed record IdvaAssigned(Id<StaffMember>? Before, Id<StaffMember> Idva, bool OverCap) : Happened;
