using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Briefings;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Briefings;

/// <summary>
/// The high-risk cases of one policing unit for its daily briefing (R4.14): for each what is to be done for the victim beside what the perpetrator may do.
/// It goes on paper and is read out in a room, so no address and no number is on it, words that may name a protected place are left out, and restricted
/// cases are not told at all. Each briefing shown is written down with its cases.
/// </summary>
public sealed class DailyBriefing(CaseDbContext db, RecordDoor door, PolicyBook policies, OnDuty rota, TimeProvider clock)
{
    /// <param name="Resources">Who is on duty for the force by its rota: support car, mental-health car, dedicated officers (R4.24).</param>
    /// <param name="Restricted">How many restricted cases the reader may open that are left off.</param>
    /// <param name="Total">How many cases graded High the unit has, of those the reader may see.</param>
    public sealed record View(
        Id<PolicingUnit> UnitId, string Unit, string Force, DateTimeOffset At, string Reader, BriefingSettings Settings, IReadOnlyList<Entry> Entries, int Total, int Restricted,
        IReadOnlyList<OnDuty.Somebody> Resources);

    public sealed record Entry(
        Id<Case> CaseId, string Reference, BriefingReason Because, DateTimeOffset? GradedAt, (string Reference, DateTimeOffset At)? LastIncident, VictimSide Victim, IReadOnlyList<PerpetratorSide> Perpetrators,
        BriefingSigns? Signs, DateTimeOffset? SignsOf, BriefingBalance Balance, IReadOnlyList<CaseDanger> Dangers, IReadOnlyList<Hold> Holds);

    /// <summary>An order or bail that binds a perpetrator of the case, for its victim or for nobody named: one for another victim says nothing here.</summary>
    /// <param name="EndsSoon">It ends within the days of the setting: the victim is told before.</param>
    public sealed record Hold(OrderKind Kind, OrderConditions Conditions, DateOnly? UntilOn, OrderState State, bool EndsSoon);

    /// <param name="AsksFor">The victim's own priority, from the newest finished form that says it.</param>
    /// <param name="ActionsSet">What an inspector decided and set, newest first.</param>
    /// <param name="Children">Ages of the children named in the case; null where an age is not known.</param>
    public sealed record VictimSide(
        PersonLine Person, string? AsksFor, IReadOnlyList<PersonFlagKind> Warnings, IReadOnlyList<(DeadlineKind Kind, DateTimeOffset DueAt)> Due, IReadOnlyList<(ReferralKind Kind, ReferralStatus Status)> Referrals,
        DateTimeOffset? SpokenAt, int Attempts, IReadOnlyList<string> ActionsSet, IReadOnlyList<int?> Children, string? Idva)
    {
        /// <summary>How many things this side says are to be done or asked for.</summary>
        public int Lines => (AsksFor is null ? 0 : 1) + Due.Count + Referrals.Count + (SpokenAt is null ? 1 : 0) + ActionsSet.Count + (Person.Interpreter is null ? 0 : 1);
    }

    /// <param name="Access">Work or interests that give access to weapons or records, as the form says.</param>
    public sealed record PerpetratorSide(PersonLine Person, IReadOnlyList<PersonFlagKind> Warnings, string? Access)
    {
        public int Lines => Warnings.Count + (Access is null ? 0 : 1);
    }

    /// <exception cref="RecordNotFoundException">It is another force's unit, or there is none.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<PolicingUnit> id, CancellationToken ct)
    {
        var (now, agency) = (clock.GetUtcNow(), actor.AgencyId);
        var unit = await db.PolicingUnits.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.ForceId == agency, ct) ?? throw new RecordNotFoundException();
        var settings = (await policies.AtAsync(PolicyKinds.Briefing, agency.Value, UkTime.DateOf(now), ct)).Content;

