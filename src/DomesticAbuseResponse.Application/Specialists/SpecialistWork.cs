using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>
/// What specialists have found and done about an incident whose door has been passed. A support worker's own words about a victim are among it only
/// for those who may read them (R5.8).
/// </summary>
public sealed class SpecialistWork(CaseDbContext db)
{
    public sealed record Check(SpecialistReview Review, string By);

    /// <param name="MayReadNote">Else needs and note are not for this reader, and are left out.</param>
    public sealed record Contact(
        Id<Engagement> Id, ServiceKind Service, Id<Person> VictimId, DateTimeOffset At, string By, EngagementOutcome Outcome, IReadOnlyList<Onward> Onward, string? Because,
        bool? SafeToTalk, bool DashDone, bool DisclosureGiven, string? Needs, string? Note, NoteReaders Readers, bool MayReadNote);

    public sealed record View(IReadOnlyList<Check> Checks, IReadOnlyList<Contact> Contacts)
    {
        public bool IsEmpty => Checks.Count == 0 && Contacts.Count == 0;
    }

    /// <param name="incident">An incident whose door has been passed.</param>
    public async Task<View> OfAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var id = incident.Id;
        var checks = await db.SpecialistReviews.AsNoTracking().Where(r => r.IncidentId == id).OrderBy(r => r.At).ToListAsync(ct);
        var contacts = await db.Engagements.AsNoTracking().Where(e => e.IncidentId == id).OrderBy(e => e.At).ToListAsync(ct);
        Id<StaffMember>[] staff = [.. checks.Select(c => c.By).Concat(contacts.Select(c => c.By)).Distinct()];
        var names = staff.Length == 0 ? [] : await db.Staff.Where(s => staff.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        Id<Person>[] victims = [.. contacts.Select(c => c.VictimId).Distinct()];
        var known = victims.Length == 0 ? [] : (await db.People.NotKeptFrom(actor, db).Where(p => victims.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        return new View(
            [.. checks.Select(c => new Check(c, names.GetValueOrDefault(c.By, "")))],
            [.. contacts.Where(c => known.Contains(c.VictimId)).Select(c => SupportNotes.MayRead(actor, c) is var may ? new Contact(
                c.Id, c.Service, c.VictimId, c.At, names.GetValueOrDefault(c.By, ""), c.Outcome, c.Onward, c.Because, c.SafeToTalk, c.DashDone, c.DisclosureGiven,
                may ? c.Needs : null, may ? c.Note : null, c.Readers, may) : null!)]);
    }
}

/// <summary>One live incident for the specialist: the call, its people, and what specialists have found before.</summary>
public sealed class SpecialistIncident(Incidents.IncidentOverview overview, Incidents.EarlierCalls earlier, SpecialistWork work)
{
    public sealed record View(Incidents.IncidentOverview.View Call, Incidents.EarlierCalls.View Earlier, SpecialistWork.View Work);

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct)
    {
        var call = await overview.ReadAsync(actor, id, ct);
        return new View(call, await earlier.ReadAsync(actor, call.Incident, ct), await work.OfAsync(actor, call.Incident, ct));
    }
}
