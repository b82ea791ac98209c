using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>One incident with its people, its case and what has been done about it.</summary>
public sealed class IncidentOverview(CaseDbContext db, IncidentFiles incidents, RecordDoor door, ResponseSchemes schemes, TimeProvider clock)
{
    /// <summary>Somebody's part in the incident. A person the actor may not read is not among them.</summary>
    /// <param name="Warnings">The live warnings on the person's record.</param>
    public sealed record Party(Id<Person> PersonId, string Name, int? Age, bool AgeIsEstimated, PartyRole Role, string? AsTyped, IReadOnlyList<PersonFlagKind> Warnings);

    /// <summary>The case, to those who may know of it (R6.10).</summary>
    /// <param name="Open">Its id and reference, to those who may open it; a control room is told the grade alone (R6.12).</param>
    public sealed record CaseLink((Id<Case> Id, string Reference)? Open, RiskGrade? Grade);

    /// <summary>A victim and the case in which their part in this incident is told.</summary>
    /// <param name="HasCase">False where nobody has opened one yet.</param>
    /// <param name="Case">Null too where the actor may know nothing of it.</param>
    public sealed record VictimCase(Id<Person> PersonId, string Name, bool HasCase, CaseLink? Case);

    public sealed record Step(string Name, string By, DateTimeOffset At);

    public sealed record View(
        Incident Incident, IReadOnlyList<Party> Parties, string? Unit, string LoggedBy, IReadOnlyDictionary<Id<StaffMember>, string> Staff, IReadOnlyList<VictimCase> Cases,
        IReadOnlyList<IncidentDecision> Decisions, IReadOnlyList<Step> Steps, bool MayEdit, CallerLine? Caller, AttendanceTarget Target)
    {
        public Party? Victim => Parties.FirstOrDefault(p => p.Role is PartyRole.Victim);

        /// <summary>Those with that part, as far as the reader may know of them.</summary>
        public IReadOnlyList<Id<Person>> Of(PartyRole role) => [.. Parties.Where(p => p.Role == role).Select(p => p.PersonId).Distinct()];
    }

    /// <summary>Steps that tell of a case, for those who may open it.</summary>
    private static readonly string[] _ofTheCase =
    [
        nameof(IncidentJoinedCase), nameof(IncidentLeftCase), nameof(IncidentMoved), nameof(GradeCarried), nameof(PerpetratorRemoved), nameof(CounterAllegationSeen),
        nameof(CounterAllegationLifted), nameof(RepeatIncidentSeen),
    ];

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Read the incident", ct);
        var facts = await door.FactsAsync(actor, id.Value, incident.IsRestricted, ct);
        var events = await db.RecordEvents.AsNoTracking().Where(e => e.IncidentId == id).OrderBy(e => e.Number).Select(e => new { e.Name, e.CaseId, e.ByStaffId, e.At }).ToListAsync(ct);
        await db.LoadControlRoomAsync(incident, ct);
        var decisions = await db.Incidents.AsNoTracking().Where(i => i.Id == id).SelectMany(i => i.Decisions).OrderBy(d => d.Number).ToListAsync(ct);
        Id<StaffMember>[] staff = [.. events.Select(e => e.ByStaffId).Concat(decisions.Select(d => d.By)).Concat(incident.Reviews.Select(r => r.By)).Append(incident.LoggedBy)
            .Concat(incident.Dispatches.SelectMany(d => new[] { d.SentBy, d.ArrivedBy, d.StoodDownBy }.OfType<Id<StaffMember>>()))
            .Concat(incident.Regrades.Select(r => r.By)).Concat(incident.Withdrawals.SelectMany(w => new[] { w.By, w.ReviewedBy }.OfType<Id<StaffMember>>())).Distinct()];
        var names = await db.Staff.AsNoTracking().Where(s => staff.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);

