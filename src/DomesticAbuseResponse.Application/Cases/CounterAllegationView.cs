using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>Both sides of a case in which each accuses the other: their assessments, the incidents and who did what to whom in each, and what was decided (R4.17).</summary>
public sealed class CounterAllegationView(CaseDbContext db, CaseFiles cases, CaseFrames frames, TimeProvider clock)
{
    /// <param name="Missing">Why no decision can be taken yet, whoever takes it; null when one can.</param>
    public sealed record View(
        CaseFrame Frame, bool IsFlagged, string? Because, IReadOnlyList<Side> Sides, IReadOnlyList<Event> Events, IReadOnlyList<Decision> Decisions, Refusal? Missing);

    public sealed record Side(PersonLine Person, bool IsVictimHere, IReadOnlyList<Form> Forms);

    public sealed record Form(Id<RiskAssessment> Id, string Instrument, DateTimeOffset CompletedAt, int? Ticks, RiskGrade? Grade, string By);

    public sealed record Event(string Reference, DateTimeOffset ReportedAt, IReadOnlyList<string> Victims, IReadOnlyList<string> Perpetrators);

    public sealed record Decision(string Person, string By, string Rationale, DateTimeOffset At);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var @case = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read both sides", ct);
        var frame = await frames.ReadAsync(actor, @case, ct);
        var history = await db.Cases.Where(c => c.Id == id).SelectMany(c => c.PrimaryVictimHistory).OrderByDescending(h => h.Number).ToListAsync(ct);
        Id<Person>[] parties = [@case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId)];
        var people = await db.PeopleAsync(actor, parties, UkTime.DateOf(clock.GetUtcNow()), ct);

        // Whatever of the other case this reader may see: the same two people, the other way round.
        var readable = db.Cases.VisibleTo(actor, db).Select(c => c.Id);
        var forms = await db.Assessments.AsNoTracking().Include(a => a.Grades)
            .Where(a => a.CompletedAt != null && parties.Contains(a.PersonId) && readable.Contains(a.CaseId)).OrderBy(a => a.CompletedAt).ToListAsync(ct);
        var staff = await db.StaffAsync([.. forms.Select(f => f.StartedBy), .. history.Select(h => h.DecidedBy)], ct);
        var finished = forms.Select(f => f.PersonId).ToHashSet();

        return new View(
            frame, @case.CounterAllegation, @case.CounterAllegationBecause,
            [
                .. parties.Where(people.ContainsKey).Select(p => new Side(people[p], p == @case.VictimId,
                    [.. forms.Where(f => f.PersonId == p).Select(f => new Form(f.Id, f.InstrumentCode, f.CompletedAt!.Value, f.Ticks, f.History.WorkingGrade, staff[f.StartedBy].Name))])),
            ],
            await EventsAsync(actor, parties, people, ct),
            [.. history.Select(h => new Decision(people.TryGetValue(h.PersonId, out var chosen) ? chosen.Name : "Somebody else", staff[h.DecidedBy].Name, h.Rationale, h.At))],
            finished.Contains(@case.VictimId) && @case.Perpetrators.Any(p => finished.Contains(p.PersonId))
                ? null
                : CounterAllegations.CheckDecision(@case, @case.VictimId, null, actor, new Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>>()));
    }

    private async Task<IReadOnlyList<Event>> EventsAsync(Actor actor, Id<Person>[] parties, IReadOnlyDictionary<Id<Person>, PersonLine> people, CancellationToken ct)
    {
        var incidents = await db.Incidents.VisibleTo(actor, db).AsNoTracking().Include(i => i.Parties)
            .Where(i => i.Parties.Any(p => p.Role == PartyRole.Victim && parties.Contains(p.PersonId)) && i.Parties.Any(p => p.Role == PartyRole.Perpetrator && parties.Contains(p.PersonId)))
            .OrderBy(i => i.ReportedAt).ToListAsync(ct);
        return [.. incidents.Select(i => new Event(i.Reference, i.ReportedAt, NamesOf(i, PartyRole.Victim), NamesOf(i, PartyRole.Perpetrator)))];

        IReadOnlyList<string> NamesOf(Incident incident, PartyRole role) =>
            [.. incident.Parties.Where(p => p.Role == role && people.ContainsKey(p.PersonId)).Select(p => people[p.PersonId].Name)];
    }
}
