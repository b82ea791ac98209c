using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>Records an order, a notice or bail against a person, with its clocks and the tasks it asks for.</summary>
public sealed class RecordOrder(CaseDbContext db, PersonFiles people, SafetyTaskBook book, CaseDeadlines deadlines, TimeProvider clock)
{
    /// <param name="Given">Who gave it, and what was considered; the ages are read from the records.</param>
    /// <param name="Follows">The notice on whose hearing the court made it: that ends on the same day.</param>
    public sealed record Command(Id<Person> PersonId, Id<Person>? ProtectsId, OrderTerms Terms, DateOnly? ServedOn, OrderGiven? Given = null, Id<ProtectiveOrder>? Follows = null);

    /// <summary>What would be recorded, without recording it: for whoever checks before they do.</summary>
    public async Task<Result<ProtectiveOrder>> CheckAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (made, _, _) = await MakeAsync(actor, command, clock.GetUtcNow(), ct);
        return made;
    }

    public async Task<Result<Id<ProtectiveOrder>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var (made, person, notice) = await MakeAsync(actor, command, now, ct);
        if (made.Refusal is { } refusal)
        {
            return refusal;
        }

        // Whatever can refuse has been asked before anything is added: what waits in the context is written by the next look at a page.
        if (notice?.Heard(actor, made: true, command.Terms.From ?? today, null, today, now).Refusal is { } late)
        {
            return late;
        }

        var order = made.Match(o => o, _ => throw new InvalidOperationException());
        db.Orders.Add(order);
        person.Touch(now);
        List<Happened> happened = [new OrderRecorded(order.Id.Value, order.Kind) { PersonId = person.Id }];
        if (notice is not null)
        {
            happened.AddRange(await deadlines.MeetForOrderAsync(notice.Id, DeadlineKind.HearNotice, actor.StaffId, now, ct));
            happened.Add(new OrderHeard(notice.Id.Value, notice.Kind, true) { PersonId = notice.PersonId });
            happened.AddRange(await book.SyncAsync(notice, now, ct));
        }

        happened.AddRange(await book.SyncAsync(order, now, ct));
        await db.CommitAsync(actor, now, ct, happened);
        await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        return order.Id;
    }

    private async Task<(Result<ProtectiveOrder> Made, Person Person, ProtectiveOrder? Notice)> MakeAsync(Actor actor, Command command, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Record an order", ct);
        var day = command.Terms.From ?? today;
        int? victimAge = null;
        if (command.ProtectsId is { } protects)
        {
            var victim = await db.People.VisibleTo(actor, db).Where(p => p.Id == protects).Select(p => new { p.BornOn, p.BirthIsEstimated }).SingleOrDefaultAsync(ct);
            if (victim is null)
            {
                return (new Refusal("order.protects", "Choose somebody from the list."), person, null);
            }

            victimAge = Person.AgeOn(victim.BornOn, victim.BirthIsEstimated, day);
        }

        ProtectiveOrder? notice = null;
        if (command.Follows is { } follows)
        {
            var seen = await db.Orders.VisibleTo(actor, db).AnyAsync(o => o.Id == follows && o.PersonId == command.PersonId, ct);
            notice = seen ? await db.LockedOrderAsync(follows, ct) : null;
            await db.MeetEarlierClickAsync(actor, now, ct);
            if (notice is null or { EndedOn: not null })
            {
                return (new Refusal("order.follows", "The notice has already been dealt with, or is no longer there."), person, null);
            }

            if (notice.CheckHeard(day, today) is { } never)
            {
                return (never, person, null);
            }
        }

        var frame = await book.FrameAsync(actor.AgencyId, today, ct);
        var given = (command.Given ?? new OrderGiven()) with { PerpetratorAge = person.AgeOn(day), VictimAge = victimAge };
        return (ProtectiveOrder.Record(actor, command.PersonId, command.ProtectsId, command.Terms, command.ServedOn, given, frame, today, now, command.Follows), person, notice);
    }
}

/// <summary>Something that is done with an order after it was made.</summary>
public abstract record OrderAct
{
    private OrderAct()
    {
    }

    /// <param name="At">The minute, where it is known. UTC.</param>
    public sealed record Serve(DateOnly On, DateTimeOffset? At = null) : OrderAct;

