using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;

namespace DomesticAbuseResponse.Application.Perpetrators;

/// <summary>Who sees what is done about a perpetrator: the managers of the force that does it, as far as they may open the person and the victim it is linked to.</summary>
internal static class ManagementVisibility
{
    extension(IQueryable<PerpetratorManagement> management)
    {
        public IQueryable<PerpetratorManagement> SeenBy(Actor actor, CaseDbContext db)
        {
            var (agency, people) = (actor.AgencyId, db.People.VisibleTo(actor, db));
            return management.Where(m => m.AgencyId == agency && people.Any(p => p.Id == m.PersonId) && (m.ProtectsId == null || people.Any(p => p.Id == m.ProtectsId)));
        }
    }

    extension(CaseDbContext db)
    {
        /// <summary>Holds the row until the transaction ends, so that two clicks follow each other.</summary>
        public async Task<PerpetratorManagement> LockedManagementAsync(Id<PerpetratorManagement> id, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from perpetrator_management where id = {id.Value} for update", ct);
            return await db.Management.Include(m => m.Steps).SingleAsync(m => m.Id == id, ct);
        }
    }
}

/// <summary>One nomination or referral of a perpetrator, with every step (R2.23, R2.25, R2.26).</summary>
public sealed class ManagementFile(CaseDbContext db, PersonFiles people, RecordDoor door)
{
    /// <param name="Victim">The victim linked to a programme.</param>
    public sealed record View(Person Person, PerpetratorManagement Entry, string? Victim, IReadOnlyList<(ManagementStep Step, string By)> Steps, bool MayChange);

    /// <exception cref="RecordNotFoundException">There is none that the reader may see.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Person> person, Id<PerpetratorManagement> id, CancellationToken ct)
    {
        var of = await people.OpenAsync(actor, person, AccessLevel.Read, "What is done about somebody who harms", ct);
        var entry = (LensStanding.IsManager(actor) ? await db.Management.AsNoTracking().SeenBy(actor, db).Include(m => m.Steps).SingleOrDefaultAsync(m => m.Id == id && m.PersonId == person, ct) : null)
            ?? throw new RecordNotFoundException();
        var staff = await db.StaffAsync([.. entry.Steps.Select(s => s.By)], ct);
        var names = entry.ProtectsId is { } victim ? await db.NamesAsync(actor, [victim], ct) : null;
        if (names is not null)
        {
            await door.ShowListAsync(actor, "Victim linked to a programme", names.Keys.Select(k => k.Value), ct);
        }

        var level = RecordAccess.Decide(actor, RecordKind.Person, await door.FactsAsync(actor, person.Value, of.IsRestricted, ct)).Level;
        return new(of, entry, names?.Values.SingleOrDefault(), [.. entry.Steps.OrderByDescending(s => s.Number).Select(s => (s, staff[s.By].Name))], level >= AccessLevel.Edit);
    }
}

/// <summary>What a form to put somebody forward needs: the person, and the victims of open cases whom a programme may put in danger.</summary>
public sealed class ManagementChoices(CaseDbContext db, PersonFiles people)
{
    /// <param name="Carrier">Who carries the case, where somebody does.</param>
    public sealed record Victim(Id<Case> CaseId, Id<Person> Id, string Name, string Reference, string? Carrier);

    public sealed record View(Person Person, IReadOnlyList<Victim> Victims);

    /// <exception cref="RecordNotFoundException">The reader may not change the person, or manages no perpetrators.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        if (!LensStanding.IsManager(actor))
        {
            throw new RecordNotFoundException();
        }

        var person = await people.OpenAsync(actor, id, AccessLevel.Edit, "Put somebody forward who harms", ct);
        await db.WriteLooksAsync(ct);
        var cases = await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => c.ClosedAt == null && c.VictimId != id && c.Perpetrators.Any(p => p.PersonId == id)).OrderBy(c => c.Reference)
            .Select(c => new { c.Id, c.VictimId, c.Reference, Carrier = db.Staff.Where(s => s.Id == c.IdvaId).Select(s => s.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        var names = await db.NamesAsync(actor, cases.Select(c => c.VictimId), ct);
        return new(person, [.. cases.Where(c => names.ContainsKey(c.VictimId)).Select(c => new Victim(c.Id, c.VictimId, names[c.VictimId], c.Reference, c.Carrier))]);
    }
}