        var high = HighOf(actor, id);
        var (told, restricted) = (high.Where(c => !c.IsRestricted), await high.CountAsync(c => c.IsRestricted, ct));
        var facts = await FactsAsync(told, ct);
        var chosen = facts.Select(f => (f.Id, Because: BriefingOrder.Of(f.Facts, settings, now), f.Facts))
            .OrderBy(f => f.Because).ThenByDescending(f => f.Facts.LastIncidentAt ?? f.Facts.GradedAt).ThenBy(f => f.Id.Value).Take(settings.Most).ToList();
        var names = await (from s in db.Staff join a in db.Agencies on s.AgencyId equals a.Id where s.Id == actor.StaffId select new { s.DisplayName, a.Name }).SingleAsync(ct);
        var entries = await EntriesAsync(actor, chosen.ToDictionary(c => c.Id, c => c.Because), settings, now, ct);
        await door.ShowListAsync(actor, "Daily briefing", chosen.Select(c => c.Id.Value), ct);
        return new(id, unit.Name, names.Name, now, names.DisplayName, settings, [.. chosen.Select(c => entries.GetValueOrDefault(c.Id)).OfType<Entry>()], facts.Count, restricted, await rota.ReadAsync(agency, now, ct));
    }

    internal IQueryable<Case> HighOf(Actor actor, Id<PolicingUnit> unit)
    {
        var known = db.People.NotKeptFrom(actor, db);
        return db.Cases.VisibleTo(actor, db).Where(c => c.UnitId == unit && c.Grade == RiskGrade.High && c.ClosedAt == null && known.Any(p => p.Id == c.VictimId));
    }

    private async Task<IReadOnlyList<(Id<Case> Id, BriefingFacts Facts)>> FactsAsync(IQueryable<Case> cases, CancellationToken ct)
    {
        var found = await cases.Select(c => new
        {
            c.Id,
            c.GradedAt,
            Danger = db.Notices.Any(n => n.CaseId == c.Id && n.Kind == NoticeKind.PerpetratorAnswered && n.DoneAt == null),
            Last = db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == c.Id)).Max(i => (DateTimeOffset?)i.ReportedAt),
            Due = db.Deadlines.Where(d => d.CaseId == c.Id && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null).Min(d => (DateTimeOffset?)d.DueAt),
        }).ToListAsync(ct);
        return [.. found.Select(f => (f.Id, new BriefingFacts(f.Danger, f.GradedAt, f.Last, f.Due)))];
    }

    private async Task<IReadOnlyDictionary<Id<Case>, Entry>> EntriesAsync(Actor actor, IReadOnlyDictionary<Id<Case>, BriefingReason> because, BriefingSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        var (ids, today) = (because.Keys.ToArray(), UkTime.DateOf(now));
        var maybe = ids.Select(i => (Id<Case>?)i).ToArray();
        var cases = await db.Cases.AsNoTracking().Include(c => c.Perpetrators.OrderBy(p => p.Number)).Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        var children = (await (from i in db.Incidents
                               from victim in i.Parties
                               where maybe.Contains(victim.CaseId)
                               from p in i.Parties
                               where p.Role == PartyRole.Child
                               select new { victim.CaseId, p.PersonId }).Distinct().ToListAsync(ct)).ToLookup(c => c.CaseId!.Value, c => c.PersonId);
        Id<Person>[] everybody = [.. cases.SelectMany(c => c.Perpetrators.Select(p => p.PersonId).Append(c.VictimId)).Concat(children.SelectMany(c => c)).Distinct()];
        var people = await db.PeopleAsync(actor, everybody, today, ct);
        var warnings = (await db.Set<PersonFlag>().AsNoTracking().Where(f => everybody.Contains(f.PersonId) && (f.Until == null || f.Until >= today)).Select(f => new { f.PersonId, f.Kind }).Distinct().ToListAsync(ct)).ToLookup(f => f.PersonId, f => f.Kind);
        var keeping = await KeptAsync(everybody, ct);
        var forms = await FormsAsync(ids, ct);
        var deadlines = (await db.Deadlines.AsNoTracking().WithoutHiddenOrders(actor, db).Where(d => ids.Contains(d.CaseId) && d.MetAt == null && d.SupersededAt == null).OrderBy(d => d.DueAt).Select(d => new { d.CaseId, d.Kind, d.DueAt }).ToListAsync(ct)).ToLookup(d => d.CaseId);
        var referrals = (await db.Referrals.AsNoTracking().Where(r => ids.Contains(r.CaseId) && (r.Status == ReferralStatus.Raised || r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried))
            .Select(r => new { r.CaseId, r.Kind, r.Status }).ToListAsync(ct)).ToLookup(r => r.CaseId);
        var attempts = (await db.ContactAttempts.AsNoTracking().Where(a => ids.Contains(a.CaseId)).ToListAsync(ct)).ToLookup(a => a.CaseId);
        var decisions = (await db.Notices.AsNoTracking().Where(n => maybe.Contains(n.CaseId) && n.Kind == NoticeKind.HighRiskInspector && n.Decision != null).OrderByDescending(n => n.DoneAt).Select(n => new { n.CaseId, n.Decision }).ToListAsync(ct))
            .ToLookup(n => n.CaseId!.Value, n => n.Decision!);
        var incidents = (await (from i in db.Incidents.VisibleTo(actor, db)
                                from p in i.Parties
                                where maybe.Contains(p.CaseId)
                                select new { p.CaseId, i.Reference, i.ReportedAt }).ToListAsync(ct)).ToLookup(i => i.CaseId!.Value);
        var dangers = await db.DangersAsync(ids, null, ct);
        Id<Person>[] harming = [.. cases.SelectMany(c => c.Perpetrators.Select(p => p.PersonId)).Distinct()];
        var orders = (await db.Orders.AsNoTracking().VisibleTo(actor, db).Where(o => harming.Contains(o.PersonId) && o.EndedOn == null && (o.UntilOn == null || o.UntilOn >= today)).OrderBy(o => o.UntilOn).ToListAsync(ct)).ToLookup(o => o.PersonId);
        var idvas = cases.Select(c => c.IdvaId).OfType<Id<StaffMember>>().Distinct().ToArray();
        var staff = await db.Staff.Where(s => idvas.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);

        return cases.Where(c => people.ContainsKey(c.VictimId)).ToDictionary(c => c.Id, c =>
        {
            var inCase = c.Perpetrators.Select(p => p.PersonId).Append(c.VictimId).Concat(children[c.Id]).Distinct().ToList();
            string? Safe(string? words) => ProtectedWords.Safe(words, [.. inCase.SelectMany(p => keeping.Addresses[p])], [.. inCase.SelectMany(p => keeping.Ways[p])]);
            var said = forms[c.Id].ToList();
            var priority = said.Select(f => f.Considerations?.VictimPriority).FirstOrDefault(p => !string.IsNullOrWhiteSpace(p));
            var access = said.Select(f => f.Considerations?.PerpetratorAccess).FirstOrDefault(p => !string.IsNullOrWhiteSpace(p));
            var signs = said.FirstOrDefault(f => f.Signs is not null);
            var spoken = attempts[c.Id].Where(a => a.IsTwoWay).Max(a => (DateTimeOffset?)a.At);
            var victim = new VictimSide(
                people[c.VictimId], Safe(priority), [.. warnings[c.VictimId].Order()], [.. deadlines[c.Id].Select(d => (d.Kind, d.DueAt))], [.. referrals[c.Id].Where(r => !deadlines[c.Id].Any(d => d.Kind == SendingOf(r.Kind) && r.Status is ReferralStatus.Raised)).Select(r => (r.Kind, r.Status))],
                spoken, attempts[c.Id].Count(), [.. decisions[c.Id].Take(1).Select(d => Safe(d)!)], [.. children[c.Id].Where(people.ContainsKey).Select(k => people[k].Age)],
                c.IdvaId is { } idva && staff.TryGetValue(idva, out var name) ? name : null);
            var against = c.Perpetrators.Where(p => people.ContainsKey(p.PersonId))
                .Select((p, n) => new PerpetratorSide(people[p.PersonId], [.. warnings[p.PersonId].Order()], n == 0 ? Safe(access) : null)).ToList();
            List<Hold> holds =
            [
                .. c.Perpetrators.SelectMany(p => orders[p.PersonId]).Where(o => o.ProtectsId is null || o.ProtectsId == c.VictimId)
                    .Select(o => new Hold(o.Kind, o.Conditions, o.UntilOn, OrderRules.On(o, today).State, o.UntilOn <= today.AddDays(settings.EndingWithinDays))),
            ];
            var last = incidents[c.Id].OrderByDescending(i => i.ReportedAt).FirstOrDefault();
            return new Entry(
                c.Id, c.Reference, because[c.Id], c.GradedAt, last is null ? null : (last.Reference, last.ReportedAt), victim, against, signs?.Signs, signs?.CompletedAt,
                BriefingBalance.Of(priority is not null, victim.Lines + holds.Count(h => h.EndsSoon), against.Sum(p => p.Lines) + holds.Count + (signs?.Signs?.Critical.Count ?? 0) + (signs?.Signs?.ClusterOfThree is null ? 0 : 1)), [.. dangers[c.Id]], holds);
        });
    }

    /// <summary>A referral that waits to be sent is told once: by its deadline where it has one.</summary>
    private static DeadlineKind SendingOf(ReferralKind kind) => kind switch
    {
        ReferralKind.Idva => DeadlineKind.SendIdvaReferral,
        ReferralKind.Marac => DeadlineKind.SendMaracReferral,
        ReferralKind.Childrens => DeadlineKind.SendChildrensReferral,
    };

    private sealed record Said(Id<Case> CaseId, DateTimeOffset CompletedAt, ProfessionalConsiderations? Considerations, BriefingSigns? Signs);

    /// <summary>What the finished forms about the victims say, the newest first.</summary>
    private async Task<ILookup<Id<Case>, Said>> FormsAsync(Id<Case>[] ids, CancellationToken ct)
    {
        var found = await (from a in db.Assessments
                           join c in db.Cases on a.CaseId equals c.Id
                           where ids.Contains(a.CaseId) && a.CompletedAt != null && a.PersonId == c.VictimId && a.InstrumentCode != InstrumentCodes.ChildMatrix
                           orderby a.CompletedAt descending
                           select new { a.CaseId, a.CompletedAt, a.Professional, a.SuggestionTrace }).ToListAsync(ct);
        return found.Select(f => new Said(
            f.CaseId, f.CompletedAt!.Value,
            f.Professional is { } said ? JsonSerializer.Deserialize<ProfessionalConsiderations>(said, AssessmentFiles.Json) : null,
            f.SuggestionTrace is { } trace && JsonSerializer.Deserialize<SuggestedGrade>(trace, AssessmentFiles.Json) is { } suggested ? BriefingSigns.From(suggested.Findings) : null)).ToLookup(f => f.CaseId);
    }

    private async Task<(ILookup<Id<Person>, PostalAddress> Addresses, ILookup<Id<Person>, SafeContact> Ways)> KeptAsync(Id<Person>[] people, CancellationToken ct)
    {
        var addresses = await db.Set<PersonAddress>().AsNoTracking().Where(a => people.Contains(a.PersonId) && a.Visibility != AddressVisibility.Open).Select(a => new { a.PersonId, a.Lines, a.Postcode }).ToListAsync(ct);
        var ways = await db.Set<SafeContact>().AsNoTracking().Where(w => people.Contains(w.PersonId)).ToListAsync(ct);
        return (addresses.ToLookup(a => a.PersonId, a => new PostalAddress(a.Lines, a.Postcode)), ways.ToLookup(w => w.PersonId));
    }
}

/// <summary>The policing units of the reader's force, with how many high-risk cases the reader may see in each.</summary>
public sealed class BriefingUnits(CaseDbContext db)
{
    public sealed record Row(Id<PolicingUnit> Id, string Name, int High);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var units = await db.PolicingUnits.Where(u => u.ForceId == agency).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        var known = db.People.NotKeptFrom(actor, db);
        var counts = await db.Cases.VisibleTo(actor, db).Where(c => c.UnitId != null && c.Grade == RiskGrade.High && c.ClosedAt == null && !c.IsRestricted && known.Any(p => p.Id == c.VictimId))
            .GroupBy(c => c.UnitId).Select(g => new { Unit = g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. units.Select(u => new Row(u.Id, u.Name, counts.Where(c => c.Unit == u.Id).Sum(c => c.Count)))];
    }
}
