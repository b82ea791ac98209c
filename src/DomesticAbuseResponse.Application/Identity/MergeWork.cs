using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Identity;

public sealed record PeopleMerged(Id<PersonMerge> Merge) : Happened;

public sealed record PeopleUnmerged(Id<PersonMerge> Merge) : Happened;

public sealed record PersonMergeAsked(Id<PersonMerge> Merge) : Happened;

public sealed record PersonMergeDeclined(Id<PersonMerge> Merge) : Happened;

public sealed record PersonMergeWithdrawn(Id<PersonMerge> Merge) : Happened;

/// <summary>Does what was decided: moves the rows of one record to another, or back, with the spread of protection, in one transaction that the caller began.</summary>
public sealed class MergeWork(CaseDbContext db, RecordProtection protection, ChildBook children)
{
    private static readonly JsonSerializerOptions _json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, _json);

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, _json)!;

    /// <summary>The plan of a merge that was done.</summary>
    public static MergePlan PlanOf(PersonMerge merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return Read<MergePlan>(merge.Plan!);
    }

    public async Task<MergeFacts> FactsAsync(Id<Person> one, Id<Person> other, CancellationToken ct)
    {
        var records = await db.People.AsNoTracking().Where(p => p.Id == one || p.Id == other).Select(p => new { p.AgencyId, p.MergedIntoId, p.IsRestricted }).ToListAsync(ct);
        var high = await db.Cases.AnyAsync(c => c.ClosedAt == null && c.Grade == RiskGrade.High && (c.VictimId == one || c.VictimId == other), ct)
            || await db.Cases.AnyAsync(c => c.ClosedAt == null && c.Grade == RiskGrade.High && c.Perpetrators.Any(p => p.PersonId == one || p.PersonId == other), ct);
        return new MergeFacts(
            one == other, records.Exists(r => r.MergedIntoId is not null), await db.HeldApart(one, other).AnyAsync(ct),
            (await db.OpposedAsync([one, other], ct)).Count > 0, (await db.RelatedAsync([one, other], ct)).Count > 0, high, records.Exists(r => r.IsRestricted), [.. records.Select(r => r.AgencyId).Distinct()]);
    }

    /// <returns>Null when done; else why not, and the transaction must not be kept.</returns>
    internal async Task<Refusal?> MergeAsync(Actor actor, Id<PersonMerge> id, DateTimeOffset now, CancellationToken ct)
    {
        var rows = new IdentityRows(db);
        var asked = await db.PersonMerges.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        var (survivor, merged) = (asked.SurvivorId, asked.MergedId);
        var graph = await rows.LoadAsync(survivor, merged, [], ct);
        var written = await rows.WrittenAsync(now, ct);
        var plan = MergePlan.Of(graph, rows.Columns, survivor, merged, Read<Dictionary<MergeField, MergeSide>>(asked.Choices), written);
        await rows.ApplyAsync(plan.Steps, ct);
        await db.ForgetChangesAsync(ct);

        var person = await db.People.SingleAsync(p => p.Id == survivor, ct);
        person.Touch(now);
        await protection.SpreadAsync(survivor, now, ct);
        if (!await protection.IsReachableAsync(person, ct))
        {
            return ProtectPerson.NobodyLeft;
        }

        var spread = Spread();
        var told = await children.MergedAsync(person, merged, actor, now, ct);
        var cases = await db.CasesOfAsync(plan, ct);
        await db.CommitAsync(actor, now, ct,
        [
            new PeopleMerged(id) { PersonId = survivor }, new PeopleMerged(id) { PersonId = merged },
            .. cases.Select(c => new PeopleMerged(id) { CaseId = c.Id, IsAnonymous = c.AgencyId != actor.AgencyId }),
            .. told,
        ]);
        var whole = plan with { Steps = [.. plan.Steps, .. spread.Select(s => s(written))] };
        (await db.PersonMerges.SingleAsync(m => m.Id == id, ct)).Done(Write(graph.Rows.Select(r => new { r.Table, r.Key, r.Values })), Write(whole), now);
        await db.CommitAsync(actor, now, ct);
        return null;
    }

    internal async Task<Refusal?> UndoAsync(
        Actor actor, Id<PersonMerge> id, string reason, IReadOnlyDictionary<string, MergeSide> belongs, IReadOnlyDictionary<MergeField, MergeSide> fields, DateTimeOffset now, CancellationToken ct)
    {
        var rows = new IdentityRows(db);
        var done = await db.PersonMerges.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        var plan = PlanOf(done);
        var (survivor, merged) = (done.SurvivorId, done.MergedId);
        var graph = await rows.LoadAsync(survivor, merged, plan.Steps, ct);
        var steps = UnmergePlan.Of(plan, graph, rows.Columns, survivor, merged, belongs, fields, await rows.WrittenAsync(now, ct));
        await rows.ApplyAsync(steps, ct);
        await db.ForgetChangesAsync(ct);

        var (one, other) = (await db.People.SingleAsync(p => p.Id == survivor, ct), await db.People.SingleAsync(p => p.Id == merged, ct));
        one.Touch(now);
        other.Touch(now);
        await HoldForBothAsync(plan, graph, one, other, now, ct);
        var cases = await db.CasesOfAsync(plan, ct);
        (await db.PersonMerges.SingleAsync(m => m.Id == id, ct)).Undo(actor, reason, now);
        await db.CommitAsync(actor, now, ct,
        [
            new PeopleUnmerged(id) { PersonId = survivor }, new PeopleUnmerged(id) { PersonId = merged },
            .. cases.Select(c => new PeopleUnmerged(id) { CaseId = c.Id, IsAnonymous = c.AgencyId != actor.AgencyId }),
        ]);
        await db.CommitAsync(actor, now, ct, await protection.SpreadAsync(survivor, now, ct));
        await db.CommitAsync(actor, now, ct, await protection.SpreadAsync(merged, now, ct));
        await db.CommitAsync(actor, now, ct, [.. await children.UnmergedAsync(one, actor, now, ct), .. await children.UnmergedAsync(other, actor, now, ct)]);
        return await protection.IsReachableAsync(one, ct) && await protection.IsReachableAsync(other, ct) ? null : ProtectPerson.NobodyLeft;
    }

    /// <summary>Who was excluded, and that the record was restricted, since the merge: it may have been meant for either, so it holds for both.</summary>
    private async Task HoldForBothAsync(MergePlan plan, IdentityGraph now, Person one, Person other, DateTimeOffset at, CancellationToken ct)
    {
        var (a, b) = (one.Id.ToString(), other.Id.ToString());
        var known = plan.Held.Concat(plan.Steps.Select(s => $"{s.Table}/{s.Key}/{s.Column}")).ToHashSet(StringComparer.Ordinal);
        foreach (var added in now.In("exclusions", "record_id", a).Where(e => e["source_id"] is null && !known.Contains($"exclusions/{e.Key}/record_id")))
        {
            db.Exclusions.Add(new Exclusion(
                other.Id.Value, added["staff_id"] is { } staff ? new Id<StaffMember>(Guid.Parse(staff)) : null, added["agency_id"] is { } agency ? new Id<Agency>(Guid.Parse(agency)) : null,
                added["reason"] ?? "", at));
        }

        var wasSet = plan.Steps.Any(s => s is { Table: "people", Column: "is_restricted" } && s.Key == a);
        if (one.IsRestricted && !other.IsRestricted && !wasSet && !plan.Held.Contains($"people/{a}/is_restricted=true"))
        {
            other.Restrict(one.RestrictedReason ?? "", at);
            var named = (await protection.NamesOnAsync([other.Id.Value], ct)).Select(n => n.StaffId).ToHashSet();
            db.NamedStaff.AddRange((await protection.NamesOnAsync([one.Id.Value], ct)).Where(n => !named.Contains(n.StaffId)).Select(n => new NamedStaff(other.Id.Value, n.StaffId, at, n.Because)));
        }
    }

    /// <summary>What the spread of protection is about to change, so that it can be taken back; each is a step once the rows have their numbers.</summary>
    private List<Func<string, IdentityStep>> Spread()
    {
        List<Func<string, IdentityStep>> steps = [];
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            switch (entry.Entity, entry.State)
            {
                case (NamedStaff named, EntityState.Added):
                    steps.Add(_ => new(IdentityStepKind.Derived, "named_staff", $"{named.Number}"));
                    break;
                case (NamedStaff named, EntityState.Modified):
                    steps.Add(written => new(IdentityStepKind.Set, "named_staff", $"{named.Number}", "until", null, written));
                    break;
                case (Exclusion exclusion, EntityState.Added):
                    steps.Add(_ => new(IdentityStepKind.Derived, "exclusions", $"{exclusion.Number}"));
                    break;
                case (Case @case, EntityState.Modified) when entry.Property(nameof(Case.IsRestricted)).IsModified:
                    steps.Add(_ => Restricted("cases", @case.RecordId, @case.IsRestricted));
                    break;
                case (Incident incident, EntityState.Modified) when entry.Property(nameof(Incident.IsRestricted)).IsModified:
                    steps.Add(_ => Restricted("incidents", incident.RecordId, incident.IsRestricted));
                    break;
            }
        }

        return steps;

        static IdentityStep Restricted(string table, Guid id, bool now) => new(IdentityStepKind.Set, table, $"{id}", "is_restricted", now ? "false" : "true", now ? "true" : "false");
    }
}

