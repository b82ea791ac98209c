using System.Security.Cryptography;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using Npgsql;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>
/// Saves a step that two people may take at the same moment, where nothing they typed can be laid side by side. On an answer to a referral or a
/// place on an agenda, who comes second is refused in words and sees the record as it is now. Of two answers to one question the newer wins.
/// </summary>
internal static class CommitRaces
{
    private const int _mostTries = 12;

    /// <summary>Milliseconds after the first try; more after each.</summary>
    private const int _longestWait = 10;

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
            catch (DbUpdateException e) when (IsRace(e))
            {
                await db.ForgetChangesAsync(ct);
                return late;
            }
        }

        /// <summary>Takes the step; when somebody else was faster, takes it anew on the record as it is then. It reads everything it needs itself.</summary>
        public async Task<T> NewestWinsAsync<T>(Func<Task<T>> step, CancellationToken ct)
        {
            for (var tries = 1; ; tries++)
            {
                try
                {
                    return await step();
                }
                catch (DbUpdateException e) when (tries < _mostTries && IsRace(e))
                {
                    await db.ForgetChangesAsync(ct);
                    await Task.Delay(RandomNumberGenerator.GetInt32(1, _longestWait * tries), ct); // so that those who met once do not meet again
                }
            }
        }
    }

    private static bool IsRace(DbUpdateException e) => e is DbUpdateConcurrencyException || IsTaken(e.InnerException);

    /// <summary>A row with this key was written first. The key of a form sent twice is not meant: that is one submission, not two.</summary>
    private static bool IsTaken(Exception? inner) =>
        inner is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: not "pk_form_submissions" };
}
