using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Children;

public enum NoticeList
{
    Due,
    Decide,
    Sent,
}

/// <summary>The notices to schools of a force, of children and incidents the actor may open: due now, the latest time first; to be decided; sent, newest first.</summary>
public sealed class SchoolNoticeList(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record Row(Id<SchoolNotice> Id, string Child, int? Age, string IncidentReference, NoticeTo To, DateTimeOffset DueAt, bool IsOverdue, DateTimeOffset? SentAt, NoticeWay? Way);

    public sealed record View(IReadOnlyList<Row> Rows, int Total);

    public sealed record Counts(int Due, int Overdue, int Decide, ListTotal Sent);

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, NoticeList list, int page, CancellationToken ct)
    {
        var (now, of) = (clock.GetUtcNow(), In(list, Visible(actor)));
        var total = list is NoticeList.Sent ? (await ListTotal.OfAsync(of, ct)).Counted : await of.CountAsync(ct);
        var rows = await (list is NoticeList.Sent ? of.OrderByDescending(n => n.SentAt).ThenBy(n => n.Id) : of.OrderBy(n => n.DueAt).ThenBy(n => n.Id))
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)
            .Select(n => new { n.Id, n.PersonId, n.IncidentId, Reference = db.Incidents.Where(i => i.Id == n.IncidentId).Select(i => i.Reference).First(), n.To, n.DueAt, n.SentAt, n.Way }).ToListAsync(ct);
        var names = await db.NamedAsync(rows.Select(r => r.PersonId), ct);
        await door.ShowListAsync(actor, "School notices", rows.SelectMany(r => new[] { r.PersonId.Value, r.IncidentId.Value }).Distinct(), ct);
        var today = UkTime.DateOf(now);
        return new View([.. rows.Select(r => new Row(r.Id, names[r.PersonId].Name, names[r.PersonId].AgeOn(today), r.Reference, r.To, r.DueAt, r.SentAt is null && r.DueAt < now, r.SentAt, r.Way))], total);
    }

    public async Task<Counts> CountAsync(Actor actor, CancellationToken ct)
    {
        var (now, visible) = (clock.GetUtcNow(), Visible(actor));
        return new Counts(
            await In(NoticeList.Due, visible).CountAsync(ct), await In(NoticeList.Due, visible).CountAsync(n => n.DueAt < now, ct), await In(NoticeList.Decide, visible).CountAsync(ct),
            await ListTotal.OfAsync(In(NoticeList.Sent, visible), ct));
    }

    private IQueryable<SchoolNotice> Visible(Actor actor)
    {
        var agency = actor.AgencyId;
        var incidents = db.Incidents.VisibleTo(actor, db);
        var people = db.People.VisibleTo(actor, db);
        return db.SchoolNotices.AsNoTracking().Where(n => n.AgencyId == agency && incidents.Any(i => i.Id == n.IncidentId) && people.Any(p => p.Id == n.PersonId));
    }

    private static IQueryable<SchoolNotice> In(NoticeList list, IQueryable<SchoolNotice> notices) => list switch
    {
        NoticeList.Due => notices.Where(n => n.Status == SchoolNoticeStatus.Due),
        NoticeList.Decide => notices.Where(n => n.Status == SchoolNoticeStatus.NeedsDecision),
        NoticeList.Sent => notices.Where(n => n.Status == SchoolNoticeStatus.Sent),
    };
}

