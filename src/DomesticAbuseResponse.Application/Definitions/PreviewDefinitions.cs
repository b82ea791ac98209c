using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Definitions;

/// <summary>Which side of a change somebody stands on.</summary>
public enum DefinitionChange
{
    Was,
    WouldBe,
    Gained,
    Lost,
}

/// <summary>
/// What a draft of the definitions would have made of the last whole quarter. Incidents of the agency are replayed under both; nothing is changed. Whoever opens
/// incidents counts those they may see; an administrator, who opens none, is told counts over those that are not restricted.
/// </summary>
public sealed class PreviewDefinitions(CaseDbContext db, PolicyBook policies, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record Count(DefinitionKind Kind, int Was, int WouldBe, int Gained, int Lost);

    /// <param name="Counts">Null while there is no draft.</param>
    /// <param name="MayList">Whether the reader may see who they are.</param>
    public sealed record View(DateOnly From, DateOnly To, DefinitionBook InForce, DefinitionBook? Draft, IReadOnlyList<Count>? Counts, int Incidents, bool MayList);

    /// <param name="Name">Null where the reader may not open the person.</param>
    public sealed record Row(Id<Person>? PersonId, string? Name, Id<Person>? VictimId, string? VictimName, IReadOnlyList<(Id<Incident> Id, string Reference)> Incidents, string Why);

    public sealed record Listed(DefinitionKind Kind, DefinitionChange Change, DateOnly From, DateOnly To, IReadOnlyList<Row> Rows, int Total, int Page);

    private sealed record Replayed(DateOnly From, DateOnly To, DefinitionBook Now, DefinitionBook? Draft, DefinitionFacts Facts, IReadOnlyList<DefinitionEffect> Effects, int Incidents);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        var replayed = await ReplayAsync(actor, ct);
        if (replayed.Draft is not null)
        {
            await db.CommitAsync(actor, clock.GetUtcNow(), ct, new DefinitionsPreviewed(actor.AgencyId.Value, replayed.From, replayed.To));
        }

        return new(
            replayed.From, replayed.To, replayed.Now, replayed.Draft,
            replayed.Draft is null ? null : [.. replayed.Effects.Select(e => new Count(e.Kind, e.Was.Count, e.WouldBe.Count, e.Gained.Count, e.Lost.Count))], replayed.Incidents, DefinitionFlags.AreToldTo(actor));
    }

    /// <summary>Who stands behind one of the numbers, a page at a time, newest incident first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<Listed?> ListAsync(Actor actor, DefinitionKind kind, DefinitionChange change, int page, CancellationToken ct)
    {
        if (!DefinitionFlags.AreToldTo(actor))
        {
            throw new RecordNotFoundException();
        }

        var replayed = await ReplayAsync(actor, ct);
        if (replayed is not { Draft: { } draft } || replayed.Effects.FirstOrDefault(e => e.Kind == kind) is not { } effect)
        {
            return null;
        }

        var subjects = change switch
        {
            DefinitionChange.Was => effect.Was,
            DefinitionChange.WouldBe => effect.WouldBe,
            DefinitionChange.Gained => effect.Gained,
            DefinitionChange.Lost => effect.Lost,
        };
        var book = change is DefinitionChange.Was or DefinitionChange.Lost ? replayed.Now : draft;
        var shown = subjects.Select(s => (Subject: s, Day: LastDay(s, kind, replayed))).OrderByDescending(s => s.Day).ThenBy(s => s.Subject.PersonId.Value).ThenBy(s => s.Subject.VictimId?.Value)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).Select(s => (s.Subject, Result: Best(s.Subject, kind, replayed, book))).ToList();
        var names = await db.NamesAsync(actor, shown.SelectMany(s => new[] { s.Subject.PersonId, s.Subject.VictimId ?? s.Subject.PersonId }), ct);
        await door.ShowListAsync(actor, "Definition preview", shown.SelectMany(s => new[] { s.Subject.PersonId, s.Subject.VictimId ?? s.Subject.PersonId }).Where(names.ContainsKey).Distinct().Select(p => p.Value)
            .Concat(shown.SelectMany(s => s.Result?.Evidence ?? []).Select(i => i.Id.Value)), ct);
        return new(kind, change, replayed.From, replayed.To,
        [
            .. shown.Select(s => new Row(
                names.ContainsKey(s.Subject.PersonId) ? s.Subject.PersonId : null, names.GetValueOrDefault(s.Subject.PersonId),
                s.Subject.VictimId is { } victim && names.ContainsKey(victim) ? victim : null, s.Subject.VictimId is { } v ? names.GetValueOrDefault(v) : null,
                [.. (s.Result?.Evidence ?? []).Select(i => (i.Id, i.Reference))], s.Result is { } result ? string.Join(" ", [.. result.Evidence.Count > 0 ? [result.Counted + "."] : Array.Empty<string>(), .. result.Grounds]) : "")),
        ], subjects.Count, Math.Max(page, 1));
    }

    private async Task<Replayed> ReplayAsync(Actor actor, CancellationToken ct)
    {
        DefinitionDesk.Demand(actor);
        var today = UkTime.DateOf(clock.GetUtcNow());
        var (from, to) = DefinitionPreview.LastQuarter(today);
        var (agency, scope) = (actor.AgencyId, actor.AgencyId.Value);
        var now = (await policies.AtAsync(PolicyKinds.Definitions, scope, today, ct)).Content;
        var held = await db.PolicyDrafts.AsNoTracking().Where(d => d.Kind == PolicyKinds.Definitions.Code && d.ScopeId == scope).Select(d => d.Content).SingleOrDefaultAsync(ct);
        if (held is null)
        {
            return new(from, to, now, null, new DefinitionFacts([], []), [], 0);
        }

        var draft = PolicyKind<DefinitionBook>.Read(held);
        var own = (DefinitionFlags.AreToldTo(actor) ? db.Incidents.AsNoTracking().VisibleTo(actor, db) : db.Incidents.AsNoTracking().Where(i => !i.IsRestricted)).Where(i => i.AgencyId == agency);
        var (start, end) = (UkTime.StartOfDay(from), UkTime.StartOfDay(to.AddDays(1)));
        var people = own.Where(i => i.ReportedAt >= start && i.ReportedAt < end)
            .SelectMany(i => i.Parties.Where(p => p.Role == PartyRole.Victim || p.Role == PartyRole.Perpetrator).Select(p => p.PersonId)).Distinct();
        var asked = new DefinitionBook[] { now, draft }.MaxBy(b => b.AsksForRelations)!;
        var facts = await db.FactsOfAsync(own, people, from.AddMonths(-Math.Max(now.MostMonths, draft.MostMonths)), to, asked, ct);
        return new(from, to, now, draft, facts, DefinitionPreview.Compare(facts, from, to, now, draft), facts.Incidents.Count(i => i.ReportedOn >= from));
    }

    private static DateOnly LastDay(DefinitionSubject subject, DefinitionKind kind, Replayed replayed) => Days(subject, kind, replayed).FirstOrDefault();

    private static IEnumerable<DateOnly> Days(DefinitionSubject subject, DefinitionKind kind, Replayed replayed) =>
        (kind is DefinitionKind.SerialPerpetrator ? replayed.Facts.OfPerpetrator[subject.PersonId]
            : subject.VictimId is { } victim ? replayed.Facts.OfVictim[victim].Where(i => i.Perpetrators.Contains(subject.PersonId))
            : replayed.Facts.OfVictim[subject.PersonId])
        .Select(i => i.ReportedOn).Where(d => d >= replayed.From && d <= replayed.To).OrderDescending();

    /// <summary>The latest day in the period on which it was met.</summary>
    private static DefinitionResult? Best(DefinitionSubject subject, DefinitionKind kind, Replayed replayed, DefinitionBook book) =>
        Days(subject, kind, replayed).Select(on => kind switch
        {
            DefinitionKind.RepeatVictim => DefinitionRules.RepeatVictim(subject.PersonId, replayed.Facts, on, book),
            DefinitionKind.RepeatPair => DefinitionRules.RepeatPair(subject.VictimId!.Value, subject.PersonId, replayed.Facts, on, book),
            DefinitionKind.SerialPerpetrator => DefinitionRules.Serial(subject.PersonId, replayed.Facts, on, book),
            _ => replayed.Facts.People.TryGetValue(subject.PersonId, out var person) ? DefinitionRules.Vulnerable(person, on, book) : null,
        }).FirstOrDefault(r => r?.IsMet is true);
}
