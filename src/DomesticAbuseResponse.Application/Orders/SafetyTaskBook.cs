using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>
/// Makes, makes anew and withdraws the tasks that an order or a move asks for in each case of those it concerns (R4.15, R4.16), and sets the clocks of an order. Whoever calls it holds the row of
/// the order or the move, so that two of them never make the same task; the commit is theirs.
/// </summary>
public sealed class SafetyTaskBook(CaseDbContext db, PolicyBook policies, DeadlineSettings settings, CaseDeadlines deadlines)
{
    private const string _gone = "What this was about is no more: it ended, or its day changed.";

    private sealed record Concerned(Id<Case> Id, Id<Agency> AgencyId, Id<Agency>? IdvaAgency, bool IsGraded, bool WasHigh);

    /// <summary>What the orders of an agency are judged by on a London date.</summary>
    public async Task<OrderFrame> FrameAsync(Id<Agency> agency, DateOnly on, CancellationToken ct)
    {
        var held = await settings.ReadAsync(agency, on, ct);
        return new OrderFrame((await policies.AtAsync(PolicyKinds.Orders, agency.Value, on, ct)).Content, held.Rules, held.Calendars);
    }

    /// <param name="order">With its steps.</param>
    public async Task<IReadOnlyList<Happened>> SyncAsync(ProtectiveOrder order, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        List<Happened> happened = [];
        var concerned = await ConcernedAsync(order.PersonId, order.ProtectsId, ct);
        foreach (var one in concerned.Where(c => c.AgencyId == order.AgencyId)) // its clocks run for whoever recorded it: other agencies do not answer for the court, and may not know of the order
        {
            happened.AddRange(await ClocksAsync(order, one, await FrameAsync(one.AgencyId, today, ct), now, ct));
        }

        return [.. happened, .. await SyncAsync(order.Id.Value, order.RecordedBy, concerned, (of, frame) => SafetyTasks.Of(order, frame, on => Told(DeadlineCodes.VictimsCodeEnhanced, on, frame), of.WasHigh, of.IsGraded, today), now, ct)];
    }

    /// <summary>As for an order.</summary>
    public async Task<IReadOnlyList<Happened>> SyncAsync(PerpetratorMove move, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        return await SyncAsync(
            move.Id.Value, move.RecordedBy, await ConcernedAsync(move.PersonId, move.ProtectsId, ct),
            (of, frame) => SafetyTasks.Of(move, on => Told(DeadlineCodes.VictimsCodeEnhanced, on, frame), on => Told(DeadlineCodes.VictimsCodeHearing, on, frame), of.WasHigh, of.IsGraded, today), now, ct);
    }

    /// <summary>
    /// As for an order, in every open case of the incident but that of the suspect, who may be a victim there too (R4.17). Where no suspect is named, whoever is named as a perpetrator in the incident
    /// is told nothing, unless they were decided to be the primary victim. Who was told of what is taken back is told that too.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> SyncAsync(InvestigationStep step, DateTimeOffset now, CancellationToken ct)
    {
        var (today, incident, suspect, subject) = (UkTime.DateOf(now), step.IncidentId, step.SuspectId, (Guid?)step.Id.Value);
        var parties = db.Set<IncidentParty>().Where(p => p.IncidentId == incident);
        var open = db.Cases.Where(c => c.ClosedAt == null && parties.Any(p => p.CaseId == c.Id));
        var concerned = await OpenAsync(
            suspect is { } named ? open.Where(c => c.VictimId != named) : open.Where(c => !parties.Any(p => p.Role == PartyRole.Perpetrator && p.PersonId == c.VictimId) || c.PrimaryVictim!.PersonId == c.VictimId), ct);
        var told = step.Stands ? [] : await db.CaseTasks.Where(t => t.SubjectId == subject && t.DoneAt != null && t.WithdrawnAt == null).Select(t => t.CaseId).ToListAsync(ct);
        return await SyncAsync(subject.Value, step.By, concerned, (of, frame) => SafetyTasks.Of(step, (rule, on) => Told(rule, on, frame), told.Contains(of.Id), today), now, ct);
    }

    /// <summary>As for an order: every open case in which the linked victim is harmed by this person, where somebody was taken on to a programme or goes no more (R2.26): the case it was linked to may be closed by then. What was done stays done.</summary>
    /// <param name="entry">With its steps.</param>
    public async Task<IReadOnlyList<Happened>> SyncAsync(PerpetratorManagement entry, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        return entry.ProtectsId is not { } victim ? [] : await SyncAsync(
            entry.Id.Value, entry.Steps.OrderBy(s => s.Number == 0).ThenBy(s => s.Number).Last().By, await ConcernedAsync(entry.PersonId, victim, ct),
            (_, frame) => SafetyTasks.Of(entry, on => Told(DeadlineCodes.VictimsCodeEnhanced, on, frame), today), now, ct);
    }

