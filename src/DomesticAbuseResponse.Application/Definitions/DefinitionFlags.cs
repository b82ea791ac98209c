using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Definitions;

/// <summary>Who is to be flagged together: the victims and perpetrators of one incident, case, or record.</summary>
/// <param name="Unit">Where it belongs, and so whose MARAC's settings say what escalation is.</param>
public sealed record FlagSubject(IReadOnlyList<Id<Person>> Victims, IReadOnlyList<Id<Person>> Perpetrators, Id<PolicingUnit>? Unit = null);

/// <summary>What definitions say of some subjects, in their order.</summary>
/// <param name="Agency">Whose definitions they are.</param>
/// <param name="On">The London date they were evaluated for.</param>
public sealed record FlagView(string Agency, string Version, DateOnly On, IReadOnlyList<IReadOnlyList<DefinitionResult>> Results)
{
    public IReadOnlyList<DefinitionResult> Of(int subject) => Results[subject];

    /// <summary>Which definitions a subject meets, each once.</summary>
    public IReadOnlyList<DefinitionKind> MetBy(int subject) => [.. Results[subject].Where(r => r.IsMet).Select(r => r.Kind).Distinct()];
}

/// <summary>
/// Evaluates an agency's definitions live, wherever flags are shown (R2.5, R2.24, R4.6, R4.7). Only incidents the reader may see are counted, so that a
/// flag tells nobody of a record that is kept from them. The caller answers for the reader's right to know of the people.
/// </summary>
public sealed class DefinitionFlags(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    /// <summary>Whether the reader's roles open incidents at all; to others a flag could only say that nothing is known.</summary>
    public static bool AreToldTo(Actor actor) =>
        RecordAccess.LevelFor(actor, RecordKind.Incident, ParticipationKind.Owner) >= AccessLevel.Read || RecordAccess.LevelFor(actor, RecordKind.Incident, ParticipationKind.Partner) >= AccessLevel.Read;

    /// <param name="whose">The agency whose definitions count: the one that owns the record, or the reader's for a list.</param>
    /// <returns>Null where the reader is told no flags.</returns>
    public async Task<FlagView?> ReadAsync(Actor actor, Id<Agency> whose, IReadOnlyList<FlagSubject> subjects, CancellationToken ct)
    {
        if (!AreToldTo(actor))
        {
            return null;
        }

        var on = UkTime.DateOf(clock.GetUtcNow());
        var book = await policies.AtAsync(PolicyKinds.Definitions, whose.Value, on, ct);
        var agency = await db.Agencies.Where(a => a.Id == whose).Select(a => a.Name).SingleAsync(ct);
        Id<Person>[] people = [.. subjects.SelectMany(s => s.Victims.Concat(s.Perpetrators)).Distinct()];
        if (people.Length == 0)
        {
            return new(agency, book.Content.Version, on, [.. subjects.Select(_ => Array.Empty<DefinitionResult>())]);
        }

        var profiles = await ProfilesAsync(subjects, on, ct);
        var months = Math.Max(book.Content.MostMonths, profiles.Values.Max(p => p.EscalationMonths));
        var facts = await db.FactsOfAsync(
            db.Incidents.AsNoTracking().VisibleTo(actor, db), db.People.Where(p => people.Contains(p.Id)).Select(p => p.Id), on.AddMonths(-months), on, book.Content, ct);
        return new(agency, book.Content.Version, on, [.. subjects.Select(s => Evaluate(s, facts, on, book.Content, profiles[s.Unit ?? default]))]);
    }

    private static IReadOnlyList<DefinitionResult> Evaluate(FlagSubject subject, DefinitionFacts facts, DateOnly on, DefinitionBook book, MaracProfile profile)
    {
        var perpetrators = subject.Perpetrators.ToHashSet();
        return
        [
            .. subject.Victims.Select(v => DefinitionRules.RepeatVictim(v, facts, on, book)),
            .. subject.Victims.SelectMany(_ => subject.Perpetrators, (v, p) => (Victim: v, Perpetrator: p)).Where(pair => pair.Victim != pair.Perpetrator)
                .Select(pair => DefinitionRules.RepeatPair(pair.Victim, pair.Perpetrator, facts, on, book)),
            .. subject.Victims.Where(v => perpetrators.Any(p => p != v)).Select(v => DefinitionRules.Escalation(v, perpetrators.Where(p => p != v).ToHashSet(), facts, on, profile)),
            .. subject.Perpetrators.Select(p => DefinitionRules.Serial(p, facts, on, book)),
            .. subject.Victims.Select(v => facts.People.GetValueOrDefault(v)).OfType<PersonFact>().Select(v => DefinitionRules.Vulnerable(v, on, book)),
        ];
    }

    /// <summary>Each unit's MARAC's settings; those of no MARAC in particular where the unit is not known.</summary>
    private async Task<IReadOnlyDictionary<Id<PolicingUnit>, MaracProfile>> ProfilesAsync(IReadOnlyList<FlagSubject> subjects, DateOnly on, CancellationToken ct)
    {
        Id<PolicingUnit>[] units = [.. subjects.Select(s => s.Unit).OfType<Id<PolicingUnit>>().Distinct()];
        var maracs = units.Length == 0 ? [] : await db.PolicingUnits.Where(u => units.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.MaracId, ct);
        Dictionary<Id<PolicingUnit>, MaracProfile> profiles = new() { [default] = (await policies.AtAsync(PolicyKinds.MaracProfile, null, on, ct)).Content };
        foreach (var unit in units)
        {
            profiles[unit] = maracs.TryGetValue(unit, out var marac) ? (await policies.AtAsync(PolicyKinds.MaracProfile, marac.Value, on, ct)).Content : profiles[default];
        }

        return profiles;
    }
}
