using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Orders;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>An order or a move is seen by whoever may read both people it stands between; to anybody else there is none (R6.10).</summary>
internal static class OrderVisibility
{
    extension(IQueryable<ProtectiveOrder> orders)
    {
        public IQueryable<ProtectiveOrder> VisibleTo(Actor actor, CaseDbContext db)
        {
            var people = db.People.VisibleTo(actor, db);
            return orders.Where(o => people.Any(p => p.Id == o.PersonId) && (o.ProtectsId == null || people.Any(p => p.Id == o.ProtectsId)));
        }
    }

    extension(IQueryable<PerpetratorMove> moves)
    {
        public IQueryable<PerpetratorMove> VisibleTo(Actor actor, CaseDbContext db)
        {
            var people = db.People.VisibleTo(actor, db);
            return moves.Where(m => people.Any(p => p.Id == m.PersonId) && (m.ProtectsId == null || people.Any(p => p.Id == m.ProtectsId)));
        }
    }

    extension(IQueryable<Deadline> deadlines)
    {
        /// <summary>Without the clocks of orders that the actor may not see: what one starts would tell of it (R6.10). The door of the case is passed besides.</summary>
        public IQueryable<Deadline> WithoutHiddenOrders(Actor actor, CaseDbContext db)
        {
            var orders = db.Orders.VisibleTo(actor, db);
            return deadlines.Where(d => d.OrderId == null || orders.Any(o => o.Id == d.OrderId));
        }
    }

    extension(IQueryable<ComingDay> days)
    {
        /// <summary>Days of orders and moves as the records themselves; tasks and clocks are their agency's own. What hangs on a case passes its list besides.</summary>
        public IQueryable<ComingDay> VisibleTo(Actor actor, CaseDbContext db)
        {
            var people = db.People.VisibleTo(actor, db);
            var agency = (Guid?)actor.AgencyId.Value;
            return days.Where(d => (d.PersonId == null || people.Any(p => (Guid)(object)p.Id == d.PersonId)) && (d.ProtectsId == null || people.Any(p => (Guid)(object)p.Id == d.ProtectsId))
                && (d.AgencyId == null || d.AgencyId == agency));
        }
    }

    extension(CaseDbContext db)
    {
        /// <summary>The order with its steps, while nobody else changes it or makes its tasks.</summary>
        public async Task<ProtectiveOrder> LockedOrderAsync(Id<ProtectiveOrder> id, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from orders where id = {id.Value} for update", ct);
            return await db.Orders.Include(o => o.Steps).SingleAsync(o => o.Id == id, ct);
        }

        public async Task<PerpetratorMove> LockedMoveAsync(Id<PerpetratorMove> id, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from perpetrator_moves where id = {id.Value} for update", ct);
            return await db.Moves.Include(m => m.Steps).SingleAsync(m => m.Id == id, ct);
        }
    }
}
