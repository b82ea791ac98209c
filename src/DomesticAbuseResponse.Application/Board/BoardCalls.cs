using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Board;

/// <summary>
/// Reads calls for the board once, whoever is to see them, with what decides who may see what of each. The number of queries does not grow with the
/// calls nor with the readers.
/// </summary>
public sealed class BoardCalls(CaseDbContext db, ResponseSchemes schemes, TimeProvider clock)
{
    public async Task<IReadOnlyList<BoardCall>> ReadAsync(IReadOnlyCollection<Id<Incident>> calls, CancellationToken ct)
    {
        if (calls.Count == 0)
        {
            return [];
        }

        var ids = calls.ToArray();
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var found = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new
        {
            i.Id,
            i.Reference,
            i.AgencyId,
            i.ReportedAt,
            i.Grade,
            i.Call.Silence,
            i.AttendedAt,
            i.ClosedAt,
            Unreviewed = i.ReviewDueSince != null || i.Grade == null,
            i.RegradeAskedAt,
            i.WithdrawalWaitsSince,
            i.IsRestricted,
            i.UnitId,
            Unit = db.PolicingUnits.Where(u => u.Id == i.UnitId).Select(u => u.Name).FirstOrDefault(),
            IsRural = db.PolicingUnits.Any(u => u.Id == i.UnitId && u.IsRural),
            LoggedBy = db.Staff.Where(s => s.Id == i.LoggedBy).Select(s => s.DisplayName).FirstOrDefault(),
            Parties = i.Parties.OrderBy(p => p.Number).Select(p => new { p.PersonId, p.Role, p.CaseId }).ToList(),
            Sent = i.Dispatches.Where(d => d.StoodDownAt == null).OrderBy(d => d.Number).Select(d => new BoardSent(d.Who, d.SentAt, d.ArrivedAt)).ToList(),
        }).AsSplitQuery().ToListAsync(ct);

        var people = found.SelectMany(i => i.Parties).Select(p => p.PersonId).Distinct().ToArray();
        var cases = found.SelectMany(i => i.Parties).Select(p => p.CaseId).OfType<Id<Case>>().Distinct().ToArray();
        var persons = people.Length == 0 ? [] : await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new BoardPerson(
            p.Id, p.IsRestricted,
            p.Names.OrderByDescending(n => n.Kind == NameKind.Preferred).ThenByDescending(n => n.Number).Select(n => n.Full).FirstOrDefault() ?? VisibleMatches.NameNotKnown,
            p.Flags.Where(f => f.Until == null || f.Until >= today).Select(f => f.Kind).ToList())).ToDictionaryAsync(p => p.Id, ct);
        var grades = cases.Length == 0 ? [] : await db.Cases.AsNoTracking().Where(c => cases.Contains(c.Id)).Select(c => new BoardCase(c.Id, c.IsRestricted, c.Grade)).ToDictionaryAsync(c => c.Id, ct);
        var facts = await CircleFacts.ReadAsync(db, [.. ids.Select(i => i.Value), .. people.Select(p => p.Value), .. cases.Select(c => c.Value)], ct);

        List<BoardCall> read = [];
        foreach (var i in found)
        {
            var scheme = await schemes.ReadAsync(i.AgencyId, ct);
            read.Add(new BoardCall(
                facts,
                new BoardRow(
                    i.Id, i.Reference, i.ReportedAt, i.Grade, i.Grade is { } grade ? scheme.Of(grade).Name : "Not graded",
                    AttendanceTarget.Of(scheme, i.Grade, i.IsRural, i.Silence, i.ReportedAt, i.AttendedAt, now), null, null, [], i.Silence, i.AttendedAt, i.Unreviewed,
                    i.RegradeAskedAt, i.WithdrawalWaitsSince, i.Unit, i.Sent, i.LoggedBy ?? FeedActor.Name, i.IsRestricted, now),
                i.UnitId, i.ClosedAt is null,
                i.Parties.FirstOrDefault(p => p.Role is PartyRole.Victim)?.PersonId,
                [.. i.Parties.Select(p => p.PersonId).Distinct().Where(persons.ContainsKey).Select(p => persons[p])],
                [.. i.Parties.Select(p => p.CaseId).OfType<Id<Case>>().Distinct().Where(grades.ContainsKey).Select(c => grades[c])]));
        }

        return read;
    }
}

internal sealed record BoardPerson(Id<Person> Id, bool IsRestricted, string Name, List<PersonFlagKind> Warnings);

internal sealed record BoardCase(Id<Case> Id, bool IsRestricted, RiskGrade? Grade);

/// <summary>One call, and what each reader may see of it.</summary>
public sealed class BoardCall
{
    private readonly CircleFacts _facts;
    private readonly BoardRow _bare;
    private readonly Id<PolicingUnit>? _unit;
    private readonly Id<Person>? _victim;
    private readonly IReadOnlyList<BoardPerson> _people;
    private readonly IReadOnlyList<BoardCase> _cases;

    internal BoardCall(
        CircleFacts facts, BoardRow bare, Id<PolicingUnit>? unit, bool isOpen, Id<Person>? victim, IReadOnlyList<BoardPerson> people, IReadOnlyList<BoardCase> cases) =>
        (_facts, _bare, _unit, IsOpen, _victim, _people, _cases) = (facts, bare, unit, isOpen, victim, people, cases);

    public Id<Incident> Id => _bare.Id;

    public bool IsOpen { get; }

    /// <summary>The row this reader sees on a board with this filter; null when it is not there for them.</summary>
    public BoardRow? For(Actor actor, BoardFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return IsOpen && filter.Shows(_unit, _bare.Grade) ? For(actor) : null;
    }

    public bool MayBeReadBy(Actor actor) => _facts.LevelOf(actor, RecordKind.Incident, Id.Value, _bare.IsRestricted) >= AccessLevel.Read;

    /// <summary>The row this reader sees; null when they may not read the call.</summary>
    public BoardRow? For(Actor actor)
    {
        if (!MayBeReadBy(actor))
        {
            return null;
        }

        var known = _people.Where(p => _facts.LevelOf(actor, RecordKind.Person, p.Id.Value, p.IsRestricted) >= AccessLevel.Read).ToList();
        return _bare with
        {
            Risk = _cases.Where(c => _facts.IsToldGrade(actor, c.Id.Value, c.IsRestricted)).Select(c => c.Grade).Where(g => g is not null).DefaultIfEmpty(null).Max(),
            Victim = known.Find(p => p.Id == _victim)?.Name,
            Warnings = [.. known.SelectMany(p => p.Warnings).Distinct().Order()],
        };
    }
}
