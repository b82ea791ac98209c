using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Incidents;

public sealed record IncidentLogged(CallSource? Source, ResponseGrade? Grade, Silence Silence) : Happened;

public sealed record PersonRecorded(PartyRole Role) : Happened;

/// <summary>
/// Logs a call. Anything may be missing, and nothing that was typed stops it: what cannot be read is kept as it was typed. Whoever is named is
/// found or recorded, and the incident joins the victim's case.
/// </summary>
public sealed class LogIncident(CaseDbContext db, PartyBook parties, RecordCircle circle, CaseBook cases, ChildBook children, TimeProvider clock)
{
    /// <param name="ReportedAt">When the report was made, from which its clocks run (R4.25); the moment of logging when not given or not possible.</param>
    public sealed record Command(Call Call, ResponseGrade? Grade, Id<PolicingUnit>? UnitId, DateTimeOffset? ReportedAt, IReadOnlyList<Party> Parties)
    {
        /// <summary>True for what another system logged before, however long ago.</summary>
        public bool IsOfThePast { get; init; }
    }

    /// <summary>An incident that waits for a commit, what happened with it, and the person of each part that was named.</summary>
    public sealed record Staged(Incident Incident, List<Happened> Happened, IReadOnlyList<Id<Person>> People);

    /// <summary>Somebody named in the call: a person already on record, or what is known of a new one.</summary>
    public sealed record Party(PartyRole Role, Id<Person>? PersonId, string? Name, DateOnly? BornOn, int? Age, string? Phone, string? Address, string? Postcode)
    {
        /// <summary>A date of birth or an age as typed, read by <see cref="BirthReading"/>; it takes the place of the two above.</summary>
        public string? Birth { get; init; }

        public bool IsBlank => PersonId is null && string.IsNullOrWhiteSpace($"{Name}{Phone}{Address}{Postcode}{Birth}") && BornOn is null && Age is null;
    }

    public async Task<Id<Incident>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var staged = await StageAsync(actor, command, await parties.OpenKnownAsync(actor, command.Parties, "Log a call", ct), now, ct);
        await db.CommitAsync(actor, now, ct, staged.Happened);
        return staged.Incident.Id;
    }

    /// <summary>Everything but the commit, for whoever logs a call together with something of their own.</summary>
    /// <param name="known">The people on record among them, opened before anything was changed.</param>
    internal async Task<Staged> StageAsync(
        Actor actor, Command command, IReadOnlyDictionary<Id<Person>, PartyBook.Known> known, DateTimeOffset now, CancellationToken ct)
    {
        var times = ReportTimes.Read(command.ReportedAt, command.Call.HappenedOn, command.Call.TimesAsTyped, now, command.IsOfThePast);
        Party[] named = [.. command.Parties.Where(p => !p.IsBlank)];
        var call = command.Call.Read() with { HappenedOn = times.HappenedOn, TimesAsTyped = times.AsTyped };
        var unit = command.UnitId is { } wanted ? (await db.PolicingUnits.FindAsync([wanted], ct))?.Id : null; // one that is not there stops nothing
        var incident = Incident.Log(actor, await db.NextIncidentReferenceAsync(now, ct), call, command.Grade, unit, times.ReportedAt, now);
        List<Happened> happened = [new IncidentLogged(call.Source, command.Grade, call.Silence) { IncidentId = incident.Id }];
        List<Id<Person>> people = [];
        foreach (var party in named)
        {
            var person = parties.Involve(actor, incident, party, known, now);
            people.Add(person.Id);
            happened.Add(new PersonRecorded(party.Role) { IncidentId = incident.Id, PersonId = person.Id });
        }

        db.Incidents.Add(incident);
        circle.Own(actor.AgencyId, RecordKind.Incident, incident.Id.Value, now);
        if (people.Exists(known.ContainsKey))
        {
            happened.AddRange(command.IsOfThePast ? [] : await children.HouseholdAsync(actor, incident, now, ct));
            await circle.InheritAsync(incident, now, ct);
            happened.AddRange(await cases.JoinAsync(actor, incident, now, ct));
        }
        else
        {
            happened.AddRange(await cases.JoinNewAsync(actor, incident, now, ct));
        }

        if (!command.IsOfThePast)
        {
            happened.AddRange(await children.NoteAsync(actor, incident, now, ct));
        }

        return new Staged(incident, happened, people);
    }
}