/// <summary>Two people, in whichever order.</summary>
internal readonly record struct PersonPair
{
    public PersonPair(Id<Person> one, Id<Person> other) => (One, Other) = one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);

    public Id<Person> One { get; }

    public Id<Person> Other { get; }
}

internal static class IdentityQueries
{
    extension(CaseDbContext db)
    {
        /// <summary>The decisions in force that these two are two people.</summary>
        public IQueryable<NotSamePerson> HeldApart(Id<Person> one, Id<Person> other) =>
            db.NotSamePeople.Where(n => n.Until == null && ((n.OneId == one && n.OtherId == other) || (n.OneId == other && n.OtherId == one)));

        /// <summary>Of these people, the pairs of whom one is on record as having harmed the other, in an incident or a case.</summary>
        public async Task<IReadOnlySet<PersonPair>> OpposedAsync(Id<Person>[] people, CancellationToken ct)
        {
            var parties = db.Set<IncidentParty>().Where(p => people.Contains(p.PersonId)); // from the few incidents of these people, and not from all incidents
            var incidents = await parties.Where(p => p.Role == PartyRole.Perpetrator)
                .Join(parties.Where(p => p.Role == PartyRole.Victim || p.Role == PartyRole.Child), p => p.IncidentId, p => p.IncidentId, (by, against) => new { By = by.PersonId, Against = against.PersonId }).ToListAsync(ct);
            var cases = await db.Cases.Where(c => people.Contains(c.VictimId)).SelectMany(c => c.Perpetrators, (c, p) => new { By = p.PersonId, Against = c.VictimId }).Where(p => people.Contains(p.By)).ToListAsync(ct);
            return incidents.Concat(cases).Where(p => p.By != p.Against).Select(p => new PersonPair(p.By, p.Against)).ToHashSet();
        }