        var parties = await PartiesAsync(actor, incident, ct);
        var cases = await CasesAsync(actor, incident, parties, ct);
        Id<Case>[] named = [.. events.Select(e => e.CaseId).Concat(decisions.SelectMany(d => new[] { d.FromCaseId, d.ToCaseId })).OfType<Id<Case>>().Distinct()];
        var known = (await db.Cases.VisibleTo(actor, db).Where(c => named.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        bool Knows(Id<Case>? @case) => @case is not { } one || known.Contains(one);
        return new View(
            incident,
            parties,
            incident.UnitId is { } unit ? await db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.Name).SingleAsync(ct) : null,
            names.GetValueOrDefault(incident.LoggedBy, FeedActor.Name),
            names,
            cases,
            [.. decisions.Where(d => Knows(d.FromCaseId) && Knows(d.ToCaseId))],
            [.. events.Where(e => e.Name is not nameof(PersonRecorded) && (!_ofTheCase.Contains(e.Name) || Knows(e.CaseId))).Select(e => new Step(e.Name, names.GetValueOrDefault(e.ByStaffId, "The system"), e.At))],
            RecordAccess.Decide(actor, RecordKind.Incident, facts).Level >= AccessLevel.Edit,
            await db.CallerLineAsync(actor, incident, ct),
            await TargetAsync(incident, ct));
    }

    private async Task<AttendanceTarget> TargetAsync(Incident incident, CancellationToken ct)
    {
        var unit = incident.UnitId;
        return AttendanceTarget.Of(
            await schemes.ReadAsync(incident.AgencyId, ct), incident.Grade, unit is not null && await db.PolicingUnits.AnyAsync(u => u.Id == unit && u.IsRural, ct), incident.Call.Silence,
            incident.ReportedAt, incident.AttendedAt, clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<Party>> PartiesAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        Id<Person>[] ids = [.. incident.Parties.Select(p => p.PersonId).Distinct()];
        var people = await db.People.AsNoTracking().Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Flags).VisibleTo(actor, db).Where(p => ids.Contains(p.Id))
            .AsSplitQuery().ToDictionaryAsync(p => p.Id, ct);
        return
        [
            .. incident.Parties.Where(p => people.ContainsKey(p.PersonId)).OrderBy(p => p.Role).ThenBy(p => p.Number).Select(p =>
            {
                var person = people[p.PersonId];
                return new Party(
                    person.Id, person.DisplayName, person.AgeOn(today), person.BirthIsEstimated, p.Role, p.AsTyped,
                    [.. person.Flags.Where(f => f.IsLiveOn(today)).Select(f => f.Kind).Distinct().Order()]);
            }),
        ];
    }

    private async Task<IReadOnlyList<VictimCase>> CasesAsync(Actor actor, Incident incident, IReadOnlyList<Party> parties, CancellationToken ct)
    {
        var ids = incident.Cases.ToArray();
        var open = await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Reference }).ToDictionaryAsync(c => c.Id, ct);
        var graded = await db.Cases.AsNoTracking().GradedFor(actor, db).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Grade }).ToDictionaryAsync(c => c.Id, ct);
        return [.. parties.Where(p => p.Role is PartyRole.Victim).Select(p => new VictimCase(p.PersonId, p.Name, incident.CaseOf(p.PersonId) is not null, LinkTo(incident.CaseOf(p.PersonId))))];

        CaseLink? LinkTo(Id<Case>? id) => id is { } known && graded.TryGetValue(known, out var grade)
            ? new CaseLink(open.TryGetValue(known, out var found) ? (found.Id, found.Reference) : null, grade.Grade)
            : null;
    }
}

/// <summary>
/// Whether whoever has just logged an incident, or named somebody in it, may go on reading it: a conflict of interest of theirs may have come with a
/// person or a case, and then they are told that it was saved and no more (R6.10).
/// </summary>
public sealed class IncidentReach(CaseDbContext db)
{
    public Task<bool> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct) => db.Incidents.VisibleTo(actor, db).AnyAsync(i => i.Id == id, ct);
}
