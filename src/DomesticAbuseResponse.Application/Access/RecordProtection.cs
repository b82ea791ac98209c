using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>The protection of a person reached their incidents and cases, or left them.</summary>
public sealed record ProtectionSpread(int Incidents, int Cases) : Happened;

/// <summary>
/// How protection travels (R6.10). An incident is restricted while anybody in it is, a case while its victim or a perpetrator is; they open to
/// those who are named on every restricted one of these. An exclusion made on somebody reaches everybody and everything of the same cases.
/// All of it is worked out anew each time, so that what is lifted leaves the way it came. Changes wait for the caller's commit.
/// </summary>
public sealed class RecordProtection(CaseDbContext db)
{
    /// <summary>Those an exclusion reaches: a neighbour who once called is in a case and not of it.</summary>
    private static readonly PartyRole[] _ofTheCase = [PartyRole.Victim, PartyRole.Perpetrator, PartyRole.Child];

    /// <summary>Works out an incident from its people.</summary>
    public async Task ProtectAsync(Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        var record = incident.Id.Value;
        Guid[] people = [.. incident.Parties.Select(p => p.PersonId.Value).Distinct()];
        Guid[] close = [.. incident.Parties.Where(p => _ofTheCase.Contains(p.Role)).Select(p => p.PersonId.Value).Distinct()];
        var held = await ExclusionsOnAsync([record, .. people], ct);
        await PassAsync(held.Where(e => e.RecordId != record && (e.SourceId is null || close.Contains(e.RecordId))), [record], held, now, ct);

        var restricted = await RestrictedOfAsync([.. incident.Parties.Select(p => p.PersonId).Distinct()], ct);
        await NameSharedAsync(record, restricted, incident.IsRestricted, now, ct);
        if (incident.IsRestricted != restricted.Count > 0)
        {
            if (restricted.Count > 0)
            {
                incident.Restrict(now);
            }
            else
            {
                incident.LiftRestriction(now);
            }
        }
    }

    /// <summary>Works out a case from its people, and passes what was excluded on one of them to the others and to its incidents.</summary>
    public async Task ProtectAsync(Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var record = @case.Id.Value;
        var (people, close, incidents) = await PartsAsync(@case, ct);
        var held = await ExclusionsOnAsync([record, .. people, .. incidents], ct);
        var passing = held.Where(e => e.RecordId == record || close.Contains(e.RecordId) || (e.SourceId is null && people.Contains(e.RecordId))).ToList();
        if (passing.Count > 0)
        {
            await PassAsync(passing, [record, .. incidents], held, now, ct);
            foreach (var person in close)
            {
                var added = await PassAsync(passing.Where(e => e.SourceId is null), [person], held, now, ct);
                await ReachAsync(new Id<Person>(person), added, now, ct);
            }
        }

        var restricted = await RestrictedOfAsync([@case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId)], ct);
        foreach (var person in restricted)
        {
            await NameWhoWorksOnAsync(person, now, ct);
        }

        await NameSharedAsync(record, restricted, @case.IsRestricted, now, ct);
        if (@case.IsRestricted != restricted.Count > 0)
        {
            if (restricted.Count > 0)
            {
                @case.Restrict(now);
            }
            else
            {
                @case.LiftRestriction(now);
            }
        }

