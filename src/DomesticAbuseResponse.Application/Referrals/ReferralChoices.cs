using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Where a case could be referred to, and which referral is already open, for the page that starts one by hand.</summary>
public sealed class ReferralChoices(CaseDbContext db, CaseFiles cases, ReferralEvidence evidence, ChildAreas areas, TimeProvider clock)
{
    /// <param name="Suggested">The service for the area of the case, with why.</param>
    /// <param name="Now">The four grounds of a referral to the MARAC of the area, as they stand on the records.</param>
    public sealed record View(
        Case Case, ReferralEvaluation Now, IReadOnlyList<IdvaService> Services, IdvaServiceChoice? Suggested, IReadOnlyList<MaracChoice> Maracs, Id<Marac>? OwnMarac, IReadOnlyList<Open> Going,
        IReadOnlyList<Child> Children, IReadOnlyList<Council> Councils);

    /// <param name="CouncilId">Children's services of where the child lives; null where nobody knows.</param>
    public sealed record Child(Id<Person> Id, string Name, int? Age, Id<Agency>? CouncilId);

    public sealed record Council(Id<Agency> Id, string Name);

    public sealed record MaracChoice(Id<Marac> Id, string Name);

    public sealed record Open(Id<Referral> Id, ReferralKind Kind, Id<Person>? ChildId = null);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var @case = await cases.OpenAsync(actor, id, Standing.ToRefer(actor), "Start a referral", ct);
        var unitId = @case.UnitId;
        var unit = await db.PolicingUnits.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, ct);
        var services = (await db.IdvaServicesAsync(unit?.MaracId, ct)).Where(s => s.Id != actor.AgencyId).ToList();
        var going = await db.Referrals.Where(r => r.CaseId == id && (r.Status == ReferralStatus.Raised || r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried))
            .Select(r => new Open(r.Id, r.Kind, r.ChildId)).ToListAsync(ct);
        return new View(
            @case, await evidence.EvaluateAsync(@case, unit?.MaracId, before: null, new ReferrerSays(), clock.GetUtcNow(), ct),
            services, IdvaServices.Choose(unit, actor.AgencyId, services),
            await db.Maracs.OrderBy(m => m.Name).Select(m => new MaracChoice(m.Id, m.Name)).ToListAsync(ct), unit?.MaracId, going,
            await ChildrenAsync(actor, @case, ct), await db.Agencies.Where(a => a.Kind == AgencyKind.Council).OrderBy(a => a.Name).Select(a => new Council(a.Id, a.Name)).ToListAsync(ct));
    }

    /// <summary>The children of the case whom the reader may know of, and its victim while under 18 (R1.26).</summary>
    private async Task<IReadOnlyList<Child>> ChildrenAsync(Actor actor, Case @case, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var ids = await db.ChildrenOf(@case.Id).ToListAsync(ct);
        var people = (await db.PeopleAsync(actor, [.. ids, @case.VictimId], today, ct)).Values.Where(p => p.Id != @case.VictimId || YoungVictim.NeedsChildrensReferral(p.Age)).ToList();
        List<Child> children = [];
        foreach (var person in people)
        {
            children.Add(new Child(person.Id, person.Name, person.Age, await areas.CouncilAsync(person.Id, @case.UnitId, ct)));
        }

        return children;
    }

    /// <summary>What was last said about the same case in a referral of the same agency, so that nobody writes it twice.</summary>
    public sealed record Said(ReferralKind Kind, DateTimeOffset SentAt, ReferralAccount Account);

    /// <param name="id">The referral about to be sent, whose door has been passed.</param>
    /// <returns>Null when no other referral of this case has been sent.</returns>
    public async Task<Said?> SaidBeforeAsync(Actor actor, Id<Referral> id, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var before = await db.Referrals.AsNoTracking()
            .Where(r => r.Id != id && r.FromAgencyId == agency && r.SentAt != null && db.Referrals.Any(self => self.Id == id && self.CaseId == r.CaseId))
            .OrderByDescending(r => r.SentAt).FirstOrDefaultAsync(ct);
        return before is { Account: { } account, SentAt: { } sent } ? new Said(before.Kind, sent, account) : null;
    }

    /// <summary>Who may decide to share without consent, and who at the receiver could be named on a restricted case.</summary>
    public async Task<(IReadOnlyList<StaffLine> Deciders, IReadOnlyList<StaffLine> Receivers)> PeopleAsync(Actor actor, Id<Referral> id, CancellationToken ct)
    {
        var referral = await db.Referrals.AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var agency = actor.AgencyId;
        var deciders = await db.StaffInAsync(agency, [.. Enum.GetValues<Role>().Except([Role.Auditor, Role.AgencyAdministrator, Role.SystemAdministrator])], ct);
        return (deciders, await db.ReceiversAsync(referral, ct));
    }
}
