using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>An order is seen by whoever may read both people it stands between; to anybody else there is none (R6.10).</summary>
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
}
