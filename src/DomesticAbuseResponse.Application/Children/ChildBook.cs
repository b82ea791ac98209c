using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Children;

/// <summary>
/// What an incident sets going for its children (R1.28, R4.42): a notice to the school of each, with its clock, and a screening, both once for a child and an incident.
/// Changes wait for the caller's commit.
/// </summary>
public sealed class ChildBook(CaseDbContext db, ChildAreas areas, PolicyBook policies, DeadlineSettings settings, CaseDeadlines deadlines)
{
    private const int _adultFromAge = 18;

    /// <summary>
    /// Children who live with somebody harmed in the incident get their part in it, whether or not they were named on the call: as far as the actor may know of
    /// them. Call it before the incident joins its cases.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> HouseholdAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        Id<Person>[] victims = [.. incident.Victims];
        Id<Person>[] named = [.. incident.Parties.Select(p => p.PersonId)];
        var today = UkTime.DateOf(now);
        var adult = today.AddYears(-_adultFromAge);
        var homes = db.Set<HouseholdMember>().Where(m => victims.Contains(m.PersonId) && (m.To == null || m.To > today)).Select(m => m.HouseholdId);
        var children = await db.People.AsNoTracking().VisibleTo(actor, db)
            .Where(p => p.BornOn > adult && !named.Contains(p.Id) && db.Set<HouseholdMember>().Any(m => m.PersonId == p.Id && (m.To == null || m.To > today) && homes.Contains(m.HouseholdId)))
            .Select(p => p.Id).ToListAsync(ct);
        foreach (var child in children)
        {
            incident.Involve(child, PartyRole.Child, now);
        }

