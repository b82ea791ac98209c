using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Perpetrators;

/// <summary>Names the entry and no person's or case's history: what is done about somebody who harms stands nowhere but in it.</summary>
public sealed record ManagementProposed(Guid Entry, ManagementKind Kind) : Happened;

public sealed record ManagementDecided(Guid Entry, ManagementKind Kind, bool Accepted) : Happened;

public sealed record ManagementAttended(Guid Entry, ManagementStepKind What) : Happened;

public sealed record ManagementEnded(Guid Entry, ManagementKind Kind) : Happened;

/// <summary>Nominates somebody to MATAC, or refers them to Integrated Offender Management or a programme (R2.23, R2.25, R2.26). One of a kind is open at a time, of programmes one for each victim.</summary>
public sealed class ProposeManagement(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    /// <param name="CaseId">The victim's case, for a programme.</param>
    public sealed record Command(Id<Person> PersonId, ManagementKind Kind, string? Why, string? Programme = null, Id<Case>? CaseId = null, RaisesRisk? RaisesRisk = null, string? RiskWords = null, string? SupportedBy = null);

    /// <exception cref="RecordNotFoundException">The actor may not change the person, or manages no perpetrators.</exception>
    public async Task<Result<Id<PerpetratorManagement>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!LensStanding.IsManager(actor))
        {
            throw new RecordNotFoundException();
        }

        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Put somebody forward who harms", ct);
        await db.WriteLooksAsync(ct);
        var (id, kind, agency) = (person.Id, command.Kind, actor.AgencyId);
        var victim = command.CaseId is { } ofCase ? await VictimAsync(actor, id, ofCase, ct) : null;
        var terms = kind is ManagementKind.Programme ? new ProgrammeTerms(command.Programme, victim, command.CaseId, command.RaisesRisk, command.RiskWords, command.SupportedBy) : null;
        var proposed = PerpetratorManagement.Propose(actor, id, kind, command.Why, terms, UkTime.DateOf(now), now);
        if (proposed.Refusal is { } refusal)
        {
            return refusal;
        }

        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.LockPeopleAsync([id], ct);
        await db.MeetEarlierClickAsync(actor, now, ct);
        if (await db.Management.AnyAsync(m => m.AgencyId == agency && m.PersonId == id && m.Kind == kind && m.EndedAt == null && m.ProtectsId == (terms == null ? null : victim), ct))
        {
            return new Refusal("management.open", kind is ManagementKind.Programme ? "A referral to a programme goes on already for this victim. Open it." : "This goes on already. Open it.");
        }

        var entry = proposed.Match(p => p, _ => throw new InvalidOperationException());
        db.Management.Add(entry);
        await db.CommitAsync(actor, now, ct, new ManagementProposed(entry.Id.Value, kind));
        await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        return entry.Id;
    }

    /// <summary>The victim of an open case against this person that the actor may open, and whose record they may open.</summary>
    private async Task<Id<Person>?> VictimAsync(Actor actor, Id<Person> person, Id<Case> @case, CancellationToken ct)
    {
        var known = db.People.VisibleTo(actor, db);
        return await db.Cases.VisibleTo(actor, db).Where(c => c.Id == @case && c.ClosedAt == null && c.Perpetrators.Any(p => p.PersonId == person) && known.Any(k => k.Id == c.VictimId))
            .Select(c => (Id<Person>?)c.VictimId).SingleOrDefaultAsync(ct);
    }
}

/// <summary>What was decided, who came, what came of it. Where somebody is taken on to a programme or goes no more, whoever carries the linked victim's case is set a task to tell them by the safe-contact card (R2.26).</summary>
public sealed class RecordManagement(CaseDbContext db, PersonFiles people, SafetyTaskBook book, TimeProvider clock)
{
    /// <summary>One of the three things that can be recorded.</summary>
    public abstract record Act(DateOnly On, string? Words)
    {
        public sealed record Decide(bool Accept, DateOnly On, string? Words, string? Manager) : Act(On, Words);

        public sealed record Attend(ManagementStepKind What, DateOnly On, string? Words) : Act(On, Words);

        public sealed record End(DateOnly On, string? Words) : Act(On, Words);
    }

    public sealed record Command(Id<Person> PersonId, Id<PerpetratorManagement> EntryId, Act Act, uint? Version = null);

    /// <exception cref="RecordNotFoundException">There is none that the actor may change.</exception>
    public async Task<Result<ManagementState>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, id) = (clock.GetUtcNow(), command.EntryId);
        if (!LensStanding.IsManager(actor) || !await db.Management.SeenBy(actor, db).AnyAsync(m => m.Id == id && m.PersonId == command.PersonId, ct))
        {
            throw new RecordNotFoundException();
        }

        await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "What is done about somebody who harms", ct);
        await db.WriteLooksAsync(ct);
        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var entry = await db.LockedManagementAsync(id, ct);
        await db.MeetEarlierClickAsync(actor, now, ct);
        var today = UkTime.DateOf(now);
        var (done, happened) = command.Act switch
        {
            Act.Decide d => (entry.Decide(actor, d.Accept, d.Words, d.Manager, d.On, today, now), (Happened)new ManagementDecided(id.Value, entry.Kind, d.Accept)),
            Act.Attend a => (entry.Attend(actor, a.What, a.Words, a.On, today, now), new ManagementAttended(id.Value, a.What)),
            Act.End e => (entry.End(actor, e.Words, e.On, today, now), new ManagementEnded(id.Value, entry.Kind)),
            _ => throw new ArgumentException("There is no such act.", nameof(command)),
        };
        if (done.Refusal is { } refusal)
        {
            return refusal;
        }

        db.Expect(entry, command.Version);
        await db.CommitAsync(actor, now, ct, [happened, .. await book.SyncAsync(entry, now, ct)]);
        await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        return done;
    }
}
