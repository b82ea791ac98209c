using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// What came in and needs a person, oldest first: reports of the actor's own agency, those of incidents they may read and those that are no
/// incident yet. What comes now and what came in files are two lists, so that a large file hides nobody who rings today.
/// </summary>
public sealed class IncomingList(CaseDbContext db, RecordDoor door)
{
    public const int PageSize = 25;

    /// <param name="FromFiles">False for what other systems send, true for files.</param>
    public sealed record Query(bool FromFiles, ListPosition? After);

    /// <param name="Reference">The incident's own; null while it is none.</param>
    /// <param name="Source">The key it came by; null for a file.</param>
    public sealed record Row(
        Id<IncomingReport> Id, string? Reference, string? ExternalReference, DateTimeOffset ReceivedAt, string? Source, int? FileRow, int Questions, bool AsksWho, bool IsHeld);

    public sealed record View(IReadOnlyList<Row> Rows, ListPosition? Newer, ListTotal FromSystems, ListTotal FromFiles);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        var (systems, files) = (Waiting(actor, fromFiles: false), Waiting(actor, fromFiles: true));
        var wanted = query.FromFiles ? files : systems;
        if (query.After is { ReportedAt: var at, Id: var last })
        {
            wanted = wanted.Where(r => r.ReceivedAt >= at && (r.ReceivedAt > at || ((Guid)(object)r.Id).CompareTo(last) > 0));
        }

        var found = await wanted.OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).Take(PageSize + 1).Select(r => new Row(
            r.Id, db.Incidents.Where(i => i.Id == r.IncidentId).Select(i => i.Reference).FirstOrDefault(), r.Reference, r.ReceivedAt,
            db.ApiKeys.Where(k => k.Id == r.KeyId).Select(k => k.Name).FirstOrDefault(), r.Row, r.OpenQuestions,
            r.Questions.Any(q => q.AnsweredAt == null && q.Kind == QuestionKind.Person), r.State == IncomingState.Held)).ToListAsync(ct);
        var page = found.Take(PageSize).ToList();
        var ids = page.Select(r => r.Id).ToList();
        var incidents = await db.IncomingReports.Where(r => ids.Contains(r.Id) && r.IncidentId != null).Select(r => (Guid)(object)r.IncidentId!).ToListAsync(ct);
        await door.ShowListAsync(actor, "Incoming, needs a person", incidents, ct);
        return new View(
            page, found.Count > PageSize ? new ListPosition(page[^1].ReceivedAt, page[^1].Id.Value) : null,
            await ListTotal.OfAsync(systems, ct), await ListTotal.OfAsync(files, ct));
    }

    /// <summary>How many wait, for the first page.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken ct) => (await ListTotal.OfAsync(db.IncomingReports.AsNoTracking().WaitingFor(actor, db), ct)).Counted;

    private IQueryable<IncomingReport> Waiting(Actor actor, bool fromFiles) =>
        db.IncomingReports.AsNoTracking().WaitingFor(actor, db).Where(r => fromFiles ? r.BatchId != null : r.BatchId == null);
}

/// <summary>Which reports somebody may deal with.</summary>
internal static class IncomingVisibility
{
    extension(IQueryable<IncomingReport> reports)
    {
        /// <summary>Those of the actor's agency whose incident they may read, and those that are no incident yet.</summary>
        public IQueryable<IncomingReport> VisibleTo(Actor actor, CaseDbContext db)
        {
            var agency = actor.AgencyId;
            var visible = db.Incidents.VisibleTo(actor, db);
            return reports.Where(r => r.AgencyId == agency && (r.IncidentId == null || visible.Any(i => i.Id == r.IncidentId)));
        }

        public IQueryable<IncomingReport> WaitingFor(Actor actor, CaseDbContext db) => reports.VisibleTo(actor, db).Where(r => r.OpenQuestions > 0);
    }
}
