using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>Which referrals a High asks for that nobody has been chosen for yet (R2.4).</summary>
internal static class UnaddressedReferrals
{
    extension(CaseDbContext db)
    {
        /// <returns>The kinds that could not be addressed and of which no referral has been made since.</returns>
        public async Task<IReadOnlyList<ReferralKind>> UnaddressedAsync(Id<Case> id, CancellationToken ct)
        {
            var asked = await db.RecordEvents.Where(e => e.CaseId == id && e.Name == nameof(ReferralUnaddressed)).Select(e => new { e.At, e.Details }).ToListAsync(ct);
            if (asked.Count == 0)
            {
                return [];
            }

            var made = await db.Referrals.Where(r => r.CaseId == id).Select(r => new { r.Kind, r.RaisedAt }).ToListAsync(ct);
            return
            [
                .. asked.GroupBy(a => KindOf(a.Details)).Where(g => g.Key is { } kind && !made.Any(m => m.Kind == kind && m.RaisedAt >= g.Max(a => a.At)))
                    .Select(g => g.Key!.Value).Order(),
            ];
        }
    }

    private static ReferralKind? KindOf(string details)
    {
        using var json = JsonDocument.Parse(details);
        return json.RootElement.TryGetProperty(nameof(ReferralUnaddressed.Kind), out var kind) && Enum.TryParse<ReferralKind>(kind.GetString(), out var known) ? known : null;
    }
}