    /// <param name="Adjourned">The court sat, and put it off until then.</param>
    public sealed record Hear(DateTimeOffset At, bool Adjourned, string? Words) : OrderAct;

    /// <summary>The court sat, and made the order, which is recorded next: what it said.</summary>
    public sealed record Sat(DateOnly On, string? Words) : OrderAct;

    /// <summary>The court sat, and made no order.</summary>
    public sealed record NotMade(DateOnly On, string? Words) : OrderAct;

    public sealed record Vary(OrderChange Change) : OrderAct;

    public sealed record Breach(DateOnly On, string? What) : OrderAct;

    public sealed record Notified(DateOnly On) : OrderAct;

    public sealed record End(DateOnly On, string? Because) : OrderAct;
}

/// <summary>Records what is done with an order: served, heard, varied, breached, ended. Nothing is taken out; its clocks and tasks follow in the same commit.</summary>
public sealed class ChangeOrder(CaseDbContext db, PersonFiles people, SafetyTaskBook book, CaseDeadlines deadlines, TimeProvider clock)
{
    /// <param name="PersonId">Whom it binds or protects: whose page led here.</param>
    /// <param name="Version">Of the order, as the page showed it.</param>
    public sealed record Command(Id<Person> PersonId, Id<ProtectiveOrder> OrderId, uint? Version, OrderAct Act);

    /// <exception cref="RecordNotFoundException">There is none that the actor may change.</exception>
    public async Task<Result<DateOnly>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var id = command.OrderId;
        var binds = await db.Orders.VisibleTo(actor, db).Where(o => o.Id == id && (o.PersonId == command.PersonId || o.ProtectsId == command.PersonId)).Select(o => (Id<Person>?)o.PersonId).FirstOrDefaultAsync(ct)
            ?? throw new RecordNotFoundException();
        await people.OpenAsync(actor, binds, AccessLevel.Edit, "Change an order", ct);
        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var order = await db.LockedOrderAsync(id, ct);
        await db.MeetEarlierClickAsync(actor, now, ct);
        var (changed, happened) = command.Act switch
        {
            OrderAct.Serve act => (order.Serve(actor, act.On, act.At, today, now), (Happened)new OrderServed(id.Value, order.Kind)),
            OrderAct.Hear act => (order.Hear(actor, act.At, act.Adjourned, act.Words, today, now), new OrderHearingSet(id.Value, order.Kind, act.Adjourned)),
            OrderAct.Sat act => (order.Sat(actor, act.On, act.Words, today, now), new OrderCourtSat(id.Value, order.Kind)),
            OrderAct.NotMade act => (order.Heard(actor, made: false, act.On, act.Words, today, now), new OrderHeard(id.Value, order.Kind, false)),
            OrderAct.Vary act => (order.Vary(actor, act.Change, await book.FrameAsync(order.AgencyId, today, ct), today, now), new OrderVaried(id.Value, order.Kind, !string.IsNullOrWhiteSpace(act.Change.VictimViews))),
            OrderAct.Breach act => (order.Breach(actor, act.On, act.What, today, now), new OrderBreached(id.Value, order.Kind)),
            OrderAct.Notified act => (order.Notified(actor, act.On, today, now), new OrderAddressNotified(id.Value, order.Kind)),
            OrderAct.End act => (order.End(actor, act.On, act.Because, today, now), new OrderEnded(id.Value, order.Kind)),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
        if (changed.Refusal is not null)
        {
            return changed;
        }

        db.Expect(order, command.Version); // not before: what is refused leaves nothing to be written
        IReadOnlyList<Happened> clocks =
        [
            .. command.Act is OrderAct.Hear { Adjourned: true } or OrderAct.NotMade ? await deadlines.MeetForOrderAsync(id, DeadlineKind.HearNotice, actor.StaffId, now, ct) : [],
            .. command.Act is OrderAct.Notified ? await deadlines.MeetForOrderAsync(id, DeadlineKind.NotifyAddress, actor.StaffId, now, ct) : [],
        ];
        if (command.Act is OrderAct.End)
        {
            await deadlines.StopAsync(await db.Deadlines.Where(d => d.OrderId == id && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct), actor.StaffId, "The order has ended.", now, ct);
        }

        await db.CommitAsync(actor, now, ct, [happened with { PersonId = binds }, .. clocks, .. await book.SyncAsync(order, now, ct)]);
        await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        return changed;
    }
}