/// <summary>One notice with its draft from the record, through the doors of the incident and of the child.</summary>
public sealed class SchoolNoticeFile(CaseDbContext db, IncidentFiles incidents, PersonFiles people, ChildGuard guard, ChildAreas areas, ChildFile file, PolicyBook policies, TimeProvider clock)
{
    /// <param name="Content">As sent, or the draft.</param>
    /// <param name="Trace">How the latest time was reckoned.</param>
    /// <param name="Places">Where the child learns, for whoever may read it.</param>
    /// <param name="Listed">The school in the directory, with its key adult.</param>
    /// <param name="Authority">Whose schools there are to choose from; null where nobody knows.</param>
    /// <param name="HomeEducation">To whom a notice about a child educated at home goes.</param>
    public sealed record View(
        SchoolNotice Notice, string IncidentReference, string Child, int? Age, SchoolNoticeContent Content, DeadlineTrace Trace, ChildPlaces Places, SchoolDirectory.Line? Listed, Id<LocalAuthority>? Authority, string? HomeEducation,
        SchoolConcern Concern, string? ConcernWords, string? SentBy, string? DecidedBy, bool IsOverdue, Id<Domain.Cases.Case>? CaseId, bool Attended);

    public async Task<View> ReadAsync(Actor actor, Id<SchoolNotice> id, CancellationToken ct)
    {
        var notice = await db.SchoolNotices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct);
        var incident = await incidents.OpenAsync(actor, notice?.IncidentId ?? new Id<Incident>(id.Value), AccessLevel.Read, "Read a notice to a school", ct);
        var child = await people.OpenAsync(actor, notice!.PersonId, AccessLevel.Read, "Read a notice to a school", ct);
        var (now, personId) = (clock.GetUtcNow(), child.Id);
        var facts = await areas.FactsAsync(personId, ct);
        var decision = await guard.WhereaboutsAsync(actor, child, ct);
        var (guarded, ways) = await guard.AroundAsync(incident, ct);
        var school = notice.SchoolId ?? facts.SchoolId;
        var authority = await areas.AuthorityAsync(facts, incident.UnitId, ct);
        var staff = await db.StaffAsync(new[] { notice.SentBy, notice.DecidedBy }.OfType<Id<StaffMember>>(), ct);
        return new View(
            notice, incident.Reference, child.DisplayName, child.AgeOn(UkTime.DateOf(now)),
            notice.Content ?? SchoolNoticeDraft.Of(new SchoolNoticeFacts(
                child.DisplayName, child.BirthIsEstimated ? null : child.BornOn, incident.Reference, incident.ReportedAt, Join(incident.Call.Location, incident.Call.Postcode),
                await PartAsync(incident.Id, personId, ct), await VoiceAsync(notice.AgencyId, incident.Id, personId, ct), incident.AttendedAt is not null, guarded, ways)),
            DeadlineTrace.FromJson(notice.Trace), await file.PlacesAsync(decision, facts, ct),
            decision.MayReveal && school is { } listed ? await ListedAsync(listed, ct) : null, authority?.Id,
            authority?.CouncilId is { } council ? (await policies.AtAsync(PolicyKinds.SchoolTerms, council.Value, UkTime.DateOf(now), ct)).Content.HomeEducation : null,
            decision.MayReveal ? facts.Concern : SchoolConcern.None, decision.MayReveal ? facts.ConcernWords : null,
            Name(notice.SentBy), Name(notice.DecidedBy), notice.IsOpen && notice.DueAt < now, incident.CaseId, incident.AttendedAt is not null);

        string? Name(Id<StaffMember>? who) => who is { } one ? staff.GetValueOrDefault(one)?.Name : null;
    }

    private async Task<ChildPart?> PartAsync(Id<Incident> incident, Id<Person> child, CancellationToken ct) =>
        await db.ChildParts.AsNoTracking().Where(p => p.IncidentId == incident && p.PersonId == child).OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct);

    /// <summary>What the force itself heard of this incident: what a child told another agency is not the force's to pass on to a school.</summary>
    private async Task<ChildVoice?> VoiceAsync(Id<Agency> force, Id<Incident> incident, Id<Person> child, CancellationToken ct) =>
        await db.ChildVoices.AsNoTracking().Where(v => v.IncidentId == incident && v.PersonId == child && v.ByAgencyId == force).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    private async Task<SchoolDirectory.Line?> ListedAsync(Id<School> id, CancellationToken ct) => await (
        from s in db.Schools.AsNoTracking()
        join a in db.Set<LocalAuthority>() on s.AuthorityId equals a.Id
        where s.Id == id
        select new SchoolDirectory.Line(s.Id, s.Name, s.Kind, a.Name, s.KeyAdult, s.Phone, s.SecureMail)).SingleOrDefaultAsync(ct);

    private static string? Join(string? place, string? postcode)
    {
        var words = string.Join(", ", new[] { place, postcode }.Where(w => !string.IsNullOrWhiteSpace(w)));
        return words.Length == 0 ? null : words;
    }
}

