using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

public sealed record VictimEngaged(ServiceKind Service, EngagementOutcome Outcome) : Happened;

/// <summary>
/// Records what came of reaching a victim about a live incident (R5.5), together with the attempt it was: written once, and the case's other workers
/// see at once that somebody has called. What was said is the support worker's own note and no part of the attempt (R5.8).
/// </summary>
public sealed class RecordEngagement(CaseDbContext db, IncidentFiles incidents, RecordContactAttempt attempts, OnDuty duty, TimeProvider clock)
{
    /// <param name="Tried">How it was tried, where it was; null where contact was not tried at all.</param>
    public sealed record Command(Id<Incident> IncidentId, Id<Person> VictimId, DateTimeOffset At, EngagementTold Told, Tried? Tried);

    /// <param name="EntryNumber">The entry of the safe-contact card that was used; null for another way.</param>
    public sealed record Tried(
        ContactChannel Channel, long? EntryNumber, ContactOutcome Outcome, bool MessageLeft, DateTimeOffset? CallbackAt, bool? ThroughRelative, InterpreterUse? Interpreter);

    public async Task<Result<Engagement>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Read, "Record contact with the victim", ct);
        if (!actor.Has(Role.ControlRoomSupportWorker))
        {
            throw new RecordNotFoundException();
        }

        var shift = await duty.ShiftOfAsync(actor.StaffId, now, ct);
        var recorded = Engagement.Record(incident, command.VictimId, ServiceKind.ControlRoomWorker, actor, shift?.Id, command.At, command.Told, now);
        if (recorded.Refusal is not null)
        {
            return recorded;
        }

        List<Happened> happened = [new VictimEngaged(ServiceKind.ControlRoomWorker, command.Told.Outcome) { IncidentId = incident.Id, PersonId = command.VictimId, CaseId = incident.CaseOf(command.VictimId) }];
        if (command.Tried is { } tried && incident.CaseOf(command.VictimId) is { } caseId)
        {
            var attempt = await attempts.MakeAsync(
                actor, new(caseId, command.At, tried.Channel, tried.EntryNumber, tried.Outcome, tried.MessageLeft, tried.CallbackAt, null, tried.ThroughRelative, tried.Interpreter), now, ct);
            if (attempt.Refusal is { } refused)
            {
                await db.ForgetChangesAsync(ct);
                return refused;
            }

            happened.AddRange(attempt.Match(made => made.Happened, _ => []));
        }

        recorded.Match(engagement => db.Engagements.Add(engagement), _ => throw new InvalidOperationException());
        await db.CommitAsync(actor, now, ct, happened);
        return recorded;
    }
}

/// <summary>The safe-contact gate for the control room's specialist: the victim of an incident they may read, for a purpose that is written down (R3.6, R5.2).</summary>
public sealed class ShowVictimCard(CaseDbContext db, IncidentFiles incidents, PersonFiles people, TimeProvider clock)
{
    public async Task<ContactCard> HandleAsync(Actor actor, Id<Incident> id, Id<Person> victim, ContactPurpose purpose, CancellationToken ct)
    {
        var why = $"Safe-contact card: {purpose}";
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, why, ct);
        if (!Standing.ReachesVictims(actor) || !incident.Victims.Contains(victim))
        {
            throw new RecordNotFoundException();
        }

        return await db.CardOfAsync(await people.OpenAsync(actor, victim, AccessLevel.Read, why, ct), clock.GetUtcNow(), ct);
    }
}

/// <summary>What the page on which a victim is reached needs, before any number is shown.</summary>
public sealed class VictimToReach(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    /// <param name="CaseId">Null while the victim has no case; then nothing but the outcome is recorded.</param>
    /// <param name="Ways">The entries of the safe-contact card, told apart without their numbers.</param>
    /// <param name="Tried">Who has tried before, newest first.</param>
    public sealed record View(
        Incident Incident, string Name, Id<Case>? CaseId, string? CaseReference, IReadOnlyList<ContactHistory.Way> Ways, bool HonourConcern, IReadOnlyList<Before> Tried, IReadOnlyList<Domain.People.PersonFlagKind> Warnings);

    public sealed record Before(DateTimeOffset At, ContactOutcome Outcome, bool IsTwoWay, string By);

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, Id<Person> victim, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Reach the victim of an incident", ct);
        var person = await db.People.AsNoTracking().VisibleTo(actor, db).Include(p => p.Names).Include(p => p.SafeContacts).Include(p => p.Flags).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == victim, ct);
        if (person is null || !incident.Victims.Contains(victim) || !Standing.ReachesVictims(actor))
        {
            throw new RecordNotFoundException();
        }

        var today = Domain.Time.UkTime.DateOf(clock.GetUtcNow());
        var caseId = incident.CaseOf(victim);
        var attempts = caseId is null ? [] : await (from c in db.ContactAttempts.AsNoTracking()
                                                    join s in db.Staff on c.By equals s.Id
                                                    where c.CaseId == caseId
                                                    orderby c.At descending
                                                    select new { Row = c, By = s.DisplayName }).Take(5).ToListAsync(ct);
        return new View(
            incident, person.DisplayName, caseId, await db.Cases.VisibleTo(actor, db).Where(c => c.Id == caseId).Select(c => c.Reference).SingleOrDefaultAsync(ct),
            [.. person.SafeContacts.OrderBy(c => c.Channel).ThenBy(c => c.Number).Select(c => new ContactHistory.Way(c.Number, c.Channel, c.Ending))],
            await db.HonourConcernAsync(victim, today, ct),
            [.. attempts.Select(a => new Before(a.Row.At, a.Row.Outcome, a.Row.IsTwoWay, a.By))],
            [.. person.Flags.Where(f => f.IsLiveOn(today)).Select(f => f.Kind).Distinct().Order()]);
    }
}