        return [.. children.Select(c => new ChildOfHouseholdNamed { IncidentId = incident.Id, PersonId = c })];
    }

    /// <summary>Call it after the incident has joined its cases, and again whenever somebody joins it: what is made already stays.</summary>
    public async Task<IReadOnlyList<Happened>> NoteAsync(Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        var day = UkTime.DateOf(incident.ReportedAt);
        Id<Person>[] minors = [.. incident.Parties.Where(p => p.Role is PartyRole.Child or PartyRole.Victim).Select(p => p.PersonId).Distinct()];
        var held = db.People.Local.Where(p => minors.Contains(p.Id)).ToDictionary(p => p.Id);
        Id<Person>[] others = [.. minors.Where(m => !held.ContainsKey(m))];
        foreach (var other in others.Length == 0 ? [] : await db.People.AsNoTracking().Where(p => others.Contains(p.Id)).ToListAsync(ct))
        {
            held[other.Id] = other;
        }

        List<Person> children = [.. minors.Select(held.GetValueOrDefault).OfType<Person>()
            .Where(p => incident.Parties.Any(x => x.PersonId == p.Id && x.Role is PartyRole.Child) || p.AgeOn(day) < _adultFromAge)];
        if (children.Count == 0 || !await db.Agencies.AnyAsync(a => a.Id == incident.AgencyId && a.Kind == AgencyKind.PoliceForce, ct))
        {
            return [];
        }

        var id = incident.Id;
        var notices = await db.SchoolNotices.Where(n => n.IncidentId == id).ToListAsync(ct);
        var screened = await db.Screenings.Where(s => s.IncidentId == id).Select(s => s.PersonId).ToListAsync(ct);
        List<Happened> happened = [];
        foreach (var child in children)
        {
            var facts = await areas.FactsAsync(child.Id, ct);
            if (notices.TrueForAll(n => n.PersonId != child.Id))
            {
                var duty = EncompassDuty.Of(child.BornOn, child.BirthIsEstimated, facts.Education, day);
                var notice = SchoolNotice.Make(id, child.Id, incident.AgencyId, duty, facts.Concern, await DueAsync(incident, facts, now, ct), now);
                db.SchoolNotices.Add(notice);
                notices.Add(notice);
                happened.Add(new SchoolNoticeMade(notice.To, notice.Status, notice.DueAt) { IncidentId = id, PersonId = child.Id, CaseId = incident.CaseId });
            }

            if (!screened.Contains(child.Id))
            {
                db.Screenings.Add(ChildScreening.Make(id, child.Id, incident.AgencyId, await areas.CouncilAsync(child.Id, incident.UnitId, ct), await areas.HealthAsync(incident.UnitId, ct), now));
                happened.Add(new ScreeningMade { IncidentId = id, PersonId = child.Id, CaseId = incident.CaseId });
            }
        }

        return [.. happened, .. await ClockAsync(incident, notices, now, ct)];
    }

    /// <summary>A child's part was taken back: nothing is told or screened because of it any more.</summary>
    public async Task<IReadOnlyList<Happened>> WithdrawnAsync(Incident incident, Id<Person> person, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (incident.Parties.Any(p => p.PersonId == person && p.Role is PartyRole.Child or PartyRole.Victim))
        {
            return [];
        }

        var id = incident.Id;
        var notices = await db.SchoolNotices.Where(n => n.IncidentId == id).ToListAsync(ct);
        notices.Where(n => n.PersonId == person).ToList().ForEach(n => n.TakeBack(now));
        (await db.Screenings.Where(s => s.IncidentId == id && s.PersonId == person).ToListAsync(ct)).ForEach(s => s.TakeBack(now));
        return notices.Exists(n => n.IsOpen) ? [] : await deadlines.SchoolsToldAsync(id, wasTold: false, actor.StaffId, now, "The child was named in error.", ct);
    }

    /// <summary>More is known of a child's school: every notice about them that is open, or was not needed, is weighed anew.</summary>
    public async Task<IReadOnlyList<Happened>> LearntAsync(Person child, ChildFacts facts, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var id = child.Id;
        List<Happened> happened = [];
        foreach (var notice in await db.SchoolNotices.Where(n => n.PersonId == id && n.Status != SchoolNoticeStatus.Sent).ToListAsync(ct))
        {
            var incidentId = notice.IncidentId;
            var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
            if (!incident.Parties.Any(p => p.PersonId == id)
                || !notice.Weigh(EncompassDuty.Of(child.BornOn, child.BirthIsEstimated, facts.Education, UkTime.DateOf(incident.ReportedAt)), facts.Concern, now))
            {
                continue;
            }

            happened.Add(new SchoolNoticeWeighed(notice.To, notice.Status) { IncidentId = incidentId, PersonId = id, CaseId = incident.CaseId });
            happened.AddRange(await SettleAsync(incident, notice, wasTold: false, actor, now, ct));
        }

        return happened;
    }

    /// <summary>The clock of an incident after one of its notices changed: it runs while any is open, and is met with the last that was sent.</summary>
    internal async Task<IReadOnlyList<Happened>> SettleAsync(Incident incident, SchoolNotice changed, bool wasTold, Actor actor, DateTimeOffset at, CancellationToken ct)
    {
        var (id, own) = (incident.Id, changed.Id);
        List<SchoolNotice> all = [changed, .. await db.SchoolNotices.Where(n => n.IncidentId == id && n.Id != own).ToListAsync(ct)];
        return all.Exists(n => n.IsOpen)
            ? await ClockAsync(incident, all, at, ct)
            : await deadlines.SchoolsToldAsync(id, wasTold || all.Exists(n => n.Status is SchoolNoticeStatus.Sent), actor.StaffId, at, wasTold ? "The school was told." : "No school has to be told.", ct);
    }

    /// <summary>The clock stands with the case of the victim named first; an incident without one has its latest time on the notice alone.</summary>
    private async Task<IReadOnlyList<Happened>> ClockAsync(Incident incident, IReadOnlyList<SchoolNotice> notices, DateTimeOffset now, CancellationToken ct) =>
        incident.CaseId is { } @case && notices.Where(n => n.IsOpen).MinBy(n => n.DueAt) is { } first
            ? await deadlines.NotifySchoolsAsync(@case, incident, new DueDate(DeadlineTrace.FromJson(first.Trace)), "A child’s school has to be told of the incident.", now, ct)
            : [];

    /// <summary>From the report on; from now where the child became known after that time had passed already.</summary>
    private async Task<DueDate> DueAsync(Incident incident, ChildFacts facts, DateTimeOffset now, CancellationToken ct)
    {
        var day = UkTime.DateOf(incident.ReportedAt);
        var authority = await areas.AuthorityAsync(facts, incident.UnitId, ct);
        var held = await settings.ReadAsync(incident.AgencyId, day, ct);
        var terms = (await policies.AtAsync(PolicyKinds.SchoolTerms, authority?.CouncilId?.Value, UkTime.DateOf(now), ct)).Content;
        DueDate From(DateTimeOffset start) => SchoolDeadline.Of(DeadlineStart.At(start), held.Rules, held.Calendars.WorkingDays, terms, authority?.Name ?? "the area");
        var due = From(incident.ReportedAt);
        return due.DueAt > now ? due : From(now);
    }
}
