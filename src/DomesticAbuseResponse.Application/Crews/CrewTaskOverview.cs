using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.CallCards;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.CallCards;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>
/// What a crew is told of where it is going: the card of the first minute (R4.4), the risk, who else may be there, what endangers staff. No address, no number and
/// nothing of the case file: each of these has its own door (R5.1, R6.11, T11).
/// </summary>
public sealed class CrewTaskOverview(CaseDbContext db, CrewTaskFiles files, RotaServices services, ShowCallCard cards, RecordDoor door, TimeProvider clock)
{
    public sealed record Warning(PersonFlagKind Kind, string? Note, DateTimeOffset RaisedAt);

    /// <param name="Part">What they are in the incident; null for somebody of the household who is not in it.</param>
    public sealed record Somebody(PartyRole? Part, string Initials, int? Age, bool AgeIsEstimated, IReadOnlyList<Warning> Warnings);

    public sealed record Form(Id<RiskAssessment> Id, bool IsFinished);

    /// <param name="Grade">Null where nobody has graded.</param>
    /// <param name="Forms">Those of the actor's own agency about this call.</param>
    public sealed record View(
        OpenedCrewTask Opened, string Service, string Initials, int? Age, bool AgeIsEstimated, string Place, RiskGrade? Grade, CrewPlace Order, CallCard Card,
        IReadOnlyList<Somebody> Others, bool HonourConcern, IReadOnlyList<Form> Forms, IReadOnlyList<IncidentCrews.Step> Steps)
    {
        public CrewTask Task => Opened.Task;

        public Incident Incident => Opened.Incident;
    }

    public async Task<View> ReadAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var opened = await files.OpenAsync(actor, id, "Read a crew's task", ct);
        var (task, incident) = (opened.Task, opened.Incident);
        var shown = await cards.ReadForScreenAsync(actor, task.VictimId, ct);
        var victim = shown.Person;
        var caseId = incident.CaseOf(victim.Id);
        var grade = await db.Cases.GradedForCrew(actor, db).Where(c => c.Id == caseId).Select(c => c.Grade).SingleOrDefaultAsync(ct);
        var settings = await services.ReadAsync(task.ForceId, UkTime.DateOf(task.AskedAt), ct);
        return new View(
            opened, settings.Of(task.Service).Name, FieldMask.Initials(victim.DisplayName), shown.Age, victim.BirthIsEstimated, FieldMask.Place(incident.Call.Location, incident.Call.Postcode),
            grade, CrewOrder.Of(grade, now - incident.ReportedAt, task.Distance, opened.Settings), shown.Card, await OthersAsync(actor, incident, victim.Id, today, ct),
            await db.HonourConcernAsync(victim.Id, today, ct), await FormsAsync(actor, incident.Id, victim.Id, ct), (await db.StepsAsync([task], ct))[task.Id]);
    }

    /// <summary>What endangers whoever goes there; the rest of somebody's warnings is theirs (R6.12).</summary>
    private static IReadOnlyList<Warning> WarningsOf(Person person, DateOnly today) =>
        [.. person.Flags.Where(f => f.Kind is PersonFlagKind.Violence or PersonFlagKind.Weapons or PersonFlagKind.StaffSafety && f.IsLiveOn(today)).OrderBy(f => f.Kind).Select(f => new Warning(f.Kind, f.Note, f.RaisedAt))];

    /// <summary>Everybody else in the call, and in the victim's household. Whoever is kept from the reader for reasons of their own is left out (R6.10).</summary>
    private async Task<IReadOnlyList<Somebody>> OthersAsync(Actor actor, Incident incident, Id<Person> victim, DateOnly today, CancellationToken ct)
    {
        var households = db.Set<HouseholdMember>().Where(m => m.PersonId == victim && m.To == null).Select(m => m.HouseholdId);
        var housemates = await db.Set<HouseholdMember>().Where(m => households.Contains(m.HouseholdId) && m.To == null && m.PersonId != victim).Select(m => m.PersonId).ToListAsync(ct);
        var parts = incident.Parties.Where(p => p.PersonId != victim).OrderBy(p => p.Role).ThenBy(p => p.Number).Select(p => (p.PersonId, Part: (PartyRole?)p.Role)).DistinctBy(p => p.PersonId)
            .Concat(housemates.Where(h => incident.Parties.All(p => p.PersonId != h)).Distinct().Select(h => (PersonId: h, Part: (PartyRole?)null))).ToList();
        Id<Person>[] ids = [.. parts.Select(p => p.PersonId)];
        var known = ids.Length == 0 ? [] : await db.People.AsNoTracking().Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Flags.OrderBy(f => f.Number)).NotKeptFrom(actor, db)
            .Where(p => ids.Contains(p.Id)).AsSplitQuery().ToDictionaryAsync(p => p.Id, ct);
        await door.ShowListAsync(actor, "Who else may be there", known.Keys.Select(p => p.Value), ct);
        return
        [
            .. parts.Where(p => known.ContainsKey(p.PersonId)).Select(p => known[p.PersonId] is var person
                ? new Somebody(p.Part, FieldMask.Initials(person.DisplayName), person.AgeOn(today), person.BirthIsEstimated, WarningsOf(person, today)) : null!),
        ];
    }

    private async Task<IReadOnlyList<Form>> FormsAsync(Actor actor, Id<Incident> incident, Id<Person> victim, CancellationToken ct)
    {
        var (agency, about) = (actor.AgencyId, (Id<Incident>?)incident);
        return await db.Assessments.AsNoTracking().Where(a => a.IncidentId == about && a.PersonId == victim && a.AgencyId == agency).OrderByDescending(a => a.StartedAt)
            .Select(a => new Form(a.Id, a.CompletedAt != null)).ToListAsync(ct);
    }
}

/// <summary>The name and the place of a task, shown when somebody of the crew asks for them; each asking is written down (T11).</summary>
public sealed class ShowCrewPlace(CrewTaskFiles files, PersonFiles people)
{
    public sealed record View(string Name, string? Location, string? Postcode);

    public async Task<View> HandleAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        const string purpose = "Show the name and the place on a crew's screen";
        var opened = await files.OpenAsync(actor, id, purpose, ct);
        var person = await people.OpenAsync(actor, opened.Task.VictimId, AccessLevel.Read, purpose, ct);
        return new View(person.DisplayName, opened.Incident.Call.Location, opened.Incident.Call.Postcode);
    }
}

/// <summary>A task as the form that hands it on needs it: its state, and the crews it can be handed on to.</summary>
public sealed class CrewTaskFields(CrewTaskFiles files, CrewChoices choices)
{
    /// <summary>What a task is opened for by the forms that answer it.</summary>
    public const string Purpose = "Answer a crew's task";

    public sealed record View(OpenedCrewTask Opened, CrewChoices.View Choices)
    {
        public CrewTask Task => Opened.Task;

        /// <summary>The other crews that can be asked now.</summary>
        public IEnumerable<(CrewOnShift Crew, CrewChoices.Service Service)> Others => Choices.Crews.Where(c => c.Crew.Id != Task.ShiftId);
    }

    public async Task<View> ReadAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        var opened = await files.OpenAsync(actor, id, Purpose, ct);
        return new View(opened, await choices.OfAsync(actor, opened.Incident, ct));
    }
}