        /// <summary>Of these people, the pairs that are on record as related to each other, as child, partner or otherwise.</summary>
        public async Task<IReadOnlySet<PersonPair>> RelatedAsync(Id<Person>[] people, CancellationToken ct) =>
            (await db.Set<Relationship>().Where(r => r.EndedAt == null && people.Contains(r.FromId) && people.Contains(r.ToId)).Select(r => new { r.FromId, r.ToId }).ToListAsync(ct))
                .Select(r => new PersonPair(r.FromId, r.ToId)).ToHashSet();

        /// <summary>Of these people, the pairs that are on record as two people beside each other, so that nothing else can make them one.</summary>
        public async Task<IReadOnlySet<PersonPair>> BesideEachOtherAsync(Id<Person>[] people, CancellationToken ct) => (await db.OpposedAsync(people, ct)).Concat(await db.RelatedAsync(people, ct)).ToHashSet();

        /// <summary>Those who were decided not to be this person.</summary>
        public IQueryable<Id<Person>> NotThe(Id<Person> person) => db.NotSamePeople.Where(n => n.Until == null && n.OneId == person).Select(n => n.OtherId)
            .Union(db.NotSamePeople.Where(n => n.Until == null && n.OtherId == person).Select(n => n.OneId));

        /// <summary>The cases that go over with a merge, and who owns them.</summary>
        public async Task<IReadOnlyList<(Id<Case> Id, Id<Agency> AgencyId)>> CasesOfAsync(MergePlan plan, CancellationToken ct)
        {
            var numbers = plan.Steps.Where(s => s.Table == "case_perpetrators").Select(s => long.Parse(s.Key, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Id<Case>[] own = [.. plan.Steps.Where(s => s is { Table: "cases", Column: "victim_id" }).Select(s => new Id<Case>(Guid.Parse(s.Key)))];
            var found = await db.Cases.AsNoTracking().Where(c => own.Contains(c.Id) || c.Perpetrators.Any(p => numbers.Contains(p.Number))).Select(c => new { c.Id, c.AgencyId }).ToListAsync(ct);
            return [.. found.Select(c => (c.Id, c.AgencyId))];
        }

        /// <summary>Where a record that went into another leads; the same id where it has not.</summary>
        public async Task<IReadOnlyDictionary<Id<Person>, Id<Person>>> SurvivorsAsync(IReadOnlyCollection<Id<Person>> people, CancellationToken ct)
        {
            var leads = people.Distinct().ToDictionary(p => p, p => p);
            for (var hops = 0; hops < _longestChain; hops++)
            {
                var ends = leads.Values.Distinct().ToArray();
                var next = await db.People.AsNoTracking().Where(p => ends.Contains(p.Id) && p.MergedIntoId != null).Select(p => new { p.Id, Into = p.MergedIntoId!.Value }).ToDictionaryAsync(p => p.Id, p => p.Into, ct);
                if (next.Count == 0)
                {
                    break;
                }

                leads = leads.ToDictionary(l => l.Key, l => next.GetValueOrDefault(l.Value, l.Value));
            }

            return leads;
        }
    }

    private const int _longestChain = 20;
}
