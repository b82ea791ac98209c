using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Identity;

public sealed record HeldApart(Id<Person> OtherId) : Happened;

public sealed record HeldApartNoLonger(Id<Person> OtherId) : Happened;

internal static class TwoPeopleWork
{
    extension(CaseDbContext db)
    {
        /// <summary>Of those somebody was shown and may see, none is the person whose record is being made. The caller commits.</summary>
        public async Task<IReadOnlyList<Happened>> HoldApartAsync(Actor actor, Id<Person> made, IReadOnlyCollection<Id<Person>> others, string reason, DateTimeOffset now, CancellationToken ct)
        {
            var ids = others.Distinct().Take(_most).ToArray();
            var seen = ids.Length == 0 ? [] : await db.People.VisibleTo(actor, db).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
            db.NotSamePeople.AddRange(seen.Select(other => new NotSamePerson(made, other, actor.StaffId, reason, now)));
            return [.. seen.SelectMany(other => new Happened[] { new HeldApart(other) { PersonId = made }, new HeldApart(made) { PersonId = other } })];
        }
    }

    private const int _most = 20;
}

/// <summary>
/// Remembers that two records are of two people: neither is proposed for the other any more, on any page, in any import, until somebody takes that back.
/// </summary>
public sealed class HoldApart(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public sealed record Command(Id<Person> OneId, Id<Person> OtherId, string Reason);

    public async Task<Result<Id<Person>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await people.OpenAsync(actor, command.OneId, AccessLevel.Edit, "Hold two records apart", ct);
        await people.OpenAsync(actor, command.OtherId, AccessLevel.Edit, "Hold two records apart", ct);
        if (command.OneId == command.OtherId)
        {
            return new Refusal("apart.self", "This is one record. Choose another.");
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("apart.reason", "Say how you know that these are two people.");
        }

        if (!await db.HeldApart(command.OneId, command.OtherId).AnyAsync(ct))
        {
            db.NotSamePeople.Add(new NotSamePerson(command.OneId, command.OtherId, actor.StaffId, command.Reason, now));
            await db.CommitAsync(actor, now, ct, new HeldApart(command.OtherId) { PersonId = command.OneId }, new HeldApart(command.OneId) { PersonId = command.OtherId });
        }

        return command.OneId;
    }
}

/// <summary>Takes back that two records are of two people. What was decided stays on record with its dates.</summary>
public sealed class HoldApartNoLonger(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public sealed record Command(Id<Person> PersonId, long Number, string Reason);

    public async Task<Result<Id<Person>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = command.PersonId;
        var person = await people.OpenAsync(actor, id, AccessLevel.Edit, "Hold two records apart no longer", ct);
        var decision = await db.NotSamePeople.SingleOrDefaultAsync(n => n.Number == command.Number && (n.OneId == id || n.OtherId == id), ct) ?? throw new RecordNotFoundException();
        var other = decision.OneId == id ? decision.OtherId : decision.OneId;
        await people.OpenAsync(actor, other, AccessLevel.Edit, "Hold two records apart no longer", ct);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("apart.reason", "Say why it is taken back.");
        }

        if (decision.Until is null)
        {
            decision.Withdraw(actor.StaffId, command.Reason, now);
            person.Touch(now); // so that it is compared anew
            await db.CommitAsync(actor, now, ct, new HeldApartNoLonger(other) { PersonId = id }, new HeldApartNoLonger(id) { PersonId = other });
        }

        return id;
    }
}

/// <summary>Where the address of a record that went into another leads, for somebody who may read the other.</summary>
public sealed class MergedRecords(CaseDbContext db)
{
    /// <returns>Null when the record went nowhere, or where the actor may not follow.</returns>
    public async Task<Id<Person>?> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var survivor = (await db.SurvivorsAsync([id], ct))[id];
        return survivor != id && await db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == survivor, ct) ? survivor : null;
    }
}
