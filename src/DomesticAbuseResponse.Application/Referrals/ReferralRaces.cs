using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>What is said to whoever comes second in moving a referral on.</summary>
internal static class ReferralRaces
{
    /// <summary>Whether it has changed since the version somebody had before them.</summary>
    public static bool IsOther(this Referral referral, uint? seen) => seen is { } version && version != referral.Version;

    public static Refusal MovedOn { get; } = new(
        "referral.moved-on", "Somebody else has moved this referral on since you opened it. It is shown as it is now; nothing you entered has been sent.");
}
