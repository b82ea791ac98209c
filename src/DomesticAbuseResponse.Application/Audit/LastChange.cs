using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>Who saved a record before somebody else could, and when: for the page that shows both of them what the other wrote.</summary>
public sealed class LastChange(CaseDbContext db)
{
    /// <param name="Reference">The case's or incident's reference; null for a record that has none.</param>
    /// <param name="Who">Null when the record's history does not say.</param>
    /// <param name="IsOwn">True when the reader did it, in another window.</param>
    public sealed record View(string? Reference, string? Who, string? Agency, bool IsOwn, DateTimeOffset? At);

    private sealed record Subject(Id<Case>? Case, Id<Incident>? Incident, Id<Person>? Person, Id<Meeting>? Meeting, DateTimeOffset? ChangedAt);

    /// <summary>Asked with the rows of a refused save, whose record its reader has opened.</summary>
    public async Task<View> ReadAsync(Actor actor, IEnumerable<EntityEntry> refused, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(refused);
        foreach (var entry in refused)
        {
            if (await SubjectOfAsync(entry, ct) is { } subject)
            {
                return await ReadAsync(actor, subject, ct);
            }
        }

        return new View(null, null, null, IsOwn: false, At: null);
    }

    private async Task<View> ReadAsync(Actor actor, Subject subject, CancellationToken ct)
    {
        var (caseId, incidentId, personId, meetingId, changedAt) = subject;
        var events = db.RecordEvents.AsNoTracking();
        events = incidentId is not null ? events.Where(e => e.IncidentId == incidentId)
            : caseId is not null ? events.Where(e => e.CaseId == caseId)
            : personId is not null ? events.Where(e => e.PersonId == personId)
            : events.Where(e => e.MeetingId == meetingId);
        var newest = events.OrderByDescending(e => e.Number);
        var last = (changedAt is { } at ? await newest.FirstOrDefaultAsync(e => e.At == at, ct) : null) ?? await newest.FirstOrDefaultAsync(ct);
        var reference = incidentId is not null ? await db.Incidents.Where(i => i.Id == incidentId).Select(i => i.Reference).SingleOrDefaultAsync(ct)
            : caseId is not null ? await db.Cases.Where(c => c.Id == caseId).Select(c => c.Reference).SingleOrDefaultAsync(ct)
            : null;
        var who = last is null ? null : await db.Staff.Where(s => s.Id == last.ByStaffId).Select(s => s.DisplayName).SingleOrDefaultAsync(ct) ?? "The system";
        var agency = last is null || last.ByAgencyId == actor.AgencyId ? null
            : await db.Agencies.Where(a => a.Id == last.ByAgencyId).Select(a => a.Name).SingleOrDefaultAsync(ct);
        return new View(reference, who, agency, last?.ByStaffId == actor.StaffId, last?.At);
    }

    /// <summary>The record a row belongs to: itself, or the one it points to. When it was changed is what the database says now.</summary>
    private static async Task<Subject?> SubjectOfAsync(EntityEntry entry, CancellationToken ct)
    {
        var now = entry.Metadata.FindProperty("ChangedAt") is { } property && await entry.GetDatabaseValuesAsync(ct) is { } stored
            ? stored[property] as DateTimeOffset? : null;
        return entry.Entity switch
        {
            Case found => new Subject(found.Id, null, null, null, now),
            Incident found => new Subject(null, found.Id, null, null, now),
            Person found => new Subject(null, null, found.Id, null, now),
            Meeting found => new Subject(null, null, null, found.Id, now),
            _ => (Of<Incident>(entry), Of<Case>(entry), Of<Person>(entry), Of<Meeting>(entry)) is var (incident, @case, person, meeting)
                && (incident is not null || @case is not null || person is not null || meeting is not null)
                    ? new Subject(@case, incident, person, meeting, now) : null,
        };
    }

    private static Id<T>? Of<T>(EntityEntry entry) =>
        entry.Metadata.FindProperty($"{typeof(T).Name}Id") is { } property && entry.Property(property.Name).CurrentValue is Id<T> id ? id : null;
}