/// <summary>Writes down that a school was told: how, whom and in which words (R4.44). Once; whoever comes second sees that it has gone.</summary>
public sealed class SendSchoolNotice(CaseDbContext db, IncidentFiles incidents, PersonFiles people, ChildGuard guard, ChildBook book, TimeProvider clock)
{
    /// <param name="At">When it went (UTC).</param>
    /// <param name="Place">With the other words as a person checked them.</param>
    public sealed record Command(
        Id<SchoolNotice> NoticeId, uint? Version, NoticeWay Way, string? Recipient, Id<School>? SchoolId, DateTimeOffset At, string? Place, string? Presence, string? Voice, string? Circumstances);

    public async Task<Result<SchoolNotice>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (notice, incident, child) = await SchoolNoticeDoors.OpenAsync(db, incidents, people, actor, command.NoticeId, "Tell a school", ct);
        if (command.Version is { } seen && seen != notice.Version)
        {
            return SchoolNoticeDoors.MovedOn;
        }

        if (!(await guard.WhereaboutsAsync(actor, child, ct)).MayReveal)
        {
            return new Refusal("school-notice.protected-place", "Where this child learns is protected, and you are not named on the record. Ask somebody who is.");
        }

        if (command.SchoolId is { } school && !await db.Schools.AnyAsync(s => s.Id == school, ct))
        {
            return new Refusal("school-notice.which", "Choose a school of the list.");
        }

        var content = new SchoolNoticeContent(
            child.DisplayName, child.BirthIsEstimated ? null : child.BornOn, incident.Reference, string.IsNullOrWhiteSpace(command.Place) ? null : command.Place.Trim(), incident.ReportedAt,
            Words(command.Presence), Words(command.Voice), Words(command.Circumstances));
        var (guarded, ways) = await guard.AroundAsync(incident, ct);
        if (SchoolNoticeDraft.Check(content, guarded, ways) is { } tells)
        {
            return tells;
        }

        var sent = notice.Send(actor, command.Way, command.Recipient, command.SchoolId, content, command.At, now);
        if (sent.Refusal is not null)
        {
            return sent;
        }

        List<Audit.Happened> happened =
        [
            new SchoolNoticeSent(command.Way, command.At <= notice.DueAt) { IncidentId = incident.Id, PersonId = child.Id, CaseId = incident.CaseId },
            .. await book.SettleAsync(incident, notice, wasTold: true, actor, command.At, ct),
        ];
        await db.LateNoLongerAsync(notice, actor, now, ct);
        return await db.TryCommitAsync(actor, now, SchoolNoticeDoors.MovedOn, ct, happened) is { } late ? late : sent;
    }

    private static string Words(string? typed) => string.IsNullOrWhiteSpace(typed) ? SchoolNoticeDraft.NotKnown : typed.Trim();
}

/// <summary>A safeguarding officer decides whether a school is told where that could harm, or that nobody can be told, with the reason.</summary>
public sealed class DecideSchoolNotice(CaseDbContext db, IncidentFiles incidents, PersonFiles people, ChildBook book, TimeProvider clock)
{
    public sealed record Command(Id<SchoolNotice> NoticeId, uint? Version, bool? Send, string? Reason);

