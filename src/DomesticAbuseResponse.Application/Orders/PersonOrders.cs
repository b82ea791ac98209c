using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>One order as a list shows it.</summary>
/// <param name="Other">The other person's name: whom it protects, or whom it binds.</param>
public sealed record OrderLine(ProtectiveOrder Order, OrderStanding Standing, Id<Person>? OtherId, string? Other, bool Binds);

/// <summary>The orders and the bail that bind a person or protect them, those that hold first.</summary>
public sealed class PersonOrders(CaseDbContext db, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    public sealed record Choice(Id<Person> Id, string Name);

    /// <param name="Moves">Releases, days in court and times in custody, those to come first.</param>
    /// <param name="MayProtect">Whom an order against this person may protect: those they are named as harming, and their relatives.</param>
    public sealed record View(Person Person, DateOnly Today, IReadOnlyList<OrderLine> Orders, IReadOnlyList<MoveLine> Moves, IReadOnlyList<Choice> MayProtect, bool MayEdit);

    /// <param name="About">Whom it is about, or of whom it is; null for everybody this person harms.</param>
    public sealed record MoveLine(PerpetratorMove Move, string? About, bool IsTheirs);

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Orders and bail", ct);
        var facts = await door.FactsAsync(actor, id.Value, person.IsRestricted, ct);
        var today = UkTime.DateOf(clock.GetUtcNow());
        return new(
            person, today, await db.OrderLinesAsync(actor, [id], null, today, ct), await MovesAsync(actor, id, today, ct), await ChoicesAsync(actor, id, ct), RecordAccess.Decide(actor, RecordKind.Person, facts).Level >= AccessLevel.Edit);
    }

    /// <exception cref="RecordNotFoundException">It binds and protects somebody else, or may not be seen.</exception>
    public async Task<(View View, OrderLine Line)> OneAsync(Actor actor, Id<Person> person, Id<ProtectiveOrder> order, CancellationToken ct)
    {
        var view = await ReadAsync(actor, person, ct);
        return (view, view.Orders.FirstOrDefault(o => o.Order.Id == order) ?? throw new RecordNotFoundException());
    }

    private async Task<IReadOnlyList<MoveLine>> MovesAsync(Actor actor, Id<Person> id, DateOnly today, CancellationToken ct)
    {
        var moves = await db.Moves.AsNoTracking().VisibleTo(actor, db).Where(m => m.PersonId == id || m.ProtectsId == id).ToListAsync(ct);
        var names = await db.NamesAsync(actor, moves.SelectMany(m => new[] { m.PersonId, m.ProtectsId ?? m.PersonId }), ct);
        return
        [
            .. moves.OrderBy(m => m.CancelledAt is not null).ThenBy(m => m.On < today).ThenBy(m => m.On < today ? -m.On.DayNumber : m.On.DayNumber).ThenBy(m => m.Id.Value)
                .Select(m => new MoveLine(m, m.PersonId == id ? m.ProtectsId is { } about ? names.GetValueOrDefault(about) : null : names.GetValueOrDefault(m.PersonId), m.PersonId == id)),
        ];
    }

    private async Task<IReadOnlyList<Choice>> ChoicesAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var harmed = await db.Incidents.VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.PersonId == id && p.Role == PartyRole.Perpetrator))
            .SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim || p.Role == PartyRole.Child).Select(p => p.PersonId).Distinct().ToListAsync(ct);
        var ofCases = await db.Cases.VisibleTo(actor, db).Where(c => c.Perpetrators.Any(p => p.PersonId == id)).Select(c => c.VictimId).ToListAsync(ct);
        var related = await db.Set<Relationship>().Where(r => r.FromId == id || r.ToId == id).Select(r => r.FromId == id ? r.ToId : r.FromId).ToListAsync(ct);
        var names = await db.NamesAsync(actor, harmed.Concat(ofCases).Concat(related).Where(p => p != id), ct);
        return [.. names.OrderBy(n => n.Value, StringComparer.CurrentCultureIgnoreCase).Select(n => new Choice(n.Key, n.Value))];
    }
}

/// <summary>Reads orders for every page that shows some.</summary>
internal static class OrderLines
{
    extension(CaseDbContext db)
    {
        /// <param name="between">Only those between two of these people, or null for every one of theirs.</param>
        public async Task<IReadOnlyList<OrderLine>> OrderLinesAsync(Actor actor, Id<Person>[] of, Id<Person>[]? between, DateOnly today, CancellationToken ct)
        {
            var theirs = between is null
                ? db.Orders.Where(o => of.Contains(o.PersonId)).Union(db.Orders.Where(o => o.ProtectsId != null && of.Contains(o.ProtectsId.Value)))
                : db.Orders.Where(o => between.Contains(o.PersonId) && (o.ProtectsId == null || of.Contains(o.ProtectsId.Value)));
            var ids = await theirs.Select(o => o.Id).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return [];
            }

            var found = await db.Orders.AsNoTracking().VisibleTo(actor, db).Where(o => ids.Contains(o.Id)).ToListAsync(ct);
            var names = await db.NamesAsync(actor, found.SelectMany(o => new[] { o.PersonId, o.ProtectsId ?? o.PersonId }), ct);
            return
            [
                .. found.Select(o =>
                {
                    var binds = of.Contains(o.PersonId);
                    var other = binds ? o.ProtectsId : o.PersonId;
                    return new OrderLine(o, OrderRules.On(o, today), other, other is { } known ? names.GetValueOrDefault(known) : null, binds);
                }).OrderBy(l => l.Standing.State switch
                {
                    OrderState.InForce or OrderState.NotServed => 0,
                    OrderState.NotYet => 1,
                    OrderState.Expired or OrderState.Ended => 2,
                }).ThenByDescending(l => l.Order.FromOn).ThenByDescending(l => l.Order.Id.Value),
            ];
        }
    }
}

/// <summary>The orders between the victim of a case and those who harm them.</summary>
public sealed class CaseOrders(CaseDbContext db, TimeProvider clock)
{
    /// <param name="victim">Of a case whose door has been passed.</param>
    public Task<IReadOnlyList<OrderLine>> ReadAsync(Actor actor, Id<Person> victim, IReadOnlyList<Id<Person>> perpetrators, CancellationToken ct) =>
        db.OrderLinesAsync(actor, [victim], [.. perpetrators], UkTime.DateOf(clock.GetUtcNow()), ct);
}
