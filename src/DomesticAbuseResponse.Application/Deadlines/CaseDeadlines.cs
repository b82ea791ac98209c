using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Deadlines;

/// <summary>
/// Sets, replaces and meets the deadlines of a case, each with its stored trace (R7.4). It says what happened and leaves the commit to its
/// caller, so that a deadline and what caused it are one transaction.
/// </summary>
public sealed class CaseDeadlines(CaseDbContext db, DeadlineSettings settings)
{
    /// <summary>Times of contact are written down to the minute, so the minute in which a clock started counts as after its start.</summary>
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A person has graded: sets the deadline for contacting the victim on a first grade of a report, and moves it by R4.25 on a regrade
    /// (S27). Call it in the unit of work that applies the grade to the case, before its commit; before or after Apply is the same.
    /// </summary>
    /// <param name="incident">The report that was assessed; null when the assessment hangs on no report, and the clock starts now.</param>
    /// <param name="because">Why a first date is set, where it is not the grade in force that sets it.</param>
    public async Task<IReadOnlyList<Happened>> GradedAsync(Case @case, Incident? incident, RiskGrade grade, DateTimeOffset now, CancellationToken ct, string? because = null)
    {
        var reported = DeadlineStart.At(incident?.ReportedAt ?? now);
        var held = await settings.ReadAsync(@case.AgencyId, reported.Date, ct);
        var incidentId = incident?.Id;
        var earlier = await OfCaseAsync(@case.Id, DeadlineKind.ContactVictim, ct);
        var ofReport = earlier.Where(d => incidentId is null ? d.IsOpen : d.IncidentId == incidentId).ToList();
        var open = ofReport.Where(d => d.IsOpen).MinBy(d => d.DueAt);

        if (GradeBefore(@case, reported.Instant) is { } before && (ofReport.Count > 0 || before < grade))
        {
            var moved = VictimContact.OnRegrade(open?.DueAt, before, grade, reported, now, held.Rules, held.Calendars, held.Contact);
            return moved.NewClock is { } due ? await AddContactAsync(@case, incidentId, due, moved.Reason, now, open, held.Contact, ct) : [];
        }

        return VictimContact.Initial(grade, reported, held.Rules, held.Calendars, held.Contact) is { } first
            && (open is null || first.DueAt < open.DueAt)
            ? await AddContactAsync(@case, incidentId, first, because ?? $"Graded {grade}.", now, open, held.Contact, ct)
            : [];
    }

    /// <summary>Sets a contact deadline. Contact made since its clock started, before anybody graded, has met it already, and its trace says so (R4.25).</summary>
    private async Task<IReadOnlyList<Happened>> AddContactAsync(
        Case @case, Id<Incident>? incident, DueDate due, string because, DateTimeOffset now, Deadline? replaces, VictimContactSettings contact, CancellationToken ct)
    {
        if (await ContactSinceAsync(@case.Id, due.Trace.StartedAt - _minute, contact, ct) is not { } made)
        {
            return [Add(@case.Id, incident, DeadlineKind.ContactVictim, @case.AgencyId, due, because, now, replaces)];
        }

        var (deadline, set) = Make(@case.Id, incident, DeadlineKind.ContactVictim, @case.AgencyId, VictimContact.AlreadyMade(due, made.At), because, now, replaces);
        return [set, Meet(deadline, made.By, made.At)];
    }

    /// <summary>The first two-way contact with the victim by somebody who may stop the clock.</summary>
    private async Task<ContactAttempt?> ContactSinceAsync(Id<Case> @case, DateTimeOffset since, VictimContactSettings contact, CancellationToken ct)
    {
        var attempts = await (from a in db.ContactAttempts.AsNoTracking()
                              join s in db.Staff.AsNoTracking() on a.By equals s.Id
                              where a.CaseId == @case && a.At > since
                              orderby a.At
                              select new { Attempt = a, Staff = s }).ToListAsync(ct);
        return attempts.Find(a => VictimContact.StopsTheClock(a.Attempt.IsTwoWay, a.Staff.Roles, contact))?.Attempt;
    }

    /// <summary>Sets a deadline of another kind by a named rule, for whichever agency has to act.</summary>
    public async Task<Happened> SetAsync(
        Case @case, DeadlineKind kind, string ruleCode, Id<Agency> agency, DeadlineStart start, string because, DateTimeOffset now, CancellationToken ct)
    {
        var held = await settings.ReadAsync(agency, start.Date, ct);
        return Add(@case.Id, null, kind, agency, held.Rules.Due(ruleCode, start, held.Calendars), because, now, replaces: null);
    }

