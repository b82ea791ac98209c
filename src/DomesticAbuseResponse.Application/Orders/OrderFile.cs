using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>What an order asks for next.</summary>
public enum OrderNext
{
    Serve,
    Hear,
    RecordOrder,
    AskViews,
    SayPurposes,
    FindAge,
    NotifyAddress,
}

/// <summary>One order with its clocks, its history and what is to be done next. Read through the door of the person.</summary>
public sealed class OrderFile(CaseDbContext db, PersonOrders orders, SafetyTaskBook book, TimeProvider clock)
{
    /// <param name="Clocks">Each with the stored deadline it is kept as, where it hangs on a case the reader may open.</param>
    public sealed record View(
        PersonOrders.View Person, OrderLine Line, OrderFrame Frame, IReadOnlyList<(OrderClock Clock, Id<Deadline>? Stored)> Clocks, IReadOnlyList<Step> Steps, IReadOnlyList<OrderNext> Next,
        IReadOnlyList<TaskLine> Tasks, (Id<ProtectiveOrder> Id, OrderKind Kind)? Follows, (Id<ProtectiveOrder> Id, OrderKind Kind)? FollowedBy, DateOnly? EndsOn, DateTimeOffset Now);

    public sealed record Step(OrderStep Done, string By);

    /// <summary>A task of the reader's agency that this order asked for, in a case that the reader may open.</summary>
    public sealed record TaskLine(Guid Id, Id<Case> CaseId, string Reference, SafetyTaskReason Reason, DateOnly DueOn, bool IsDone, bool IsWithdrawn);

    /// <exception cref="RecordNotFoundException">It binds and protects somebody else, or may not be seen.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Person> person, Id<ProtectiveOrder> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (view, line) = await orders.OneAsync(actor, person, id, ct);
        var order = await db.Orders.AsNoTracking().Include(o => o.Steps).SingleAsync(o => o.Id == id, ct);
        line = line with { Order = order };
        var frame = await book.FrameAsync(order.AgencyId, UkTime.DateOf(now), ct);
        var visible = db.Cases.VisibleTo(actor, db);
        var stored = await db.Deadlines.AsNoTracking().Where(d => d.OrderId == id && d.SupersededAt == null && visible.Any(c => c.Id == d.CaseId)).Select(d => new { d.Id, d.Kind }).ToListAsync(ct);
        var clocks = OrderClocks.Of(order, frame)
            .Select(c => (c, stored.Find(s => s.Kind == (c.Kind is OrderClockKind.Hearing ? DeadlineKind.HearNotice : DeadlineKind.NotifyAddress) && c.Kind is OrderClockKind.Hearing or OrderClockKind.Notify)?.Id)).ToList();
        var names = await db.StaffAsync(order.Steps.Select(s => s.By), ct);
        var (agency, subject) = (actor.AgencyId, (Guid?)id.Value);
        var tasks = await db.CaseTasks.AsNoTracking().Where(t => t.SubjectId == subject && t.AgencyId == agency && visible.Any(c => c.Id == t.CaseId)).OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Select(t => new TaskLine(t.Id.Value, t.CaseId, db.Cases.Where(c => c.Id == t.CaseId).Select(c => c.Reference).First(), t.Reason!.Value, t.DueOn, t.DoneAt != null, t.WithdrawnAt != null)).ToListAsync(ct);
        var before = order.FollowsId;
        var around = await db.Orders.VisibleTo(actor, db).Where(o => o.Id == before || o.FollowsId == id).Select(o => new { o.Id, o.Kind }).ToListAsync(ct);
        (Id<ProtectiveOrder>, OrderKind)? follows = around.Find(o => o.Id == before) is { } f ? (f.Id, f.Kind) : null;
        (Id<ProtectiveOrder>, OrderKind)? next = around.Find(o => o.Id != before) is { } n ? (n.Id, n.Kind) : null;
        return new View(
            view, line, frame, clocks, [.. order.Steps.OrderBy(s => s.Number).Select(s => new Step(s, names.TryGetValue(s.By, out var by) ? by.Name : "The system"))], NextOf(order, line, view.Person, now), tasks, follows, next,
            OrderClocks.LastDay(order, frame), now);
    }

    private static List<OrderNext> NextOf(ProtectiveOrder order, OrderLine line, Person person, DateTimeOffset now)
    {
        if (order.EndedOn is not null || line.Standing.State is OrderState.Expired)
        {
            return [];
        }

        List<OrderNext> next = [];
        Add(OrderNext.Serve, OrderRules.IsServed(order.Kind) && order.ServedOn is null);
        Add(OrderNext.Hear, order.IsNotice && order.ServedOn is not null && order.HearingAt is null);
        Add(OrderNext.RecordOrder, order.IsNotice && order.HearingAt <= now);
        Add(OrderNext.AskViews, OrderRules.IsRelease(order.Kind) && order.Conditions is not OrderConditions.None && order.VictimViews is null && order.ViewsNotSought is null);
        Add(OrderNext.SayPurposes, order.Kind is OrderKind.PoliceBail && order.Conditions is not OrderConditions.None && order.Purposes is BailPurposes.None);
        Add(OrderNext.FindAge, order.IsNotice && line.Binds && person.BornOn is null);
        Add(OrderNext.NotifyAddress, order.Kind is OrderKind.Dapo && order.Steps.All(s => s.Kind is not OrderStepKind.Notified));
        return next;

        void Add(OrderNext what, bool asked)
        {
            if (asked)
            {
                next.Add(what);
            }
        }
    }
}

/// <summary>One release or day in court, with its history. Read through the door of the person.</summary>
public sealed class MoveFile(CaseDbContext db, PersonOrders orders)
{
    public sealed record View(PersonOrders.View Person, PerpetratorMove Move, string? About, IReadOnlyList<(MoveStep Step, string By)> Steps);

    /// <exception cref="RecordNotFoundException">It is somebody else's, or may not be seen.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Person> person, Id<PerpetratorMove> id, CancellationToken ct)
    {
        var view = await orders.ReadAsync(actor, person, ct);
        var move = await db.Moves.AsNoTracking().Include(m => m.Steps).VisibleTo(actor, db).SingleOrDefaultAsync(m => m.Id == id && (m.PersonId == person || m.ProtectsId == person), ct) ?? throw new RecordNotFoundException();
        var names = await db.StaffAsync(move.Steps.Select(s => s.By), ct);
        var about = move.ProtectsId is { } protects ? (await db.NamesAsync(actor, [protects], ct)).GetValueOrDefault(protects) : null;
        return new View(view, move, about, [.. move.Steps.OrderBy(s => s.Number).Select(s => (s, names.TryGetValue(s.By, out var by) ? by.Name : "The system"))]);
    }
}

/// <summary>Which notices and orders the area of the reader's agency offers today, and why (R4.32). Any of them may be recorded.</summary>
public sealed class OfferedOrders(SafetyTaskBook book, TimeProvider clock)
{
    public async Task<IReadOnlyList<OrderOffer>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var settings = (await book.FrameAsync(actor.AgencyId, today, ct)).Settings;
        return [.. Enum.GetValues<OrderKind>().Select(kind => OrderRegime.Of(kind, settings, today))];
    }
}

/// <summary>What the orders of the reader's agency are judged by today.</summary>
public sealed class OrderFrames(SafetyTaskBook book, TimeProvider clock)
{
    public Task<OrderFrame> ReadAsync(Actor actor, CancellationToken ct) => book.FrameAsync(actor.AgencyId, UkTime.DateOf(clock.GetUtcNow()), ct);
}
