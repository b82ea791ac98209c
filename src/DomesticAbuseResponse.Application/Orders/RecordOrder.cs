using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>Records an order, a notice or bail against a person.</summary>
public sealed class RecordOrder(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public sealed record Command(Id<Person> PersonId, Id<Person>? ProtectsId, OrderTerms Terms, DateOnly? ServedOn);

    public async Task<Result<Id<ProtectiveOrder>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Record an order", ct);
        if (command.ProtectsId is { } protects && !await db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == protects, ct))
        {
            return new Refusal("order.protects", "Choose somebody from the list.");
        }

        var recorded = ProtectiveOrder.Record(actor, command.PersonId, command.ProtectsId, command.Terms, command.ServedOn, today, now);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }

        var order = recorded.Match(o => o, _ => throw new InvalidOperationException());
        db.Orders.Add(order);
        person.Touch(now);
        await db.CommitAsync(actor, now, ct, new OrderRecorded(order.Id.Value, order.Kind) { PersonId = person.Id });
        return order.Id;
    }
}

/// <summary>Records that an order was served, or that it ended before its last day.</summary>
public sealed class ChangeOrder(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    /// <param name="Version">Of the order.</param>
    /// <param name="ServedOn">With it, that it was served; else that it ended.</param>
    public sealed record Command(Id<Person> PersonId, Id<ProtectiveOrder> OrderId, uint? Version, DateOnly? ServedOn, DateOnly? EndedOn, string? Because);

    public async Task<Result<DateOnly>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var id = command.OrderId;
        var binds = await db.Orders.VisibleTo(actor, db).Where(o => o.Id == id && (o.PersonId == command.PersonId || o.ProtectsId == command.PersonId)).Select(o => (Id<Person>?)o.PersonId).FirstOrDefaultAsync(ct)
            ?? throw new RecordNotFoundException();
        await people.OpenAsync(actor, binds, AccessLevel.Edit, "Change an order", ct);
        var order = await db.Orders.SingleAsync(o => o.Id == id, ct);
        db.Expect(order, command.Version);
        var changed = command.ServedOn is { } served ? order.Serve(served, today, now) : order.End(command.EndedOn ?? today, command.Because, today, now);
        if (changed.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, command.ServedOn is null ? new OrderEnded(id.Value, order.Kind) { PersonId = binds } : new OrderServed(id.Value, order.Kind) { PersonId = binds });
        }

        return changed;
    }
}