    public async Task<Result<SchoolNotice>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (notice, incident, child) = await SchoolNoticeDoors.OpenAsync(db, incidents, people, actor, command.NoticeId, "Decide whether a school is told", ct);
        if (command.Version is { } seen && seen != notice.Version)
        {
            return SchoolNoticeDoors.MovedOn;
        }

        var decided = notice.Decide(actor, command.Send, command.Reason, now);
        if (decided.Refusal is not null)
        {
            return decided;
        }

        List<Audit.Happened> happened =
        [
            new SchoolNoticeDecided(command.Send is true) { IncidentId = incident.Id, PersonId = child.Id, CaseId = incident.CaseId },
            .. await book.SettleAsync(incident, notice, wasTold: false, actor, now, ct),
        ];
        if (!notice.IsOpen)
        {
            await db.LateNoLongerAsync(notice, actor, now, ct);
        }

        return await db.TryCommitAsync(actor, now, SchoolNoticeDoors.MovedOn, ct, happened) is { } late ? late : decided;
    }
}

/// <summary>
/// Tells a safeguarding officer of each notice that is late and hangs on no case, so that no deadline of a case does; once, however many instances run. An incident that
/// has joined a case since has its clock there.
/// </summary>
public sealed class WatchSchoolNotices(CaseDbContext db, TimeProvider clock)
{
    /// <returns>How many were told in this pass.</returns>
    public async Task<int> HandleAsync(Actor actor, int batchSize, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var late = await db.SchoolNotices.FromSql($"""
            select n.*, n.xmin from school_notices n
            where n.status in ('Due', 'NeedsDecision') and n.escalated_at is null and n.due_at < {now}
                and not exists (select 1 from deadlines d where d.incident_id = n.incident_id and d.kind = 'NotifySchool' and d.met_at is null and d.superseded_at is null)
            order by n.due_at limit {batchSize} for update of n skip locked
            """).ToListAsync(ct);
        List<Audit.Happened> happened = [];
        foreach (var notice in late)
        {
            notice.Escalate(now);
            db.Notices.Add(Domain.Notices.Notice.To(notice.AgencyId, Role.SafeguardingOfficer, Domain.Notices.NoticeKind.SchoolNoticeLate, null, notice.Id.Value, now));
            happened.Add(new SchoolNoticeLateTold(notice.DueAt) { IncidentId = notice.IncidentId });
        }

        await db.CommitAsync(actor, now, ct, happened);
        await transaction.CommitAsync(ct);
        return late.Count;
    }
}

internal static class SchoolNoticeDoors
{
    public static Refusal MovedOn { get; } = new("school-notice.moved-on", "Somebody else has dealt with this notice since you opened it. It is shown as it is now; nothing you entered has been saved.");

    public static async Task<(SchoolNotice Notice, Incident Incident, Person Child)> OpenAsync(
        CaseDbContext db, IncidentFiles incidents, PersonFiles people, Actor actor, Id<SchoolNotice> id, string purpose, CancellationToken ct)
    {
        var notice = await db.SchoolNotices.SingleOrDefaultAsync(n => n.Id == id, ct);
        var incident = await incidents.OpenAsync(actor, notice?.IncidentId ?? new Id<Incident>(id.Value), AccessLevel.Edit, purpose, ct);
        return (notice!, incident, await people.OpenAsync(actor, notice!.PersonId, AccessLevel.Edit, purpose, ct));
    }

    extension(CaseDbContext db)
    {
        /// <summary>Whoever was told that it is late need not act.</summary>
        public async Task LateNoLongerAsync(SchoolNotice notice, Actor by, DateTimeOffset now, CancellationToken ct)
        {
            var subject = (Guid?)notice.Id.Value;
            (await db.Notices.Where(n => n.SubjectId == subject && n.Kind == Domain.Notices.NoticeKind.SchoolNoticeLate && n.DoneAt == null).ToListAsync(ct)).ForEach(n => n.Done(by.StaffId, null, now));
        }
    }
}
