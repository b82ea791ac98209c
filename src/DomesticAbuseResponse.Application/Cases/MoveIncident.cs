using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>A person chose the case to which a victim's part in an incident belongs; why stands on the incident.</summary>
public sealed record IncidentMoved(Id<Case>? Before, Id<Case> Case) : Happened;

/// <summary>
/// Puts a victim's part in an incident into another of their cases, or into a new one: who harmed whom becomes known late, and people get it
/// wrong (R2.2). What was found of the risk goes with it (<see cref="CarriedRisk"/>).
/// </summary>
public sealed class MoveIncident(CaseDbContext db, IncidentFiles incidents, CaseFiles cases, CaseBook book, TimeProvider clock)
{
    /// <param name="To">The case it belongs to; null for a new one, or for the one it matches where it has none yet.</param>
    public sealed record Command(Id<Incident> IncidentId, uint? Version, Id<Person> VictimId, Id<Case>? To, string? Reason);

    /// <returns>The case to which it now belongs.</returns>
    public async Task<Result<Id<Case>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var victim = command.VictimId;
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Choose the case of the incident", ct);
        if (!incident.Victims.Contains(victim))
        {
            return new Refusal("incident.no-such-part", "This person no longer has that part in the incident.");
        }

        var from = incident.CaseOf(victim) is { } present ? await cases.OpenAsync(actor, present, AccessLevel.Edit, "Choose the case of an incident", ct) : null;
        var to = command.To is { } chosen ? await cases.OpenAsync(actor, chosen, AccessLevel.Edit, "Choose the case of an incident", ct) : null;
        if (to is not null && (to.VictimId != victim || !to.IsOpen || to.Id == from?.Id))
        {
            return new Refusal("incident.other-case", "Choose another open case of the same victim, or a new one.");
        }

        db.Expect(incident, command.Version);
        if (from is null && to is null)
        {
            await db.CommitAsync(actor, now, ct, await book.JoinAsync(actor, incident, now, ct));
            return incident.CaseOf(victim)!.Value;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("incident.move-reason", "Say why the incident belongs there.");
        }

        var happened = await book.MoveAsync(actor, incident, victim, from, to, now, ct);
        var target = incident.CaseOf(victim)!.Value;
        incident.Decided(actor, victim, from?.Id, target, command.Reason.Trim(), now);
        await db.CommitAsync(actor, now, ct, [.. happened, new IncidentMoved(from?.Id, target) { IncidentId = incident.Id, CaseId = target, PersonId = victim }]);
        return target;
    }
}

/// <summary>A victim's part in an incident, the case it is in, and the other open cases of theirs that the actor works on.</summary>
public sealed class IncidentCaseChoices(CaseDbContext db, IncidentFiles incidents, RecordDoor door)
{
    public sealed record Choice(Id<Case> Id, string Reference, IReadOnlyList<string> Perpetrators);

    /// <param name="HasCase">Whether the victim's part is in a case, one the actor may open or not.</param>
    /// <param name="IsLocked">The case it is in is one the actor does not work on, so that it is not theirs to move.</param>
    public sealed record View(Incident Incident, string Victim, bool HasCase, bool IsLocked, Choice? Present, IReadOnlyList<Choice> Others);

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, Id<Person> victim, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Choose the case of the incident", ct);
        var names = await db.NamesAsync(actor, [victim], ct);
        if (!incident.Victims.Contains(victim) || !names.TryGetValue(victim, out var name))
        {
            throw new RecordNotFoundException();
        }

        var present = incident.CaseOf(victim);
        var found = await db.Cases.AsNoTracking().Include(c => c.Perpetrators).VisibleTo(actor, db, AccessLevel.Edit)
            .Where(c => c.VictimId == victim && (c.ClosedAt == null || c.Id == present)).OrderByDescending(c => c.OpenedAt).ToListAsync(ct);
        var others = await db.NamesAsync(actor, found.SelectMany(c => c.Perpetrators).Select(p => p.PersonId), ct);
        await door.ShowListAsync(actor, "Cases of a victim", found.Select(c => c.Id.Value), ct);
        var choices = found.ConvertAll(c => new Choice(c.Id, c.Reference, [.. c.Perpetrators.Select(p => others.GetValueOrDefault(p.PersonId)).OfType<string>()]));
        var shown = choices.Find(c => c.Id == present);
        return new View(incident, name, present is not null, present is not null && shown is null, shown, [.. choices.Where(c => c.Id != present)]);
    }
}
