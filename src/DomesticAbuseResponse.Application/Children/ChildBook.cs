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
public sealed class ChildBook(CaseDbContext db, ChildAreas areas, PolicyBook policies, DeadlineSettings settings, CaseDeadlines deadlines, RecordCircle circle)
{
    private const int _adultFromAge = 18;

    /// <summary>An incident longer ago than that sets nothing going: schools are told of what a child comes from, not of its past.</summary>
    private const int _pastAfterDays = 366;

    /// <summary>How long after an incident what is learnt of somebody's age still makes them a child of it; longer where its time has not passed yet.</summary>
    private const int _learntWithinDays = 7;

    /// <summary>Longer than any holiday of schools.</summary>
    private const int _longestTimeDays = 62;

    /// <summary>
    /// Children who lived with somebody harmed in the incident on its day get their part in it, whether or not they were named on the call: as far as the actor may know
    /// of them. Call it before the incident joins its cases.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> HouseholdAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        if (IsOfThePast(incident, now))
        {
            return [];
        }

        Id<Person>[] victims = [.. incident.Victims];
        Id<Person>[] named = [.. incident.Parties.Select(p => p.PersonId)];
        var day = DayOf(incident);
        var earliest = day.AddYears(-_adultFromAge - 1); // a year alone is read both ways below
        var homes = db.Set<HouseholdMember>().Where(m => victims.Contains(m.PersonId) && (m.From == null || m.From <= day) && (m.To == null || m.To > day)).Select(m => m.HouseholdId);
        var found = await db.People.AsNoTracking().VisibleTo(actor, db)
            .Where(p => p.BornOn > earliest && !named.Contains(p.Id)
                && db.Set<HouseholdMember>().Any(m => m.PersonId == p.Id && (m.From == null || m.From <= day) && (m.To == null || m.To > day) && homes.Contains(m.HouseholdId)))
            .Select(p => new { p.Id, p.BornOn, p.BirthIsEstimated }).ToListAsync(ct);
        Id<Person>[] children = [.. found.Where(p => Person.AgeOn(p.BornOn, p.BirthIsEstimated, day) < _adultFromAge).Select(p => p.Id)];
        foreach (var child in children)
        {
            incident.Involve(child, PartyRole.Child, now);
        }

