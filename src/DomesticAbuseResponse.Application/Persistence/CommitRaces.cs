using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using Npgsql;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>
/// Saves a step that two people may take at the same moment, where nothing they typed can be laid side by side: an answer to a referral, a
/// place on an agenda. Who comes second is refused in words and sees the record as it is now.
/// </summary>
internal static class CommitRaces
{
    extension(CaseDbContext db)
    {
        /// <returns>The refusal for whoever came second, or null when the change is saved.</returns>
        public async Task<Refusal?> TryCommitAsync(Actor by, DateTimeOffset now, Refusal late, CancellationToken ct, params IEnumerable<Happened> happened)
        {
            try
            {
                await db.CommitAsync(by, now, ct, happened);
                return null;
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || IsTaken(e.InnerException))
            {
                await db.WriteLooksAsync(ct);
                return late;
            }
        }
    }

    /// <summary>A row with this key was written first. The key of a form sent twice is not meant: that is one submission, not two.</summary>
    private static bool IsTaken(Exception? inner) =>
        inner is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: not "pk_form_submissions" };
}
