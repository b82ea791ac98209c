using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>The one door to a person.</summary>
public sealed class PersonFiles(CaseDbContext db, RecordDoor door)
{
    public async Task<Person> OpenAsync(Actor actor, Id<Person> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var person = await db.People
            .Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Phones.OrderBy(n => n.Number)).Include(p => p.Addresses.OrderBy(n => n.Number))
            .Include(p => p.SafeContacts.OrderBy(n => n.Number)).Include(p => p.Flags.OrderBy(n => n.Number))
            .AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        await door.PassAsync(actor, RecordKind.Person, id.Value, person, wanted, purpose, ct);
        return person!;
    }
}

/// <summary>The one door to an incident.</summary>
public sealed class IncidentFiles(CaseDbContext db, RecordDoor door)
{
    public async Task<Incident> OpenAsync(Actor actor, Id<Incident> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var incident = await db.Incidents.Include(i => i.Parties.OrderBy(p => p.Number)).Include(i => i.Reviews.OrderBy(r => r.Number))
            .AsSplitQuery().SingleOrDefaultAsync(i => i.Id == id, ct);
        await door.PassAsync(actor, RecordKind.Incident, id.Value, incident, wanted, purpose, ct);
        return incident!;
    }
}

/// <summary>The one door to a case and all that hangs on it.</summary>
public sealed class CaseFiles(CaseDbContext db, RecordDoor door)
{
    public async Task<Case> OpenAsync(Actor actor, Id<Case> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var found = await db.Cases.Include(c => c.Perpetrators.OrderBy(p => p.Number)).SingleOrDefaultAsync(c => c.Id == id, ct);
        await door.PassAsync(actor, RecordKind.Case, id.Value, found, wanted, purpose, ct);
        return found!;
    }

    /// <summary>For what is written onto a case by whoever works on it, or by a crew that is sent to its victim: a form, an attempt to reach them (R5.1).</summary>
    public async Task<Case> OpenForTaskAsync(Actor actor, Id<Case> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var found = await db.Cases.Include(c => c.Perpetrators.OrderBy(p => p.Number)).SingleOrDefaultAsync(c => c.Id == id, ct);
        await door.PassAsync(actor, RecordKind.Case, id.Value, found, wanted, purpose, ct, forTask: true);
        return found!;
    }
}

/// <summary>The one door to a MARAC meeting. Its agenda still shows only the cases the actor may see.</summary>
public sealed class MeetingFiles(CaseDbContext db, RecordDoor door)
{
    public async Task<Meeting> OpenAsync(Actor actor, Id<Meeting> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var meeting = await db.Meetings.Include(m => m.Agenda.OrderBy(a => a.Order)).Include(m => m.Acceptances)
            .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct);
        await door.PassAsync(actor, RecordKind.Meeting, id.Value, meeting, wanted, purpose, ct);
        return meeting!;
    }
}