        foreach (var incident in restricted.Count == 0 ? [] : db.Incidents.Local.Where(i => i.Cases.Contains(@case.Id) && KnowsItsParties(i)).ToList())
        {
            await ProtectAsync(incident, now, ct); // names may have come to the people it shares with the case
        }
    }

    /// <summary>Works out every incident and case of a person whose own protection has been saved.</summary>
    public async Task<ProtectionSpread> SpreadAsync(Id<Person> id, DateTimeOffset now, CancellationToken ct)
    {
        var cases = await CasesOf(id).Include(c => c.Perpetrators).ToListAsync(ct);
        foreach (var @case in cases)
        {
            await ProtectAsync(@case, now, ct);
        }

        var incidents = await db.Incidents.Include(i => i.Parties).Where(i => i.Parties.Any(p => p.PersonId == id)).ToListAsync(ct);
        foreach (var incident in incidents)
        {
            await ProtectAsync(incident, now, ct);
        }

        return new ProtectionSpread(incidents.Count, cases.Count) { PersonId = id };
    }

    /// <summary>Restricts a person to named staff: whoever does it, and those who must go on working.</summary>
    public async Task<IReadOnlyList<Happened>> RestrictAsync(Actor actor, Person person, string reason, DateTimeOffset now, CancellationToken ct)
    {
        person.Restrict(reason, now);
        db.ProtectionActs.Add(new ProtectionAct(person.Id, ProtectionActKind.Restricted, actor.StaffId, reason, now));
        List<Id<StaffMember>> named = [];
        if ((await NamesOnAsync([person.Id.Value], ct)).All(n => n.StaffId != actor.StaffId))
        {
            db.NamedStaff.Add(new NamedStaff(person.Id.Value, actor.StaffId, now, NamedBecause.Restricted));
            named.Add(actor.StaffId);
        }

        named.AddRange(await NameWhoWorksOnAsync(person.Id, now, ct));
        return [new PersonRestricted { PersonId = person.Id }, .. named.Select(s => new StaffNamed(s) { PersonId = person.Id })];
    }

    /// <summary>
    /// Names people on the victim and perpetrators of a restricted case, so far as they are restricted, and so on the case and those incidents
    /// in which nobody else is. Without a place in the circle a name opens nothing.
    /// </summary>
    public async Task NameAsync(Case @case, IReadOnlyCollection<Id<StaffMember>> staff, NamedBecause because, DateTimeOffset now, CancellationToken ct)
    {
        var restricted = await RestrictedOfAsync([@case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId)], ct);
        var already = await NamesOnAsync([.. restricted.Select(p => p.Value)], ct);
        db.NamedStaff.AddRange(
            from person in restricted
            from member in staff.Distinct()
            where !already.Any(n => n.RecordId == person.Value && n.StaffId == member)
            select new NamedStaff(person.Value, member, now, because));
        await NameSharedAsync(@case.Id.Value, restricted, @case.IsRestricted, now, ct);
        var id = @case.Id;
        foreach (var incident in await db.Incidents.Include(i => i.Parties).Where(i => i.IsRestricted && i.Parties.Any(p => p.CaseId == id)).ToListAsync(ct))
        {
            await ProtectAsync(incident, now, ct);
        }
    }

    /// <summary>
    /// Names those who must go on working: the IDVA of each case of the person, and at every agency that owns the person or a case, the roles that
    /// stand for it. Nobody who is kept from the person or was taken off the record by hand.
    /// </summary>
    public async Task<IReadOnlyList<Id<StaffMember>>> NameWhoWorksOnAsync(Id<Person> id, DateTimeOffset now, CancellationToken ct)
    {
        var wanted = await WhoWorksOnAsync(id, ct);
        db.NamedStaff.AddRange(wanted.Select(w => new NamedStaff(id.Value, w.Staff, now, w.Because)));
        return [.. wanted.Select(w => w.Staff)];
    }

    private async Task<IReadOnlyList<(Id<StaffMember> Staff, NamedBecause Because)>> WhoWorksOnAsync(Id<Person> id, CancellationToken ct)
    {
        var record = id.Value;
        var known = await CarriersAsync(id, ct);
        Id<Agency>[] owners = [.. known.Select(c => c.AgencyId), .. await db.People.Where(p => p.Id == id).Select(p => p.AgencyId).ToListAsync(ct)];
        Id<StaffMember>[] idvas = [.. known.Select(c => c.IdvaId).OfType<Id<StaffMember>>()];
        var standing = Standing.WorkingOnRoles;
        var staff = await db.Staff.AsNoTracking()
            .Where(s => s.DisabledAt == null && (idvas.Contains(s.Id) || (owners.Contains(s.AgencyId) && s.Roles.Any(r => standing.Contains(r)))))
            .OrderBy(s => s.Id).Select(s => new { s.Id, s.AgencyId }).ToListAsync(ct);
        var named = (await NamesOnAsync([record], ct)).Select(n => n.StaffId).ToHashSet();
        var removed = (await db.ProtectionActs.Where(a => a.PersonId == id && a.Kind == ProtectionActKind.NameRemoved).Select(a => a.StaffId).ToListAsync(ct)).ToHashSet();
        var barred = await ExclusionsOnAsync([record], ct);

        return [.. staff.Where(s => !named.Contains(s.Id) && !removed.Contains(s.Id) && !barred.Any(e => e.StaffId == s.Id || e.AgencyId == s.AgencyId))
            .Select(s => (s.Id, idvas.Contains(s.Id) ? NamedBecause.CarriesCase : NamedBecause.StandsForAgency))];
    }

    /// <summary>Whether somebody who answers for the person at the owning agency can still open the record, as it stands now or is about to.</summary>
    public async Task<bool> IsReachableAsync(Person person, CancellationToken ct) =>
        await IsReachableAsync(person, person.IsRestricted ? (await NamesOnAsync([person.Id.Value], ct)).Select(n => n.StaffId) : null, ct);

    /// <summary>Whether that would still be so if this actor restricted the record.</summary>
    public async Task<bool> MayBeRestrictedAsync(Actor actor, Person person, CancellationToken ct) =>
        await IsReachableAsync(
            person, [actor.StaffId, .. (await NamesOnAsync([person.Id.Value], ct)).Select(n => n.StaffId), .. (await WhoWorksOnAsync(person.Id, ct)).Select(w => w.Staff)], ct);

    /// <param name="named">To whom alone the record opens; null when it is not restricted.</param>
    private async Task<bool> IsReachableAsync(Person person, IEnumerable<Id<StaffMember>>? named, CancellationToken ct)
    {
        var (agency, roles) = (person.AgencyId, Standing.ProtectingRoles);
        var standing = await db.Staff.AsNoTracking().Where(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Any(r => roles.Contains(r))).Select(s => s.Id).ToListAsync(ct);
        var barred = (await ExclusionsOnAsync([person.Id.Value], ct)).Select(e => e.StaffId).ToHashSet();
        var opens = named?.ToHashSet();
        return standing.Any(s => !barred.Contains(s) && opens?.Contains(s) is not false);
    }

    /// <summary>
    /// A case has gone from one IDVA to another: whoever carried it is named no longer on its people, unless they carry another case of theirs, and
    /// whoever carries it now is. Call it after the case has changed.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> HandOverAsync(Case @case, Id<StaffMember>? from, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        var (people, _, _) = await PartsAsync(@case, ct);
        foreach (var over in (await NamesOnAsync([.. people], ct)).Where(n => n.StaffId == from && n.Because is NamedBecause.CarriesCase or NamedBecause.Referral).ToList())
        {
            var person = new Id<Person>(over.RecordId);
            if ((await CarriersAsync(person, ct)).All(c => c.IdvaId != from))
            {
                over.End(now);
                happened.Add(new StaffNameRemoved(over.StaffId) { CaseId = @case.Id, PersonId = person });
                happened.AddRange((await NameWhoWorksOnAsync(person, now, ct)).Select(s => new StaffNamed(s) { CaseId = @case.Id, PersonId = person }));
                await SpreadAsync(person, now, ct);
            }
        }

        return happened;
    }

    /// <summary>
    /// Somebody's roles or their standing have changed and been saved: they are named on the restricted people of their agency and of its cases while
    /// one of their roles goes on working on those, and no longer.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> FollowStandingAsync(Id<StaffMember> staff, DateTimeOffset now, CancellationToken ct)
    {
        var member = await db.Staff.AsNoTracking().SingleAsync(s => s.Id == staff, ct);
        var (agency, stands) = (member.AgencyId, member.DisabledAt is null && member.Roles.Any(Standing.WorkingOnRoles.Contains));
        var named = db.NamedStaff.Where(n => n.StaffId == staff);
        var people = stands
            ? await db.People.Where(p => p.IsRestricted && !named.Any(n => n.RecordId == (Guid)(object)p.Id)
                && (p.AgencyId == agency || db.Cases.Any(c => c.AgencyId == agency && (c.VictimId == p.Id || c.Perpetrators.Any(o => o.PersonId == p.Id)
                    || db.Incidents.Any(i => i.Parties.Any(o => o.CaseId == c.Id) && i.Parties.Any(o => o.PersonId == p.Id)))))).Select(p => p.Id).ToListAsync(ct)
            : await db.People.Where(p => named.Any(n => n.RecordId == (Guid)(object)p.Id && n.Because == NamedBecause.StandsForAgency)).Select(p => p.Id).ToListAsync(ct);
        List<Happened> happened = [];
        foreach (var person in people)
        {
            if (stands)
            {
                happened.AddRange((await NameWhoWorksOnAsync(person, now, ct)).Select(s => new StaffNamed(s) { PersonId = person }));
            }
            else
            {
                (await NamesOnAsync([person.Value], ct)).Single(n => n.StaffId == staff).End(now);
                happened.Add(new StaffNameRemoved(staff) { PersonId = person });
            }

            await SpreadAsync(person, now, ct);
        }

        return happened;
    }

    internal async Task<IReadOnlyList<NamedStaff>> NamesOnAsync(Guid[] records, CancellationToken ct)
    {
        await db.NamedStaff.Where(n => records.Contains(n.RecordId)).LoadAsync(ct);
        return [.. db.NamedStaff.Local.Where(n => records.Contains(n.RecordId) && n.Until is null)];
    }

    internal async Task<IReadOnlyList<Exclusion>> ExclusionsOnAsync(Guid[] records, CancellationToken ct)
    {
        await db.Exclusions.Where(e => records.Contains(e.RecordId)).LoadAsync(ct);
        return [.. db.Exclusions.Local.Where(e => records.Contains(e.RecordId) && e.Until is null)];
    }

    /// <summary>Who owns and who carries each case of the person, as it stands or is about to.</summary>
    private async Task<IReadOnlyList<(Id<Agency> AgencyId, Id<StaffMember>? IdvaId)>> CarriersAsync(Id<Person> id, CancellationToken ct)
    {
        var stored = await CasesOf(id).AsNoTracking().Select(c => new { c.Id, c.AgencyId, c.IdvaId }).ToListAsync(ct);
        var tracked = db.Cases.Local.ToDictionary(c => c.Id);
        var pending = tracked.Values.Where(c => stored.Exists(s => s.Id == c.Id) || c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id));
        return [.. stored.Where(s => !tracked.ContainsKey(s.Id)).Select(s => (s.AgencyId, s.IdvaId)), .. pending.Select(c => (c.AgencyId, c.IdvaId))];
    }

    /// <summary>Every case in which the person has a part.</summary>
    private IQueryable<Case> CasesOf(Id<Person> id) => db.Cases.Where(c =>
        c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id) || db.Incidents.Any(i => i.Parties.Any(p => p.CaseId == c.Id) && i.Parties.Any(p => p.PersonId == id)));

    /// <summary>The people of a case, those of them it is about, and its incidents, as they stand or are about to.</summary>
    private async Task<(HashSet<Guid> People, HashSet<Guid> Close, IReadOnlyList<Guid> Incidents)> PartsAsync(Case @case, CancellationToken ct)
    {
        var id = @case.Id;
        var local = db.Incidents.Local.Where(i => i.Cases.Contains(id)).ToList();
        var stored = await db.Incidents.AsNoTracking().Where(i => i.Parties.Any(p => p.CaseId == id)).Select(i => i.Id).ToListAsync(ct);
        var parties = await db.Incidents.AsNoTracking().Where(i => i.Parties.Any(p => p.CaseId == id)).SelectMany(i => i.Parties).Select(p => new { p.PersonId, p.Role }).Distinct().ToListAsync(ct);
        var all = parties.Select(p => (p.PersonId, p.Role)).Concat(local.SelectMany(i => i.Parties).Select(p => (p.PersonId, p.Role))).ToList();
        HashSet<Guid> close = [@case.VictimId.Value, .. @case.Perpetrators.Select(p => p.PersonId.Value), .. all.Where(p => _ofTheCase.Contains(p.Role)).Select(p => p.PersonId.Value)];
        return ([.. close, .. all.Select(p => p.PersonId.Value)], close, [.. stored.Concat(local.Select(i => i.Id)).Distinct().Select(i => i.Value)]);
    }

    private bool KnowsItsParties(Incident incident) => db.Entry(incident) is var entry && (entry.State is EntityState.Added || entry.Collection(i => i.Parties).IsLoaded);

    /// <summary>Exclusions that have come to somebody reach the incidents and cases that person is in.</summary>
    private async Task ReachAsync(Id<Person> id, IReadOnlyList<Exclusion> added, DateTimeOffset now, CancellationToken ct)
    {
        if (added.Count == 0)
        {
            return;
        }

        var cases = CasesOf(id).Select(c => (Id<Case>?)c.Id);
        var incidents = await db.Incidents.Where(i => i.Parties.Any(p => cases.Contains(p.CaseId) || (p.PersonId == id && _ofTheCase.Contains(p.Role)))).Select(i => (Guid)(object)i.Id).ToListAsync(ct);
        Guid[] records = [.. await CasesOf(id).Select(c => (Guid)(object)c.Id).ToListAsync(ct), .. incidents];
        await PassAsync(added, records, await ExclusionsOnAsync(records, ct), now, ct);
    }

    /// <summary>Passes exclusions to records that do not have them yet; an agency is never kept from what it owns.</summary>
    private async Task<IReadOnlyList<Exclusion>> PassAsync(
        IEnumerable<Exclusion> exclusions, Guid[] records, IReadOnlyList<Exclusion> held, DateTimeOffset now, CancellationToken ct)
    {
        var passing = exclusions.DistinctBy(e => (e.StaffId, e.AgencyId, e.MadeOn)).ToList();
        var added = (from record in records
                     from e in passing
                     where e.MadeOn != record && !held.Any(h => h.RecordId == record && h.Matches(e))
                     select new Exclusion(record, e.StaffId, e.AgencyId, e.Reason, now, e.MadeOn)).ToList();
        if (added.Any(e => e.AgencyId is not null))
        {
            var owners = await db.Participations.AsNoTracking().Where(p => records.Contains(p.RecordId) && p.Kind == ParticipationKind.Owner && p.Until == null)
                .Select(p => new { p.RecordId, p.AgencyId }).ToListAsync(ct);
            var pending = db.Participations.Local.Where(p => p.Kind is ParticipationKind.Owner && p.Until is null).Select(p => new { p.RecordId, p.AgencyId });
            var all = owners.Concat(pending).ToHashSet();
            added.RemoveAll(e => e.AgencyId is not null && all.Contains(new { e.RecordId, e.AgencyId }));
        }

        db.Exclusions.AddRange(added);
        return added;
    }

    private async Task<IReadOnlyList<Id<Person>>> RestrictedOfAsync(Id<Person>[] people, CancellationToken ct)
    {
        var stored = await db.People.Where(p => people.Contains(p.Id) && p.IsRestricted).Select(p => p.Id).ToListAsync(ct);
        var tracked = db.People.Local.Where(p => people.Contains(p.Id)).ToDictionary(p => p.Id, p => p.IsRestricted);
        return [.. stored.Where(id => !tracked.ContainsKey(id)), .. tracked.Where(p => p.Value).Select(p => p.Key)];
    }

    /// <summary>Only those named on every restricted person may open what these people share.</summary>
    private async Task NameSharedAsync(Guid record, IReadOnlyList<Id<Person>> restricted, bool wasRestricted, DateTimeOffset now, CancellationToken ct)
    {
        if (restricted.Count == 0 && !wasRestricted)
        {
            return;
        }

        var names = await NamesOnAsync([record, .. restricted.Select(p => p.Value)], ct);
        var bySource = names.ToLookup(n => n.RecordId);
        var shared = restricted.Count == 0 ? [] : bySource[restricted[0].Value].Where(n => restricted.All(p => bySource[p.Value].Any(o => o.StaffId == n.StaffId))).ToList();
        foreach (var over in bySource[record].Where(n => shared.All(s => s.StaffId != n.StaffId)))
        {
            over.End(now);
        }

        db.NamedStaff.AddRange(shared.Where(s => bySource[record].All(n => n.StaffId != s.StaffId)).Select(s => new NamedStaff(record, s.StaffId, now, s.Because)));
    }
}
