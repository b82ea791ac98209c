using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.CallCards;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.CallCards;

/// <summary>
/// The card of one person for the first minute of a call (R4.4). A look at it is a look at the person, and is written down as one. Everything on it is what the
/// reader may know: calls, cases, people and orders kept from them are neither shown nor counted.
/// </summary>
public sealed class ShowCallCard(CaseDbContext db, PersonFiles people, RecordDoor door, DefinitionFlags flags, TimeProvider clock)
{
    private const int _mostCalls = 200;

    /// <summary>The card and whose it is.</summary>
    /// <param name="MayAskForCodeWord">Whether the reader may have the code word, which stands on the card only when asked for.</param>
    public sealed record View(Person Person, int? Age, CallCard Card, bool MayAskForCodeWord);

    /// <summary>Whether there is a card to show at all; asking opens nothing.</summary>
    internal Task<bool> MayReadAsync(Actor actor, Id<Person> id, CancellationToken ct) => db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == id, ct);

    /// <summary>The same for a screen that bystanders may see: nobody is named on it (T11).</summary>
    internal Task<View> ReadForScreenAsync(Actor actor, Id<Person> id, CancellationToken ct) => ReadAsync(actor, id, withCodeWord: false, named: false, ct);

    /// <param name="withCodeWord">The reader is on the line, or has asked for it: the code word stands on the card of whoever may change the record.</param>
    public Task<View> ReadAsync(Actor actor, Id<Person> id, bool withCodeWord, CancellationToken ct) => ReadAsync(actor, id, withCodeWord, named: true, ct);

    private async Task<View> ReadAsync(Actor actor, Id<Person> id, bool withCodeWord, bool named, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, withCodeWord ? "Call card with the code word" : "Call card", ct);
        var mayHaveWord = RecordAccess.Decide(actor, RecordKind.Person, await door.FactsAsync(actor, id.Value, person.IsRestricted, ct)).Level >= AccessLevel.Edit
            && !await db.IsOfOtherSideAsync(actor, id, ct);
        var calls = await CallsAsync(actor, id, ct);
        var cases = await CasesAsync(actor, id, ct);
        Id<Person>[] harmedBy = [.. calls.SelectMany(c => c.HarmedBy).Concat(cases.Where(c => c.VictimId == id).SelectMany(c => c.Perpetrators)).Where(p => p != id).Distinct()];
        Id<Person>[] harms = [.. calls.SelectMany(c => c.Harms).Concat(cases.Where(c => c.VictimId != id).Select(c => c.VictimId)).Where(p => p != id).Distinct()];
        var names = (await db.NamesAsync(actor, harmedBy, ct)).ToDictionary(n => n.Key, n => Shown(n.Value)!);
        harmedBy = [.. harmedBy.Where(names.ContainsKey)];
        var contact = await db.CardOfAsync(person, now, ct);
        var unit = calls.Select(c => c.Unit).FirstOrDefault(u => u is not null);
        var met = await flags.ReadAsync(
            actor, person.AgencyId,
            [new FlagSubject(harmedBy.Length > 0 || calls.Any(c => c.Role is PartyRole.Victim) ? [id] : [], harmedBy, unit), new FlagSubject([], harms.Length > 0 ? [id] : [], unit)], ct);

        return new(person, person.AgeOn(today), CallCard.Of(new CallCardFacts
        {
            Now = now,
            Calls = [.. calls.Select(c => new CardCall(c.Id, c.Reference, c.ReportedAt, c.Role, c.Silence, c.Children, c.Weapons))],
            Grades = await GradesAsync(actor, id, ct),
            Harms = await HarmsAsync(actor, id, harms, harmedBy, names, ct),
            Orders =
            [
                .. (await db.OrderLinesAsync(actor, [id], null, today, ct))
                    .Select(o => new CardOrder(o.Order.Kind, o.Standing, !o.Binds, Shown(o.Other), o.Order.UntilOn, o.Order.Conditions, o.Order.Court, o.Order.RecordedAt)),
            ],
            Children = await ChildrenAsync(actor, id, calls, today, ct),
            Warnings = [.. person.Flags.Where(f => f.IsLiveOn(today)).Select(f => new CardWarning(f.Kind, f.Note, f.RaisedAt, f.Until, f.Reasons))],
            Definitions = met is null ? [] : [.. met.Of(0), .. met.Of(1)],
            Names = names,
            DefinedBy = met?.Agency,
            Interpreter = person.Interpreter ?? person.SafeContacts.Select(c => c.Interpreter).FirstOrDefault(i => !string.IsNullOrWhiteSpace(i)),
            CommunicationNeed = person.CommunicationNeed,
            RecordChangedAt = person.ChangedAt,
            CodeWords = [.. person.SafeContacts.Where(c => !string.IsNullOrWhiteSpace(c.CodeWord)).Select(c => new CardCodeWord(withCodeWord && mayHaveWord ? c.CodeWord : null, c.RecordedAt))],
            Contacts = [.. contact.Entries.Select(e => new CardContact(e.Channel, person.SafeContacts.First(c => c.Number == e.Number).Ending, e.Now, e.IsShared, e.CheckedAt))],
            NotToBeTold = await SecretsAsync(actor, id, names, contact.HonourConcern, calls, now, ct),
        }), mayHaveWord && person.SafeContacts.Any(c => !string.IsNullOrWhiteSpace(c.CodeWord)));

        string? Shown(string? name) => named || name is null ? name : FieldMask.Initials(name);
    }

    private sealed record Call(
        Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, Silence Silence, YesNoUnknown Children, string? Weapons, PartyRole? Role, IReadOnlyList<Id<Person>> Harms,
        IReadOnlyList<Id<Person>> HarmedBy, IReadOnlyList<Id<Person>> Minors, Id<PolicingUnit>? Unit);

    private sealed record Part(Id<Case> Id, Id<Person> VictimId, IReadOnlyList<Id<Person>> Perpetrators);

    private async Task<IReadOnlyList<Call>> CallsAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var found = await db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.PersonId == id)).OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Take(_mostCalls)
            .Select(i => new
            {
                i.Id,
                i.Reference,
                i.ReportedAt,
                i.Call.Silence,
                i.Call.ChildrenPresent,
                i.Call.Weapons,
                i.UnitId,
                Parties = i.Parties.OrderBy(p => p.Number).Select(p => new { p.PersonId, p.Role }).ToList(),
            }).ToListAsync(ct);
        return
        [
            .. found.Select(i =>
            {
                var own = i.Parties.Where(p => p.PersonId == id).Select(p => (PartyRole?)p.Role).Order().ToList();
                IReadOnlyList<Id<Person>> Those(PartyRole role, bool told) => told ? [.. i.Parties.Where(p => p.Role == role && p.PersonId != id).Select(p => p.PersonId)] : [];
                return new Call(
                    i.Id, i.Reference, i.ReportedAt, i.Silence, i.ChildrenPresent, i.Weapons, own.FirstOrDefault(), Those(PartyRole.Victim, own.Contains(PartyRole.Perpetrator)),
                    Those(PartyRole.Perpetrator, own.Contains(PartyRole.Victim)), Those(PartyRole.Child, own.Contains(PartyRole.Victim) || own.Contains(PartyRole.Perpetrator)), i.UnitId);
            }),
        ];
    }

    private async Task<IReadOnlyList<Part>> CasesAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var asPerpetrator = db.Set<CasePerpetrator>().Where(p => p.PersonId == id).Select(p => p.CaseId);
        var theirs = db.Cases.Where(c => c.VictimId == id).Select(c => c.Id).Union(asPerpetrator);
        return await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => theirs.Contains(c.Id)).Select(c => new Part(c.Id, c.VictimId, c.Perpetrators.Select(p => p.PersonId).ToList())).ToListAsync(ct);
    }

    /// <summary>The newest grade of the cases they are in; who gave it is told with the grade (R6.12). That they harm somebody who is kept from the reader shows in none.</summary>
    private async Task<IReadOnlyList<CardGrade>> GradesAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var asPerpetrator = db.Set<CasePerpetrator>().Where(p => p.PersonId == id).Select(p => p.CaseId);
        var theirs = db.Cases.Where(c => c.VictimId == id).Select(c => c.Id).Union(asPerpetrator);
        var known = db.People.VisibleTo(actor, db);
        var found = await db.Cases.AsNoTracking().GradedForCrew(actor, db).Where(c => theirs.Contains(c.Id) && c.Grade != null && known.Any(p => p.Id == c.VictimId)).Select(c => new
        {
            Grade = c.Grade!.Value,
            c.GradedAt,
            AsVictim = c.VictimId == id,
            By = (from g in db.Assessments.Where(a => a.CaseId == c.Id && a.PersonId == c.VictimId).SelectMany(a => a.Grades)
                  join s in db.Staff on g.By equals s.Id
                  where g.Kind != GradeKind.Suggested && !g.AwaitsSecondPerson && g.Grade == c.Grade
                  orderby g.Number descending
                  select s.DisplayName + ", " + s.JobTitle).FirstOrDefault(),
        }).ToListAsync(ct);
        return [.. found.Select(g => new CardGrade(g.Grade, g.GradedAt, g.By, g.AsVictim))];
    }

    /// <summary>How many others the person, and whoever harms the person, have been named as harming: counted over what the reader may see, and not named.</summary>
    private async Task<IReadOnlyList<CardHarm>> HarmsAsync(
        Actor actor, Id<Person> id, Id<Person>[] harms, Id<Person>[] harmedBy, Dictionary<Id<Person>, string> names, CancellationToken ct)
    {
        Id<Person>[] asked = [.. harmedBy, .. harms.Length > 0 ? [id] : Array.Empty<Id<Person>>()];
        if (asked.Length == 0)
        {
            return [];
        }

        var rows = await db.Incidents.VisibleTo(actor, db).Where(i => db.Set<IncidentParty>().Where(p => p.Role == PartyRole.Perpetrator && asked.Contains(p.PersonId)).Select(p => p.IncidentId).Contains(i.Id))
            .SelectMany(i => i.Parties.Where(p => p.Role == PartyRole.Perpetrator && asked.Contains(p.PersonId)), (i, p) => new { i.ReportedAt, p.PersonId, Victims = i.Parties.Where(v => v.Role == PartyRole.Victim).Select(v => v.PersonId).ToList() })
            .ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => r.PersonId).Select(g =>
            {
                var others = g.Where(r => r.Victims.Any(v => v != g.Key && v != id)).ToList();
                return new CardHarm(
                    g.Key == id ? null : names[g.Key], others.SelectMany(r => r.Victims).Where(v => v != g.Key && v != id).Distinct().Count(), others.Count == 0 ? default : others.Max(r => r.ReportedAt));
            }),
        ];
    }

    private async Task<IReadOnlyList<CardChild>> ChildrenAsync(Actor actor, Id<Person> id, IReadOnlyList<Call> calls, DateOnly today, CancellationToken ct)
    {
        var own = await db.Set<Relationship>().Where(r => r.FromId == id && r.Kind == RelationshipKind.ParentOf && r.EndedAt == null).Select(r => new { r.ToId, r.RecordedAt }).ToListAsync(ct);
        Dictionary<Id<Person>, (string Source, DateTimeOffset At)> from = own.DistinctBy(r => r.ToId).ToDictionary(r => r.ToId, r => ("Relatives on record", r.RecordedAt));
        foreach (var call in calls)
        {
            call.Minors.ToList().ForEach(c => from.TryAdd(c, ($"Call {call.Reference}", call.ReportedAt)));
        }

        Id<Person>[] ids = [.. from.Keys];
        var known = ids.Length == 0 ? [] : await db.People.AsNoTracking().VisibleTo(actor, db).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.BornOn, p.BirthIsEstimated }).ToListAsync(ct);
        return [.. known.Select(c => new CardChild(Person.AgeOn(c.BornOn, c.BirthIsEstimated, today), c.BirthIsEstimated, from[c.Id].Source, from[c.Id].At))];
    }

    private async Task<IReadOnlyList<CardSecret>> SecretsAsync(
        Actor actor, Id<Person> id, IReadOnlyDictionary<Id<Person>, string> harmedBy, bool honour, IReadOnlyList<Call> calls, DateTimeOffset now, CancellationToken ct)
    {
        var unsafeToTalkTo = await db.Referrals.AsNoTracking().Where(r => r.Account!.UnsafeToTalkTo != null && db.Cases.VisibleTo(actor, db).Any(c => c.Id == r.CaseId && c.VictimId == id))
            .OrderByDescending(r => r.SentAt).Select(r => new { r.Account!.UnsafeToTalkTo, r.SentAt }).FirstOrDefaultAsync(ct);
        return
        [
            .. harmedBy.Values.Order(StringComparer.CurrentCultureIgnoreCase).Select(name => new CardSecret($"{name}, named as the one who harms", "Calls and cases", calls.FirstOrDefault(c => c.HarmedBy.Count > 0)?.ReportedAt)),
            .. honour ? [new CardSecret("Any relative, and anybody of the community who interprets", "Concern of honour-based abuse", now)] : Array.Empty<CardSecret>(),
            .. unsafeToTalkTo is { UnsafeToTalkTo: { } words } ? [new CardSecret(words, "Referral", unsafeToTalkTo.SentAt)] : Array.Empty<CardSecret>(),
        ];
    }
}
