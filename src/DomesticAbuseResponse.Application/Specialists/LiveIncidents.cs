using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>
/// The live incidents for the control room's specialist (R5.2, R5.7): open calls that no specialist has looked at, or those looked at; the newest
/// report first, since contact is wanted between the call and the arrival of an officer.
/// </summary>
public sealed class LiveIncidents(CaseDbContext db, RecordDoor door, OnDuty duty, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="Checked">Those that a specialist has looked at, instead of those that wait.</param>
    public sealed record Query(bool Checked, ListPosition? After);

    /// <param name="Attended">Whether somebody has arrived.</param>
    public sealed record Row(
        Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, ResponseGrade? Grade, RiskGrade? Risk, string? Victim, YesNoUnknown Children, bool Attended, bool IsRestricted,
        DecisionCheck? Check, DateTimeOffset? CheckedAt);

    /// <param name="DutyUntil">When the reader's shift ends; null when the rota has them on none now.</param>
    /// <param name="NextDuty">When their next shift begins.</param>
    public sealed record View(IReadOnlyList<Row> Rows, ListPosition? Older, int Waiting, DateTimeOffset? DutyUntil, DateTimeOffset? NextDuty);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.ClosedAt == null);
        var reviews = db.SpecialistReviews;
        var listed = query.Checked ? open.Where(i => reviews.Any(r => r.IncidentId == i.Id)) : open.Where(i => !reviews.Any(r => r.IncidentId == i.Id));
        if (query.After is { ReportedAt: var at, Id: var last })
        {
            listed = listed.Where(i => i.ReportedAt <= at && (i.ReportedAt < at || ((Guid)(object)i.Id).CompareTo(last) < 0));
        }

        var graded = db.Cases.GradedFor(actor, db).GravestFirst();
        var found = await listed.OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Take(PageSize + 1).Select(i => new
        {
            i.Id,
            i.Reference,
            i.ReportedAt,
            i.Grade,
            Risk = graded.Where(c => i.Parties.Any(p => p.CaseId == c.Id)).Select(c => c.Grade).FirstOrDefault(),
            Victim = i.Parties.Where(p => p.Role == PartyRole.Victim).OrderBy(p => p.Number).Select(p => (Id<Person>?)p.PersonId).FirstOrDefault(),
            i.Call.ChildrenPresent,
            Attended = i.AttendedAt != null,
            i.IsRestricted,
            Last = reviews.Where(r => r.IncidentId == i.Id).OrderByDescending(r => r.At).Select(r => new { r.Check, r.At }).FirstOrDefault(),
        }).ToListAsync(ct);
        var page = found.Take(PageSize).ToList();
        var names = await db.NamesAsync(actor, page.Select(i => i.Victim).OfType<Id<Person>>(), ct);
        await door.ShowListAsync(actor, "Live incidents for a specialist", page.Select(i => i.Id.Value), ct);
        var shift = await duty.ShiftOfAsync(actor.StaffId, now, ct);
        return new View(
            [.. page.Select(i => new Row(
                i.Id, i.Reference, i.ReportedAt, i.Grade, i.Risk, i.Victim is { } victim ? names.GetValueOrDefault(victim) : null, i.ChildrenPresent, i.Attended, i.IsRestricted, i.Last?.Check, i.Last?.At))],
            found.Count > PageSize ? new ListPosition(page[^1].ReportedAt, page[^1].Id.Value) : null,
            (await ListTotal.OfAsync(open.Where(i => !reviews.Any(r => r.IncidentId == i.Id)), ct)).Counted,
            shift?.Presence?.Until,
            shift is null ? (await duty.NextOfAsync(actor.StaffId, now, ct))?.PlannedFrom : null);
    }
}
