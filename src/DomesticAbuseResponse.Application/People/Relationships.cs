using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.People;

public sealed record RelationshipRecorded(RelationshipKind Kind) : Happened;

public sealed record RelationshipEnded : Happened;

public sealed record HouseholdJoined : Happened;

public sealed record HouseholdLeft : Happened;

/// <summary>Says how one person stands to another, or that it has ended. Both are opened: whoever relates two people may read both.</summary>
public sealed class RelatePeople(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    /// <param name="IsReversed">True when the other person comes first: the other is the parent of this one.</param>
    public sealed record Command(Id<Person> PersonId, Id<Person> OtherId, RelationshipKind Kind, bool IsReversed);

    public async Task<Result<Id<Person>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (command.PersonId == command.OtherId)
        {
            return new Refusal("relationship.self", "Choose somebody else: a person cannot be related to themselves.");
        }

        var now = clock.GetUtcNow();
        await people.OpenAsync(actor, command.OtherId, AccessLevel.Read, "Record a relationship", ct);
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Record a relationship", ct);
        var (from, to) = command.IsReversed ? (command.OtherId, command.PersonId) : (command.PersonId, command.OtherId);
        if (await db.Set<Relationship>().AnyAsync(r => r.FromId == from && r.ToId == to && r.Kind == command.Kind && r.EndedAt == null, ct))
        {
            return new Refusal("relationship.known", "This relationship is already on record.");
        }

        db.Add(new Relationship(from, to, command.Kind, now));
        person.Touch(now);
        await db.CommitAsync(actor, now, ct,
            new RelationshipRecorded(command.Kind) { PersonId = command.PersonId }, new RelationshipRecorded(command.Kind) { PersonId = command.OtherId });
        return command.PersonId;
    }
}

/// <summary>A relationship is over, or was never so. It stays on record with its dates.</summary>
public sealed class EndRelationship(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public sealed record Command(Id<Person> PersonId, long Relationship);

    public async Task HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "End a relationship", ct);
        var id = person.Id;
        var relationship = await db.Set<Relationship>().SingleOrDefaultAsync(r => r.Number == command.Relationship && (r.FromId == id || r.ToId == id), ct)
            ?? throw new RecordNotFoundException();
        relationship.End(now);
        person.Touch(now);
        await db.CommitAsync(actor, now, ct, new RelationshipEnded { PersonId = id });
    }
}

/// <summary>
/// Two people live under one roof: they share the household one of them has, or both begin one. Who lived elsewhere has left there. A household
/// holds no address, so that a shared roof shows nobody's protected one.
/// </summary>
public sealed class JoinHousehold(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public sealed record Command(Id<Person> PersonId, Id<Person> OtherId, DateOnly? From);

    public async Task<Result<Id<Household>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (command.PersonId == command.OtherId)
        {
            return new Refusal("household.self", "Choose somebody else.");
        }

        var now = clock.GetUtcNow();
        var other = command.OtherId;
        await people.OpenAsync(actor, other, AccessLevel.Read, "Record a household", ct);
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Record a household", ct);
        var id = person.Id;
        var places = await db.Set<HouseholdMember>().Where(m => m.To == null && (m.PersonId == id || m.PersonId == other)).ToListAsync(ct);
        var (own, theirs) = (places.Find(m => m.PersonId == id), places.Find(m => m.PersonId == other));
        if (own is not null && own.HouseholdId == theirs?.HouseholdId)
        {
            return new Refusal("household.known", "They are already in one household.");
        }

        // Nobody lives in two households: the person joins the other's where they have none, else the other moves here.
        var household = own?.HouseholdId ?? theirs?.HouseholdId;
        if (household is null)
        {
            var made = new Household(Id<Household>.New(now));
            db.Add(made);
            household = made.Id;
        }

        if (own is null)
        {
            db.Add(new HouseholdMember(household.Value, id, command.From));
        }

        if (theirs is null || own is not null)
        {
            theirs?.Leave(command.From ?? UkTime.DateOf(now));
            db.Add(new HouseholdMember(household.Value, other, command.From));
        }

        person.Touch(now);
        await db.CommitAsync(actor, now, ct, new HouseholdJoined { PersonId = id }, new HouseholdJoined { PersonId = other });
        return household.Value;
    }
}

/// <summary>Somebody no longer lives with this person.</summary>
public sealed class LeaveHousehold(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    /// <param name="Member">The place in the household that ends: this person's own, or that of somebody who lives with them.</param>
    public sealed record Command(Id<Person> PersonId, long Member);

    public async Task HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "End a place in a household", ct);
        var id = person.Id;
        var own = db.Set<HouseholdMember>().Where(m => m.PersonId == id && m.To == null).Select(m => m.HouseholdId);
        var member = await db.Set<HouseholdMember>().SingleOrDefaultAsync(m => m.Number == command.Member && m.To == null && own.Contains(m.HouseholdId), ct)
            ?? throw new RecordNotFoundException();
        member.Leave(UkTime.DateOf(now));
        person.Touch(now);
        await db.CommitAsync(actor, now, ct, new HouseholdLeft { PersonId = member.PersonId });
    }
}
