using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Application.Deadlines;

/// <summary>The stored reckoning of one deadline, and of those it took the place of (R7.4, R7.5). Read through the door of its case.</summary>
public sealed class WhyThisDate(CaseDbContext db, CaseFiles cases, CaseFrames frames)
{
    public sealed record View(CaseFrame Frame, Deadline Deadline, DeadlineTrace Trace, string AgencyName, string? MetByName, IReadOnlyList<Earlier> Before);

    /// <summary>A date that held before, and why it was set.</summary>
    public sealed record Earlier(Id<Deadline> Id, DateTimeOffset DueAt, string Because, DateTimeOffset SetAt, DateTimeOffset? SupersededAt);

    public async Task<View> ReadAsync(Actor actor, Id<Deadline> id, CancellationToken ct)
    {
        var deadline = await db.Deadlines.AsNoTracking().WithoutHiddenOrders(actor, db).SingleOrDefaultAsync(d => d.Id == id, ct);
        var opened = await cases.OpenAsync(actor, deadline?.CaseId ?? new Id<Case>(id.Value), AccessLevel.Read, "Why this date?", ct);
        var agency = await db.Agencies.Where(a => a.Id == deadline!.AgencyId).Select(a => a.Name).SingleAsync(ct);
        var metBy = deadline!.MetBy is { } staff ? await db.Staff.Where(s => s.Id == staff).Select(s => s.DisplayName).SingleOrDefaultAsync(ct) : null;

        List<Earlier> before = [];
        for (var earlier = deadline.ReplacesId; earlier is { } next;)
        {
            var replaced = await db.Deadlines.AsNoTracking().SingleAsync(d => d.Id == next, ct);
            before.Add(new Earlier(replaced.Id, replaced.DueAt, replaced.Because, replaced.SetAt, replaced.SupersededAt));
            earlier = replaced.ReplacesId;
        }

        return new View(await frames.ReadAsync(actor, opened, ct), deadline, DeadlineTrace.FromJson(deadline.Trace), agency, metBy, before);
    }
}