    /// <summary>Sets a clock of an order, in the place of the one it had in this case.</summary>
    public async Task<IReadOnlyList<Happened>> SetForOrderAsync(Id<Case> @case, DeadlineKind kind, Id<Agency> agency, Id<Domain.Orders.ProtectiveOrder> order, DueDate due, string because, DateTimeOffset now, CancellationToken ct)
    {
        var open = (await OfCaseAsync(@case, kind, ct)).Find(d => d.IsOpen && d.OrderId == order);
        return open?.DueAt == due.DueAt ? [] : [Add(@case, null, kind, agency, due, because, now, open, order)];
    }

    /// <summary>Sets a deadline on a day that people agreed, which no rule reckons.</summary>
    public Happened Agree(Case @case, DeadlineKind kind, Id<Agency> agency, DueDate agreed, string because, DateTimeOffset now) =>
        Add(@case.Id, null, kind, agency, agreed, because, now, replaces: null);

    /// <summary>Sets a deadline that takes the place of the open one of its kind; where that is no later, it stands.</summary>
    public async Task<IReadOnlyList<Happened>> BringForwardAsync(
        Id<Case> @case, DeadlineKind kind, Id<Agency> agency, DueDate due, string because, DateTimeOffset now, CancellationToken ct)
    {
        var open = (await OfCaseAsync(@case, kind, ct)).Where(d => d.IsOpen).MinBy(d => d.DueAt);
        return open?.DueAt <= due.DueAt ? [] : [Add(@case, null, kind, agency, due, because, now, open)];
    }

    /// <summary>The schools of the children of an incident are told by then: one clock for all of them, the earliest (R4.42).</summary>
    public async Task<IReadOnlyList<Happened>> NotifySchoolsAsync(Id<Case> @case, Incident incident, DueDate due, string because, DateTimeOffset now, CancellationToken ct)
    {
        var running = (await SchoolsOfAsync(incident.Id, ct)).Where(d => d.IsOpen).OrderBy(d => d.CaseId != @case).ThenBy(d => d.DueAt).ToList();
        foreach (var elsewhere in running.Skip(1).Where(d => d.CaseId != @case))
        {
            elsewhere.Supersede(now); // of a case to which the incident belongs no longer
        }

        var open = running.FirstOrDefault();
        return open?.CaseId == @case && open.DueAt <= due.DueAt ? [] : [Add(@case, incident.Id, DeadlineKind.NotifySchool, incident.AgencyId, due, because, now, open)];
    }

    /// <summary>No school has to be told any more of this incident: somebody told the last, or there is none to tell.</summary>
    /// <param name="wasTold">False where nobody told one: then nobody acted in time or late.</param>
    public async Task<IReadOnlyList<Happened>> SchoolsToldAsync(Id<Incident> incident, bool wasTold, Id<StaffMember> by, DateTimeOffset at, string because, CancellationToken ct)
    {
        var open = (await SchoolsOfAsync(incident, ct)).Where(d => d.IsOpen).ToList();
        if (!wasTold)
        {
            await StopAsync(open, by, because, at, ct);
            return [];
        }

        await PutAwayAsync(open, by, because, at, ct);
        return [.. open.Select(d => Meet(d, by, at))];
    }

    private async Task<List<Deadline>> SchoolsOfAsync(Id<Incident> incident, CancellationToken ct)
    {
        await db.Deadlines.Where(d => d.IncidentId == incident && d.Kind == DeadlineKind.NotifySchool).LoadAsync(ct);
        return [.. db.Deadlines.Local.Where(d => d.IncidentId == incident && d.Kind is DeadlineKind.NotifySchool)];
    }

    /// <summary>What open deadlines of one kind on this case asked for has been done; whoever was told that they were late need not act.</summary>
    /// <param name="agency">Whose deadlines; null for everybody's, where it is the same to all who did it.</param>
    public async Task<IReadOnlyList<Happened>> MeetAsync(
        Id<Case> @case, DeadlineKind kind, Id<Agency>? agency, Id<StaffMember> by, DateTimeOffset at, CancellationToken ct)
    {
        var meeting = (await OfCaseAsync(@case, kind, ct)).Where(d => d.IsOpen && (agency is null || d.AgencyId == agency) && at > d.StartedAt - _minute).ToList();
        await PutAwayAsync(meeting, by, "The deadline has since been met.", at, ct);
        return [.. meeting.Select(d => Meet(d, by, at))];
    }

