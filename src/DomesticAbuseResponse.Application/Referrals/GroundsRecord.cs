using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The four grounds as they were evaluated when a referral was sent, kept with it as JSON, whatever the rules say later (R2.3).</summary>
/// <param name="Says">What the referrer said beyond the records, so that the grounds can be looked at again with it.</param>
public sealed record GroundsRecord(DateTimeOffset At, string ProfileVersion, IReadOnlyList<GroundResult> Grounds, ReferrerSays? Says = null)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool IsRepeat => Grounds.Any(g => g is { Ground: Ground.MaracRepeat, IsMet: true });

    public static string Write(ReferralEvaluation evaluation, ReferrerSays says, DateTimeOffset at) =>
        JsonSerializer.Serialize(new GroundsRecord(at, evaluation.ProfileVersion, evaluation.Grounds, says), _json);

    /// <returns>Null for a referral that was never sent.</returns>
    public static GroundsRecord? Read(string stored) => stored is "[]" ? null : JsonSerializer.Deserialize<GroundsRecord>(stored, _json);
}
