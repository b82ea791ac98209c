using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>The perpetrator answered a call meant for the victim (R3.5), and not everybody who was told has said what they did about it.</summary>
/// <param name="Channel">How it was tried; null when the attempt is not held.</param>
/// <param name="Ending">The last two figures of the number used; null where no recorded number was used.</param>
/// <param name="OnCard">Whether the number used stands on the safe-contact card.</param>
/// <param name="SomebodySaid">Whether at least one of those told has said what was done.</param>
/// <param name="ToSay">The notice in which this reader says what they did; null when none waits for them.</param>
public sealed record CaseDanger(
    NoticeKind Kind, DateTimeOffset At, ContactChannel? Channel = null, string? Ending = null, bool OnCard = false, bool SomebodySaid = false, Id<Notice>? ToSay = null);

/// <summary>What is dangerous now in each of some cases, for the frame of a case, a referral and the papers of a meeting. The caller has passed the doors.</summary>
internal static class CaseDangers
{
    extension(CaseDbContext db)
    {
        /// <param name="mine">The notices this reader is told of; null where nobody answers from.</param>
        public async Task<ILookup<Id<Case>, CaseDanger>> DangersAsync(IEnumerable<Id<Case>> cases, IQueryable<Notice>? mine, CancellationToken ct)
        {
            var ids = cases.Select(c => (Id<Case>?)c).Distinct().ToArray();
            var told = await db.Notices.AsNoTracking().Where(n => ids.Contains(n.CaseId) && n.Kind == NoticeKind.PerpetratorAnswered).ToListAsync(ct);
            if (told.TrueForAll(n => n.DoneAt is not null))
            {
                return Enumerable.Empty<Notice>().ToLookup(_ => default(Id<Case>), _ => null as CaseDanger)!;
            }

            var attemptIds = told.Select(n => n.SubjectId).OfType<Guid>().Distinct().Select(s => new Id<ContactAttempt>(s)).ToArray();
            var attempts = await db.ContactAttempts.AsNoTracking().Where(a => attemptIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id.Value, ct);
            var toSay = mine is null ? [] : await mine.Where(n => ids.Contains(n.CaseId) && n.Kind == NoticeKind.PerpetratorAnswered && n.DoneAt == null).Select(n => n.Id).ToListAsync(ct);
            return told.GroupBy(n => (n.CaseId, n.SubjectId)).Where(g => g.Any(n => n.DoneAt is null)).OrderByDescending(g => g.Max(n => n.At))
                .ToLookup(g => g.Key.CaseId!.Value, g => Of([.. g], attempts.GetValueOrDefault(g.Key.SubjectId ?? default), toSay));
        }
    }

    private static CaseDanger Of(IReadOnlyList<Notice> told, ContactAttempt? attempt, IReadOnlyList<Id<Notice>> toSay) => new(
        NoticeKind.PerpetratorAnswered, attempt?.At ?? told.Max(n => n.At), attempt?.Channel,
        attempt is { Channel: ContactChannel.Phone or ContactChannel.Text, Used: { Length: > 2 } used } ? used[^2..] : null, attempt?.Used is not null,
        told.Any(n => n.DoneAt is not null), told.Where(n => toSay.Contains(n.Id)).Select(n => (Id<Notice>?)n.Id).FirstOrDefault());
}