    /// <summary>What the clocks of an order asked for was done.</summary>
    public async Task<IReadOnlyList<Happened>> MeetForOrderAsync(Id<Domain.Orders.ProtectiveOrder> order, DeadlineKind kind, Id<StaffMember> by, DateTimeOffset at, CancellationToken ct)
    {
        var open = await db.Deadlines.Where(d => d.OrderId == order && d.Kind == kind && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
        await PutAwayAsync(open, by, "The deadline has since been met.", at, ct);
        return [.. open.Select(d => Meet(d, by, at))];
    }

    /// <summary>Nobody has to act on these any more, and nobody acted in time or late; whoever was told that they were late need not act.</summary>
    /// <param name="because">Why, for whoever was told.</param>
    public async Task StopAsync(IReadOnlyCollection<Deadline> deadlines, Id<StaffMember> by, string because, DateTimeOffset now, CancellationToken ct)
    {
        await PutAwayAsync(deadlines, by, because, now, ct);
        foreach (var deadline in deadlines)
        {
            deadline.Supersede(now);
        }
    }

    /// <summary>
    /// A deadline goes on as it was reckoned: in another case to which its report now belongs, or in its own after that was opened again. No
    /// clock starts anew. Contact made in that case since it started has met it (R4.25).
    /// </summary>
    public async Task<IReadOnlyList<Happened>> GoOnAsync(Deadline old, Case on, Id<StaffMember> by, string because, DateTimeOffset now, CancellationToken ct)
    {
        await PutAwayAsync([old], by, because, now, ct);
        var due = new DueDate(DeadlineTrace.FromJson(old.Trace));
        if (old.Kind is not DeadlineKind.ContactVictim)
        {
            return [Add(on.Id, old.IncidentId, old.Kind, old.AgencyId, due, because, now, old, old.OrderId)];
        }

        var held = await settings.ReadAsync(on.AgencyId, UkTime.DateOf(old.StartedAt), ct);
        return await AddContactAsync(on, old.IncidentId, due, because, now, old, held.Contact, ct);
    }

    /// <summary>
    /// A report came in at another time than was written down: every contact clock that ran from it is reckoned anew from there (R4.25). Contact
    /// made since then meets it; contact that turns out to have come before the report no longer does.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> ReportMovedAsync(Incident incident, DateTimeOffset before, Id<StaffMember> by, DateTimeOffset now, CancellationToken ct)
    {
        const string because = "The time of the report was corrected.";
        var (incidentId, start) = (incident.Id, DeadlineStart.At(incident.ReportedAt));
        var running = await db.Deadlines.Where(d => d.IncidentId == incidentId && d.Kind == DeadlineKind.ContactVictim && d.SupersededAt == null && d.StartedAt == before).ToListAsync(ct);
        List<Happened> happened = [];
        foreach (var old in running.Where(d => d.IsOpen || d.MetAt <= start.Instant - _minute))
        {
            var @case = await db.Cases.SingleAsync(c => c.Id == old.CaseId, ct);
            var held = await settings.ReadAsync(@case.AgencyId, start.Date, ct);
            await PutAwayAsync([old], by, because, now, ct);
            happened.AddRange(await held.Rules.TryDue(old.RuleCode, start, held.Calendars).Match(
                due => AddContactAsync(@case, incidentId, due, because, now, old, held.Contact, ct), _ => Task.FromResult<IReadOnlyList<Happened>>([])));
        }

        return happened;
    }

    private async Task PutAwayAsync(IReadOnlyCollection<Deadline> deadlines, Id<StaffMember> by, string because, DateTimeOffset at, CancellationToken ct)
    {
        var late = deadlines.Where(d => d.EscalatedAt is not null).Select(d => (Guid?)d.Id.Value).ToArray();
        if (late.Length > 0)
        {
            var told = await db.Notices.Where(n => n.Kind == NoticeKind.DeadlineOverdue && late.Contains(n.SubjectId) && n.DoneAt == null).ToListAsync(ct);
            told.ForEach(n => n.Done(by, because, at));
        }
    }

    /// <summary>
    /// Somebody tried to reach the victim. Two-way contact by an authorised person stops the contact clock of every report made before it
    /// (R4.25, S28), and is the follow-up that a visit agreed (R5.5); any try by an IDVA service is its first contact (R3.3).
    /// </summary>
    public async Task<IReadOnlyList<Happened>> AttemptedAsync(Actor by, Case @case, ContactAttempt attempt, CancellationToken ct)
    {
        List<Happened> happened =
        [
            .. await MeetAsync(@case.Id, DeadlineKind.IdvaFirstContact, by.AgencyId, by.StaffId, attempt.At, ct),
            .. attempt.IsTwoWay ? await MeetAsync(@case.Id, DeadlineKind.VisitFollowUp, by.AgencyId, by.StaffId, attempt.At, ct) : [],
        ];
        var held = await settings.ReadAsync(@case.AgencyId, UkTime.DateOf(attempt.At), ct);
        if (VictimContact.StopsTheClock(attempt.IsTwoWay, by.Roles, held.Contact))
        {
            happened.AddRange(await MeetAsync(@case.Id, DeadlineKind.ContactVictim, @case.AgencyId, by.StaffId, attempt.At, ct));
        }

        return happened;
    }

    /// <summary>The bank holidays changed: a date that comes out differently replaces the old one, which stays as superseded (R7.4).</summary>
    internal async Task<IReadOnlyList<Happened>> RecomputeAsync(Deadline open, DateTimeOffset now, CancellationToken ct)
    {
        var trace = DeadlineTrace.FromJson(open.Trace);
        var start = trace.StartHasTime ? DeadlineStart.At(open.StartedAt) : DeadlineStart.On(UkTime.DateOf(open.StartedAt));
        var held = await settings.ReadAsync(open.AgencyId, start.Date, ct);
        return held.Calendars.WorkingDays.Version == open.CalendarVersion
            ? []
            : held.Rules.TryDue(open.RuleCode, start, held.Calendars).Match<IReadOnlyList<Happened>>(
                due => due.DueAt == open.DueAt
                    ? []
                    : [Add(open.CaseId, open.IncidentId, open.Kind, open.AgencyId, due, "The bank holiday list changed.", now, open, open.OrderId)],
                _ => []);
    }

    /// <summary>The grade the case carried in the database, when a person gave it after this report came in.</summary>
    private RiskGrade? GradeBefore(Case @case, DateTimeOffset reported)
    {
        var entry = db.Entry(@case);
        return entry.State is not (EntityState.Added or EntityState.Detached) && entry.Property(c => c.GradedAt).OriginalValue >= reported
            ? entry.Property(c => c.Grade).OriginalValue
            : null;
    }

    private async Task<List<Deadline>> OfCaseAsync(Id<Case> @case, DeadlineKind kind, CancellationToken ct)
    {
        await db.Deadlines.Where(d => d.CaseId == @case && d.Kind == kind).LoadAsync(ct);
        return [.. db.Deadlines.Local.Where(d => d.CaseId == @case && d.Kind == kind)];
    }

    private Happened Add(
        Id<Case> @case, Id<Incident>? incident, DeadlineKind kind, Id<Agency> agency, DueDate due, string because, DateTimeOffset now, Deadline? replaces,
        Id<Domain.Orders.ProtectiveOrder>? order = null) =>
        Make(@case, incident, kind, agency, due, because, now, replaces, order).Set;

    private (Deadline Deadline, Happened Set) Make(
        Id<Case> @case, Id<Incident>? incident, DeadlineKind kind, Id<Agency> agency, DueDate due, string because, DateTimeOffset now, Deadline? replaces,
        Id<Domain.Orders.ProtectiveOrder>? order = null)
    {
        var deadline = Deadline.Set(@case, incident, kind, agency, due, because, now, replaces, order);
        db.Deadlines.Add(deadline);
        return (deadline, replaces is null
            ? new DeadlineSet(kind, deadline.RuleCode, deadline.RuleVersion, deadline.DueAt) { CaseId = @case, IncidentId = incident }
            : new DeadlineReplaced(kind, deadline.RuleCode, deadline.RuleVersion, replaces.DueAt, deadline.DueAt) { CaseId = @case, IncidentId = incident });
    }

    private static DeadlineMet Meet(Deadline deadline, Id<StaffMember> by, DateTimeOffset at)
    {
        deadline.Meet(by, at);
        return new DeadlineMet(deadline.Kind, deadline.DueAt, at <= deadline.DueAt) { CaseId = deadline.CaseId, IncidentId = deadline.IncidentId };
    }
}
