using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>
/// Both sides of a case in which each accuses the other: their assessments, who did what to whom over the incidents and forms, what was decided and what waits for a second person (R4.17).
/// It shows what the reader may open of either side and says nothing of the rest.
/// </summary>
public sealed class CounterAllegationView(CaseDbContext db, CaseFiles cases, CaseFrames frames, InstrumentBook instruments, TimeProvider clock)
{
    /// <param name="Missing">Why nothing can be proposed yet, whoever does; null when it can.</param>
    /// <param name="Patterns">One for each person against whom the victim stands.</param>
    /// <param name="Waiting">What waits for a second person.</param>
    public sealed record View(
        CaseFrame Frame, bool IsFlagged, string? Because, IReadOnlyList<Side> Sides, IReadOnlyList<Event> Events, IReadOnlyList<Decision> Decisions, Refusal? Missing,
        IReadOnlyList<IReadOnlyList<PatternSide>> Patterns, Proposal? Waiting, IReadOnlyList<Proposal> Refused);

    public sealed record Side(PersonLine Person, bool IsVictimHere, IReadOnlyList<Form> Forms);

    public sealed record Form(Id<RiskAssessment> Id, string Instrument, DateTimeOffset CompletedAt, int? Ticks, RiskGrade? Grade, string By);

    public sealed record Event(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, IReadOnlyList<string> Victims, IReadOnlyList<string> Perpetrators, IReadOnlyList<string> Callers);

    public sealed record Decision(string Person, string By, string Rationale, DateTimeOffset At);

    /// <param name="NotYours">Why this reader cannot answer it; null where they can.</param>
    /// <param name="NotNow">Why it can only be refused as things stand; null where it can be confirmed.</param>
    public sealed record Proposal(long Number, string Person, string By, string Rationale, DateTimeOffset At, string? AnsweredBy, string? Reason, Refusal? NotYours, Refusal? NotNow);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var @case = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read both sides", ct);
        var frame = await frames.ReadAsync(actor, @case, ct);
        var history = await db.Cases.Where(c => c.Id == id).SelectMany(c => c.PrimaryVictimHistory).OrderByDescending(h => h.Number).ToListAsync(ct);
        var proposals = await db.Cases.Where(c => c.Id == id).SelectMany(c => c.PrimaryVictimProposals).AsNoTracking().OrderByDescending(p => p.Number).ToListAsync(ct);
        Id<Person>[] parties = [@case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId)];
        var people = await db.PeopleAsync(actor, parties, UkTime.DateOf(clock.GetUtcNow()), ct);

        // Whatever of the other case this reader may see: the same two people, the other way round.
        var readable = db.Cases.VisibleTo(actor, db).Select(c => c.Id);
        var forms = await db.Assessments.AsNoTracking().Include(a => a.Grades).Include(a => a.Answers).AsSplitQuery()
            .Where(a => a.CompletedAt != null && parties.Contains(a.PersonId) && readable.Contains(a.CaseId)).OrderBy(a => a.CompletedAt).ToListAsync(ct);
        var staff = await db.StaffAsync([.. forms.Select(f => f.StartedBy), .. history.Select(h => h.DecidedBy), .. proposals.SelectMany(p => new[] { p.ProposedBy, p.AnsweredBy ?? p.ProposedBy })], ct);
        var finished = forms.Select(f => f.PersonId).ToHashSet();
        var assessors = (await db.FinishedOfBothAsync(@case, ct)).Assessors();
        var incidents = await IncidentsAsync(actor, parties, ct);

        return new View(
            frame, @case.CounterAllegation, @case.CounterAllegationBecause,
            [
                .. parties.Where(people.ContainsKey).Select(p => new Side(people[p], p == @case.VictimId,
                    [.. forms.Where(f => f.PersonId == p).Select(f => new Form(f.Id, f.InstrumentCode, f.CompletedAt!.Value, f.Ticks, f.History.WorkingGrade, staff[f.StartedBy].Name))])),
            ],
            [.. incidents.Select(i => new Event(i.Id, i.Reference, i.ReportedAt, NamesOf(i, PartyRole.Victim), NamesOf(i, PartyRole.Perpetrator), NamesOf(i, PartyRole.Caller)))],
            [.. history.Select(h => new Decision(NameOf(h.PersonId), staff[h.DecidedBy].Name, h.Rationale, h.At))],
            finished.Contains(@case.VictimId) && @case.Perpetrators.Any(p => finished.Contains(p.PersonId)) && @case.CounterAllegation
                ? null
                : CounterAllegations.CheckProposal(@case, @case.VictimId, null, new Dictionary<Id<Person>, IReadOnlyList<Id<StaffMember>>>()),
            await PatternsAsync(@case, people, forms, incidents, ct),
            proposals.Where(p => p.State is ProposalState.Waiting).Select(Of).FirstOrDefault(), [.. proposals.Where(p => p.State is ProposalState.Refused).Select(Of)]);

        Proposal Of(PrimaryVictimProposal p) => new(
            p.Number, NameOf(p.PersonId), staff[p.ProposedBy].Name, p.Rationale, p.ProposedAt, p.AnsweredBy is { } by ? staff[by].Name : null, p.Reason, CounterAllegations.CheckAnswer(@case, p, confirm: false, "Asked for the page", actor, assessors), CounterAllegations.CheckAnswer(@case, p, confirm: true, null, actor, assessors));

        string NameOf(Id<Person> person) => people.TryGetValue(person, out var known) ? known.Name : "Somebody else";

        IReadOnlyList<string> NamesOf(Incident incident, PartyRole role) =>
            [.. incident.Parties.Where(p => p.Role == role && people.ContainsKey(p.PersonId)).Select(p => people[p.PersonId].Name)];
    }

    private async Task<List<Incident>> IncidentsAsync(Actor actor, Id<Person>[] parties, CancellationToken ct) =>
        await db.Incidents.VisibleTo(actor, db).AsNoTracking().Include(i => i.Parties)
            .Where(i => i.Parties.Any(p => p.Role == PartyRole.Victim && parties.Contains(p.PersonId)) && i.Parties.Any(p => p.Role == PartyRole.Perpetrator && parties.Contains(p.PersonId)))
            .OrderBy(i => i.ReportedAt).ToListAsync(ct);

    /// <summary>A form tells who did something only where one other person stands in the case.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<PatternSide>>> PatternsAsync(
        Case @case, IReadOnlyDictionary<Id<Person>, PersonLine> people, IReadOnlyList<RiskAssessment> forms, IReadOnlyList<Incident> incidents, CancellationToken ct)
    {
        var (victim, others) = (@case.VictimId, @case.Perpetrators.Select(p => p.PersonId).Where(people.ContainsKey).ToList());
        if (!people.ContainsKey(victim))
        {
            return [];
        }

        var library = await instruments.ReadAsync(ct);
        return
        [
            .. others.Select(other => WhoDidWhat.Pattern(victim, other,
            [
                .. incidents.SelectMany(i => WhoDidWhat.Of(i, victim, other, UkTime.DateOf(i.ReportedAt))),
                .. forms.Where(f => f.PersonId == other || (f.PersonId == victim && @case.Perpetrators.Count == 1)).SelectMany(f => AssessmentFiles.MainAnswersOf(f, library) is { } answers
                    ? WhoDidWhat.Of(answers, f.PersonId, f.PersonId == victim ? other : victim, $"{f.InstrumentCode}, {UkTime.DateOf(f.CompletedAt!.Value):d MMMM yyyy}", UkTime.DateOf(f.CompletedAt!.Value)) : []),
            ])),
        ];
    }
}
