using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using Npgsql;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Saves a change to an agenda, or says that somebody else has changed it at the same moment, so that the page can show it as it is now.</summary>
internal static class AgendaCommit
{
    public static Refusal Changed { get; } = new(
        "agenda.changed", "Somebody else changed this agenda after you opened it. It is shown as it is now, with what you entered; check it and send it again.");

    extension(CaseDbContext db)
    {
        public async Task<Refusal?> TryCommitAsync(Actor by, DateTimeOffset now, CancellationToken ct, params IEnumerable<Happened> happened)
        {
            try
            {
                await db.CommitAsync(by, now, ct, happened);
                return null;
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || IsTaken(e.InnerException))
            {
                await db.WriteLooksAsync(ct);
                return Changed;
            }
        }
    }

    /// <summary>A row with this key was written first. The key of a form sent twice is not meant: that is one submission, not two.</summary>
    private static bool IsTaken(Exception? inner) =>
        inner is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: not "pk_form_submissions" };
}
