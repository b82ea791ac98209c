using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>What each of some cases weighs, as far as this reader may know what is in it: one query, whatever their number.</summary>
internal static class CaseBurdens
{
    internal sealed record Weighed(Id<Case> CaseId, Id<StaffMember>? IdvaId, CaseBurden Burden);

    extension(CaseDbContext db)
    {
        /// <param name="cases">Those the reader may know of.</param>
        public async Task<IReadOnlyList<Weighed>> WeighAsync(Actor actor, IQueryable<Case> cases, CaseWeights weights, DateOnly today, CancellationToken ct)
        {
            var until = today.AddDays(weights.CourtWithinDays);
            var known = db.People.NotKeptFrom(actor, db);
            var orders = db.Orders.VisibleTo(actor, db).Where(o => o.EndedOn == null && o.UntilOn >= today && o.UntilOn <= until);
            var found = await cases.AsNoTracking().Select(c => new
            {
                c.Id,
                c.IdvaId,
                c.Grade,
                Children = db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == c.Id)).SelectMany(i => i.Parties)
                    .Where(p => p.Role == PartyRole.Child && known.Any(k => k.Id == p.PersonId)).Select(p => p.PersonId).Distinct().Count(),
                Court = orders.Any(o => o.ProtectsId == c.VictimId && c.Perpetrators.Any(p => p.PersonId == o.PersonId)),
                Language = db.People.Any(p => p.Id == c.VictimId && (p.Interpreter != null || p.CommunicationNeed != null)),
            }).ToListAsync(ct);
            return [.. found.Select(c => new Weighed(c.Id, c.IdvaId, new CaseBurden(c.Grade, c.Children, c.Court, c.Language)))];
        }
    }
}
