using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Children;

/// <summary>What around a child is protected: where the child can be found, and what must not stand in a notice (T8, R4.44).</summary>
public sealed class ChildGuard(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    /// <summary>Whether this actor reads the child's school, doctor and health visitor, with why.</summary>
    public async Task<AddressDecision> WhereaboutsAsync(Actor actor, Person child, CancellationToken ct) => (await ReadableAsync(actor, child, ct)).Places;

    /// <summary>Whether this actor reads where the child is, with why; and whether they read what the child needs, which is kept from an agency that may have come by the other side alone.</summary>
    public async Task<(AddressDecision Places, bool Needs)> ReadableAsync(Actor actor, Person child, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(child);
        var (record, staff) = (child.Id.Value, actor.StaffId);
        var (tier, contested) = await AroundAsync(child, ct);
        var facts = await door.FactsAsync(actor, record, child.IsRestricted, ct);
        var named = await db.NamedStaff.AnyAsync(n => n.RecordId == record && n.StaffId == staff, ct);
        var around = new WhereaboutsFacts(tier, contested, RecordAccess.Decide(actor, RecordKind.Person, facts).Level, facts.Circle, named);
        return (ChildWhereabouts.Decide(actor, around), !ChildWhereabouts.IsKeptApart(around));
    }

    /// <summary>Whether nothing around the child keeps its school and doctor from those who screen it.</summary>
    internal async Task<bool> IsOpenToPartnersAsync(Person child, CancellationToken ct) => await AroundAsync(child, ct) is (AddressVisibility.Open, false);

    private async Task<(AddressVisibility Tier, bool IsContested)> AroundAsync(Person child, CancellationToken ct)
    {
        var (id, today) = (child.Id, UkTime.DateOf(clock.GetUtcNow()));
        var parts = await db.Incidents.Where(i => i.Parties.Any(p => p.PersonId == id)).SelectMany(i => i.Parties).Select(p => new { p.PersonId, p.Role, p.CaseId }).ToListAsync(ct);
        Id<Person>[] around = [id, .. await HousematesAsync([id], today, ct), .. parts.Where(p => p.Role is PartyRole.Victim).Select(p => p.PersonId)];
        var tiers = await db.Set<PersonAddress>().Where(a => around.Contains(a.PersonId) && (a.To == null || a.To > today) && a.Visibility != AddressVisibility.Open)
            .Select(a => a.Visibility).Distinct().ToListAsync(ct);
        Id<Case>[] ids = [.. parts.Select(p => p.CaseId).OfType<Id<Case>>().Distinct()];
        var cases = db.Cases.Where(c => ids.Contains(c.Id));
        return (tiers.DefaultIfEmpty(AddressVisibility.Open).Max(), await cases.AnyAsync(c => c.CounterAllegation || c.Perpetrators.Any(p => cases.Any(other => other.VictimId == p.PersonId)), ct));
    }

    /// <summary>Whoever lives with any of these people now.</summary>
    private async Task<IReadOnlyList<Id<Person>>> HousematesAsync(Id<Person>[] people, DateOnly today, CancellationToken ct)
    {
        var live = db.Set<HouseholdMember>().Where(m => m.To == null || m.To > today);
        var homes = live.Where(m => people.Contains(m.PersonId)).Select(m => m.HouseholdId);
        return await live.Where(m => homes.Contains(m.HouseholdId)).Select(m => m.PersonId).Distinct().ToListAsync(ct);
    }

    /// <summary>The protected addresses and the safe-contact cards of everybody in an incident and of the people they live with. It is looked for whoever asks, and never said.</summary>
    internal async Task<(IReadOnlyCollection<PostalAddress> Guarded, IReadOnlyCollection<SafeContact> Ways)> AroundAsync(Incident incident, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        Id<Person>[] named = [.. incident.Parties.Select(p => p.PersonId).Distinct()];
        Id<Person>[] people = [.. named.Union(await HousematesAsync(named, today, ct))];
        var addresses = await db.Set<PersonAddress>().AsNoTracking().Where(a => people.Contains(a.PersonId) && a.Visibility != AddressVisibility.Open && (a.To == null || a.To > today)).ToListAsync(ct);
        var ways = await db.Set<SafeContact>().AsNoTracking().Where(c => people.Contains(c.PersonId)).ToListAsync(ct);
        return ([.. addresses.Select(a => new PostalAddress(a.Lines, a.Postcode))], ways);
    }

    /// <summary>Whether somebody has a part in an incident of the case in which they count as a child: named as one, or a victim under 18.</summary>
    internal Task<bool> IsChildOfAsync(Id<Case> @case, Id<Person> child, CancellationToken ct) => db.Incidents.AnyAsync(
        i => i.Parties.Any(p => p.CaseId == @case) && i.Parties.Any(p => p.PersonId == child)
            && (i.Parties.Any(p => p.PersonId == child && p.Role == PartyRole.Child) || db.SchoolNotices.Any(n => n.PersonId == child && n.IncidentId == i.Id)), ct);
}