        return [.. children.Select(c => new ChildOfHouseholdNamed { IncidentId = incident.Id, PersonId = c })];
    }

    /// <summary>
    /// Call it after the incident has joined its cases, and again whenever somebody joins it or more is known of when it was: what is made stays, is weighed anew, and
    /// becomes due sooner but never later. A child taken back and named again is owed its notice and its screening again.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> NoteAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        var day = DayOf(incident);
        Id<Person>[] minors = [.. incident.Parties.Where(p => p.Role is PartyRole.Child or PartyRole.Victim).Select(p => p.PersonId).Distinct()];
        var held = db.People.Local.Where(p => minors.Contains(p.Id)).ToDictionary(p => p.Id);
        Id<Person>[] others = [.. minors.Where(m => !held.ContainsKey(m))];
        foreach (var other in others.Length == 0 ? [] : await db.People.AsNoTracking().Where(p => others.Contains(p.Id)).ToListAsync(ct))
        {
            held[other.Id] = other;
        }

        List<Person> children = [.. minors.Select(held.GetValueOrDefault).OfType<Person>()
            .Where(p => incident.Parties.Any(x => x.PersonId == p.Id && x.Role is PartyRole.Child) || p.AgeOn(day) < _adultFromAge)];
        if (children.Count == 0 || IsOfThePast(incident, now) || !await db.Agencies.AnyAsync(a => a.Id == incident.AgencyId && a.Kind == AgencyKind.PoliceForce, ct))
        {
            return [];
        }

        var id = incident.Id;
        var notices = await db.SchoolNotices.Where(n => n.IncidentId == id).ToListAsync(ct);
        var screenings = await db.Screenings.Where(s => s.IncidentId == id).ToListAsync(ct);
        List<Happened> happened = [];
        var moved = false;
        foreach (var child in children)
        {
            var facts = await areas.FactsAsync(child.Id, ct);
            var notice = notices.Find(n => n.PersonId == child.Id);
            if (notice is null)
            {
                notice = SchoolNotice.Make(id, child.Id, incident.AgencyId, DutyOf(child, facts, incident), facts.Concern, await DueAsync(incident, facts, now, ct), now, SchoolOf(facts));
                db.SchoolNotices.Add(notice);
                notices.Add(notice);
                happened.Add(new SchoolNoticeMade(notice.To, notice.Status, notice.DueAt) { IncidentId = id, PersonId = child.Id, CaseId = incident.CaseId });
            }
            else if (await WeighAsync(incident, notice, child, facts, revive: notice.Status is SchoolNoticeStatus.TakenBack, actor, now, ct) is { } weighed)
            {
                moved = true;
                happened.AddRange(weighed);
            }

            happened.AddRange(await ScreenAsync(incident, child, screenings, now, ct));
        }

        return [.. happened, .. moved && notices.TrueForAll(n => !n.IsOpen) ? await EndClockAsync(incident, notices, actor, now, ct) : await ClockAsync(incident, notices, now, ct)];
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
        foreach (var notice in notices.Where(n => n.PersonId == person))
        {
            notice.TakeBack(now);
            await PutAwayAsync(notice, actor, now, ct);
        }

        foreach (var screening in await db.Screenings.Where(s => s.IncidentId == id && s.PersonId == person).ToListAsync(ct))
        {
            await TakeBackAsync(screening, actor, now, ct);
        }

        return notices.Exists(n => n.IsOpen) ? [] : await deadlines.SchoolsToldAsync(id, wasTold: false, actor.StaffId, now, "The child was named in error.", ct);
    }

    /// <summary>More is known of a child's school: every notice about them that is open, or was not needed while its time runs, is weighed anew.</summary>
    public async Task<IReadOnlyList<Happened>> LearntAsync(Person child, ChildFacts facts, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var id = child.Id;
        List<Happened> happened = [];
        foreach (var notice in await db.SchoolNotices
            .Where(n => n.PersonId == id && (n.Status == SchoolNoticeStatus.Due || n.Status == SchoolNoticeStatus.NeedsDecision || (n.Status == SchoolNoticeStatus.NotNeeded && n.DueAt > now))).ToListAsync(ct))
        {
            var incidentId = notice.IncidentId;
            var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
            if (incident.Parties.Any(p => p.PersonId == id) && await WeighAsync(incident, notice, child, facts, revive: false, actor, now, ct) is { } weighed)
            {
                happened.AddRange([.. weighed, .. await SettleAsync(incident, notice, wasTold: false, actor, now, ct)]);
            }
        }

        return happened;
    }

    /// <summary>
    /// Somebody's date of birth was learnt or corrected: who turns out to be a child of an incident of the last days is told of and screened, and who turns out to be
    /// none is not any more.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> BornAsync(Person person, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (id, since) = (person.Id, now.AddDays(-_longestTimeDays));
        var facts = await areas.FactsAsync(id, ct);
        List<Happened> happened = [.. await LearntAsync(person, facts, actor, now, ct)];
        foreach (var incident in await db.Incidents.Include(i => i.Parties)
            .Where(i => i.ReportedAt >= since && i.Parties.Any(p => p.PersonId == id && (p.Role == PartyRole.Child || p.Role == PartyRole.Victim))).ToListAsync(ct))
        {
            if (incident.ReportedAt < now.AddDays(-_learntWithinDays) && (await DueFromAsync(incident, facts, incident.ReportedAt, now, ct)).DueAt <= now)
            {
                continue;
            }

            var incidentId = incident.Id;
            if (await db.SchoolNotices.SingleOrDefaultAsync(n => n.IncidentId == incidentId && n.PersonId == id && n.Status == SchoolNoticeStatus.NotNeeded, ct) is { } closed
                && await WeighAsync(incident, closed, person, facts, revive: true, actor, now, ct) is { } weighed)
            {
                happened.AddRange(weighed);
            }

            happened.AddRange(await NoteAsync(actor, incident, now, ct));
        }

        return happened;
    }

    /// <summary>
    /// Two records of one child became one. Where both had a notice about one incident that of the other record stands with it, where nobody reaches it: one that was sent
    /// is the notice, and one that is open is put away; so is a screening nobody has decided.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> MergedAsync(Person survivor, Id<Person> merged, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var id = survivor.Id;
        List<Happened> happened = [];
        foreach (var theirs in await db.SchoolNotices.Where(n => n.PersonId == merged).ToListAsync(ct))
        {
            var incidentId = theirs.IncidentId;
            var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
            var mine = await db.SchoolNotices.SingleOrDefaultAsync(n => n.IncidentId == incidentId && n.PersonId == id, ct);
            var twice = theirs.Status is SchoolNoticeStatus.Sent ? mine : theirs;
            if (twice is { IsOpen: true })
            {
                twice.IsTwice(now);
                await PutAwayAsync(twice, actor, now, ct);
                happened.Add(new SchoolNoticeWeighed(twice.To, twice.Status) { IncidentId = incidentId, PersonId = id, CaseId = incident.CaseId });
                happened.AddRange(await SettleAsync(incident, twice, wasTold: false, actor, now, ct));
            }
        }

        foreach (var screening in await db.Screenings.Where(s => s.PersonId == merged && s.Status != ScreeningStatus.Decided && s.Status != ScreeningStatus.TakenBack).ToListAsync(ct))
        {
            await TakeBackAsync(screening, actor, now, ct);
        }

        return [.. happened, .. await BornAsync(survivor, actor, now, ct)];
    }

    /// <summary>A merge was taken apart: what was put away for it is owed again for whoever has a part in the incident.</summary>
    public async Task<IReadOnlyList<Happened>> UnmergedAsync(Person person, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var id = person.Id;
        var facts = await areas.FactsAsync(id, ct);
        List<Happened> happened = [];
        foreach (var twice in await db.SchoolNotices.Where(n => n.PersonId == id && n.Status == SchoolNoticeStatus.Duplicate).ToListAsync(ct))
        {
            var incidentId = twice.IncidentId;
            var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incidentId, ct);
            if (incident.Parties.Any(p => p.PersonId == id) && await WeighAsync(incident, twice, person, facts, revive: true, actor, now, ct) is { } weighed)
            {
                happened.AddRange([.. weighed, .. await NoteAsync(actor, incident, now, ct)]);
            }
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

    /// <summary>One notice by what is known now.</summary>
    /// <param name="revive">It is owed anew, whatever closed it.</param>
    /// <returns>Null where it stands as it stood.</returns>
    private async Task<IReadOnlyList<Happened>?> WeighAsync(Incident incident, SchoolNotice notice, Person child, ChildFacts facts, bool revive, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (!notice.IsOpen && !revive && (notice.Status is not SchoolNoticeStatus.NotNeeded || notice.DueAt <= now))
        {
            return null;
        }

        var (duty, due) = (DutyOf(child, facts, incident), await DueAsync(incident, facts, now, ct));
        var otherwise = notice.IsOpen || !revive ? notice.Weigh(duty, facts.Concern, now, SchoolOf(facts)) : notice.Revive(duty, facts.Concern, due, now, SchoolOf(facts));
        if (!(notice.BringForward(due, now) || otherwise))
        {
            return null;
        }

        await PutAwayAsync(notice, actor, now, ct);
        return [new SchoolNoticeWeighed(notice.To, notice.Status) { IncidentId = incident.Id, PersonId = child.Id, CaseId = incident.CaseId }];
    }

    /// <summary>A screening once for each child of the incident. Nobody of 18 or over is screened as a child.</summary>
    private async Task<IReadOnlyList<Happened>> ScreenAsync(Incident incident, Person child, IReadOnlyList<ChildScreening> screenings, DateTimeOffset now, CancellationToken ct)
    {
        var (isAdult, held) = (child.AgeOn(DayOf(incident)) >= _adultFromAge, screenings.FirstOrDefault(s => s.PersonId == child.Id));
        if (isAdult && held?.Status is ScreeningStatus.ToShare)
        {
            held.TakeBack(now);
        }

        if (isAdult || held?.Revive(now) is false)
        {
            return [];
        }

        if (held is null)
        {
            db.Screenings.Add(ChildScreening.Make(
                incident.Id, child.Id, incident.AgencyId, await areas.CouncilAsync(child.Id, incident.UnitId, ct), await areas.HealthAsync(incident.UnitId, ct), now));
        }

        return [new ScreeningMade { IncidentId = incident.Id, PersonId = child.Id, CaseId = incident.CaseId }];
    }

    /// <summary>Nobody screens this child because of this incident any more: who was asked reaches them no longer, unless by another screening.</summary>
    private async Task TakeBackAsync(ChildScreening screening, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        screening.TakeBack(now);
        if (screening.Status is not ScreeningStatus.TakenBack)
        {
            return;
        }

        await db.ToldOfScreeningAsync(screening, actor, now, ct, all: true);
        var (id, child) = (screening.Id, screening.PersonId);
        foreach (var agency in new[] { screening.CouncilId, screening.HealthId }.OfType<Id<Agency>>())
        {
            if (!await db.Screenings.AnyAsync(s => s.PersonId == child && s.Id != id && (s.CouncilId == agency || s.HealthId == agency) && (s.Status == ScreeningStatus.Open || s.Status == ScreeningStatus.Decided), ct))
            {
                await circle.EndAskedAsync(child, agency, now, ct);
            }
        }
    }

    /// <summary>Whoever was told that a notice is late need not act once it is closed.</summary>
    private Task PutAwayAsync(SchoolNotice notice, Actor actor, DateTimeOffset now, CancellationToken ct) => notice.IsOpen ? Task.CompletedTask : db.LateNoLongerAsync(notice, actor, now, ct);

    private async Task<IReadOnlyList<Happened>> EndClockAsync(Incident incident, List<SchoolNotice> notices, Actor actor, DateTimeOffset now, CancellationToken ct) =>
        await deadlines.SchoolsToldAsync(incident.Id, notices.Exists(n => n.Status is SchoolNoticeStatus.Sent), actor.StaffId, now, "No school has to be told.", ct);

    /// <summary>The clock stands with the case of the victim named first; an incident without one has its latest time on the notice alone.</summary>
    private async Task<IReadOnlyList<Happened>> ClockAsync(Incident incident, IReadOnlyList<SchoolNotice> notices, DateTimeOffset now, CancellationToken ct) =>
        incident.CaseId is { } @case && notices.Where(n => n.IsOpen).MinBy(n => n.DueAt) is { } first
            ? await deadlines.NotifySchoolsAsync(@case, incident, new DueDate(DeadlineTrace.FromJson(first.Trace)), "A child’s school has to be told of the incident.", now, ct)
            : [];

    /// <summary>From the report on; from now where the child became known after that time had passed already.</summary>
    private async Task<DueDate> DueAsync(Incident incident, ChildFacts facts, DateTimeOffset now, CancellationToken ct)
    {
        var due = await DueFromAsync(incident, facts, incident.ReportedAt, now, ct);
        return due.DueAt > now ? due : await DueFromAsync(incident, facts, now, now, ct);
    }

    private async Task<DueDate> DueFromAsync(Incident incident, ChildFacts facts, DateTimeOffset start, DateTimeOffset now, CancellationToken ct)
    {
        var authority = await areas.AuthorityAsync(facts, incident.UnitId, ct);
        var held = await settings.ReadAsync(incident.AgencyId, DayOf(incident), ct);
        var terms = (await policies.AtAsync(PolicyKinds.SchoolTerms, authority?.CouncilId?.Value, UkTime.DateOf(now), ct)).Content;
        return SchoolDeadline.Of(DeadlineStart.At(start), held.Rules, held.Calendars.WorkingDays, terms, authority?.Name ?? "the area");
    }

    private static DateOnly DayOf(Incident incident) => UkTime.DateOf(incident.ReportedAt);

    private static bool IsOfThePast(Incident incident, DateTimeOffset now) => incident.ReportedAt < now.AddDays(-_pastAfterDays);

    private static EncompassDuty DutyOf(Person child, ChildFacts facts, Incident incident) => EncompassDuty.Of(child.BornOn, child.BirthIsEstimated, facts.Education, DayOf(incident));

    /// <summary>Which school it is, so that another is told from it.</summary>
    private static string? SchoolOf(ChildFacts facts) => facts.SchoolId?.ToString() ?? facts.SchoolName;
}