    private async Task<IReadOnlyList<Happened>> SyncAsync(
        Guid subject, Id<StaffMember> recordedBy, IReadOnlyList<Concerned> concerned, Func<Concerned, OrderFrame, IReadOnlyList<SafetyTask>> wanted, DateTimeOffset now, CancellationToken ct)
    {
        var held = await db.CaseTasks.Where(t => t.SubjectId == subject && t.WithdrawnAt == null).ToListAsync(ct);
        HashSet<CaseTask> current = [];
        List<Happened> happened = [];
        foreach (var of in concerned)
        {
            foreach (var task in wanted(of, await FrameAsync(of.AgencyId, UkTime.DateOf(now), ct)))
            {
                foreach (var agency in task.ForIdva && of.IdvaAgency is { } idva && idva != of.AgencyId ? new[] { of.AgencyId, idva } : [of.AgencyId])
                {
                    if (held.Find(t => t.CaseId == of.Id && t.AgencyId == agency && t.Answers(task)) is { } made)
                    {
                        current.Add(made);
                    }
                    else if (task.DueOn is { } due)
                    {
                        var added = CaseTask.For(of.Id, agency, recordedBy, subject, task, now);
                        db.CaseTasks.Add(added);
                        happened.Add(new CaseTaskSet(added.Id, due) { CaseId = of.Id });
                    }
                }
            }
        }

        foreach (var gone in held.Where(t => t.IsOpen && !current.Contains(t)))
        {
            gone.Withdraw(_gone, now);
            happened.Add(new CaseTaskWithdrawn(gone.Id.Value) { CaseId = gone.CaseId });
        }

        return happened;
    }

    /// <summary>The clocks that an order starts in one case: its hearing, and the notification of an address.</summary>
    private async Task<IReadOnlyList<Happened>> ClocksAsync(ProtectiveOrder order, Concerned of, OrderFrame frame, DateTimeOffset now, CancellationToken ct)
    {
        if (order.EndedOn is not null)
        {
            return [];
        }

        var heard = order.Steps.Any(s => s.Kind is OrderStepKind.Adjourned);
        var notified = order.Steps.Any(s => s.Kind is OrderStepKind.Notified);
        return
        [
            .. order.IsNotice && !heard && OrderClocks.Hearing(order.ServedAt, order.ServedOn, frame) is { } hearing
                ? await deadlines.SetForOrderAsync(of.Id, DeadlineKind.HearNotice, of.AgencyId, order.Id, hearing, "A notice was served.", now, ct) : [],
            .. order.Kind is OrderKind.Dapo && !notified && OrderClocks.Notify(order.FromOn, order.ServedOn, frame) is { } notify && notify.DueAt > now
                ? await deadlines.SetForOrderAsync(of.Id, DeadlineKind.NotifyAddress, of.AgencyId, order.Id, notify, "An order was made or served.", now, ct) : [],
        ];
    }

    /// <summary>
    /// The open cases an order or a move concerns: those of whom it protects in which this person harms them; else all of theirs, and of a child those in which this person harms somebody of its
    /// family: a child has no case of its own as a rule. With nobody named, every case in which this person harms somebody.
    /// </summary>
    private async Task<IReadOnlyList<Concerned>> ConcernedAsync(Id<Person> person, Id<Person>? protects, CancellationToken ct)
    {
        var open = db.Cases.AsNoTracking().Where(c => c.ClosedAt == null);
        var between = await OpenAsync(protects is { } victim
            ? open.Where(c => c.VictimId == victim && c.Perpetrators.Any(p => p.PersonId == person)) : open.Where(c => c.VictimId != person && c.Perpetrators.Any(p => p.PersonId == person)), ct);
        if (between.Count > 0 || protects is not { } alone)
        {
            return between;
        }

        var theirs = await OpenAsync(open.Where(c => c.VictimId == alone), ct);
        var families = await OpenAsync(open.Where(c => c.VictimId != person && c.Perpetrators.Any(p => p.PersonId == person)
            && (db.Incidents.Any(i => i.Parties.Any(p => p.CaseId == c.Id) && i.Parties.Any(p => p.PersonId == alone && p.Role == PartyRole.Child))
                || db.Set<Relationship>().Any(r => r.EndedAt == null && r.Kind == RelationshipKind.ParentOf && r.FromId == c.VictimId && r.ToId == alone))), ct);
        return [.. theirs.Concat(families).DistinctBy(c => c.Id)];
    }

    private async Task<IReadOnlyList<Concerned>> OpenAsync(IQueryable<Case> cases, CancellationToken ct) => await cases.AsNoTracking().OrderBy(c => c.Id).Select(c => new Concerned(
        c.Id, c.AgencyId, db.Staff.Where(s => s.Id == c.IdvaId).Select(s => (Id<Agency>?)s.AgencyId).FirstOrDefault(), c.Grade != null,
        db.Cases.Any(o => o.VictimId == c.VictimId && (o.Grade == RiskGrade.High || db.Set<GradeEntry>().Any(g => g.CaseId == o.Id && g.Grade == RiskGrade.High))))).ToListAsync(ct);

    /// <summary>By which London day a victim is told, by the rule of the Victims' Code in force (4.7).</summary>
    private static DateOnly Told(string rule, DateOnly on, OrderFrame frame) => frame.Rules.TryDue(rule, on, frame.Calendars).Match(due => due.LastDay ?? UkTime.DateOf(due.DueAt), _ => on);
}
