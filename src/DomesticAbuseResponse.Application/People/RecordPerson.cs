using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.People;

public sealed record PersonAdded : Happened;

/// <param name="Fields">The names of the fields that changed; what they said is on the record alone.</param>
public sealed record PersonCorrected(IReadOnlyList<string> Fields) : Happened;

public sealed record NameAdded(NameKind Kind) : Happened;

public sealed record NameRemoved : Happened;

public sealed record PhoneAdded : Happened;

public sealed record PhoneEnded : Happened;

public sealed record WarningRaised(PersonFlagKind Kind) : Happened;

public sealed record WarningLowered : Happened;

/// <summary>Puts a person on record outside a call. Everything may be unknown but that there is somebody.</summary>
public sealed class RecordPerson(CaseDbContext db, RecordCircle circle, TimeProvider clock)
{
    public sealed record Command(string? Name, DateOnly? BornOn, bool BirthIsEstimated, Gender Gender, string? Interpreter, string? Phone, PostalAddress? Address, AddressVisibility Visibility)
    {
        /// <summary>Those who were proposed as the same person and are not; that is remembered.</summary>
        public IReadOnlyCollection<Id<Person>> NotSame { get; init; } = [];
    }

    private const string _whenMade = "Proposed when the record was made, and found to be somebody else.";

    public async Task<Id<Person>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = Person.Record(actor.AgencyId, now);
        person.Call(command.Name ?? "", NameKind.Given, now);
        person.Describe(command.BornOn, command.BirthIsEstimated, command.Gender, command.Interpreter, now);
        person.HasPhone(command.Phone ?? "", now);
        if (command.Address is { } address && (address.Lines.Length > 0 || address.Postcode is not null))
        {
            person.LivesAt(address, command.Visibility, from: null, now);
        }

        db.People.Add(person);
        circle.Own(actor.AgencyId, RecordKind.Person, person.Id.Value, now);
        List<Happened> happened = [new PersonAdded { PersonId = person.Id }, .. await db.HoldApartAsync(actor, person.Id, command.NotSame, _whenMade, now, ct)];
        await db.CommitAsync(actor, now, ct, happened);
        return person.Id;
    }
}

/// <summary>What every change to a person shares: open for editing, check the version, change, say what happened.</summary>
public sealed class PersonEdit(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    /// <param name="version">The version the change was made from; null when it does not matter.</param>
    /// <param name="change">Changes the person and names what happened; nothing when there was nothing to change. A part that is not the person's does not exist.</param>
    /// <param name="then">What follows of it elsewhere, in the same commit.</param>
    public async Task<Person> ApplyAsync(
        Actor actor, Id<Person> id, uint? version, string purpose, Func<Person, DateTimeOffset, Happened?> change, CancellationToken ct,
        Func<Person, DateTimeOffset, Task<IReadOnlyList<Happened>>>? then = null)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, id, AccessLevel.Edit, purpose, ct);
        db.Expect(person, version);
        if (change(person, now) is { } happened)
        {
            await db.CommitAsync(actor, now, ct, [happened with { PersonId = id }, .. then is null ? [] : await then(person, now)]);
        }

        return person;
    }
}

/// <summary>Corrects date of birth, gender, interpreter and what else helps the person to be understood.</summary>
public sealed class CorrectPerson(PersonEdit edit, ChildBook children)
{
    public sealed record Command(Id<Person> PersonId, uint? Version, DateOnly? BornOn, bool BirthIsEstimated, Gender Gender, string? Interpreter)
    {
        /// <summary>What else helps them to be understood.</summary>
        public string? CommunicationNeed { get; init; }
    }

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var isBorn = false;
        return edit.ApplyAsync(actor, command.PersonId, command.Version, "Correct the person", (person, now) =>
        {
            var before = (person.BornOn, person.BirthIsEstimated, person.Gender, person.Interpreter, person.CommunicationNeed);
            person.Describe(command.BornOn, command.BirthIsEstimated, command.Gender, command.Interpreter, now);
            person.IsUnderstoodBy(command.CommunicationNeed, now);
            string[] fields =
            [
                .. before.BornOn == person.BornOn && before.BirthIsEstimated == person.BirthIsEstimated ? [] : new[] { nameof(person.BornOn) },
                .. before.Gender == person.Gender ? [] : new[] { nameof(person.Gender) },
                .. before.Interpreter == person.Interpreter ? [] : new[] { nameof(person.Interpreter) },
                .. before.CommunicationNeed == person.CommunicationNeed ? [] : new[] { nameof(person.CommunicationNeed) },
            ];
            isBorn = fields.Contains(nameof(person.BornOn));
            return new PersonCorrected(fields);
        }, ct, async (person, now) => isBorn ? await children.BornAsync(person, actor, now, ct) : []);
    }
}

/// <summary>Adds a name, or takes out one that was written down in error.</summary>
public sealed class ChangeNames(PersonEdit edit)
{
    /// <param name="Add">The name to add, with its kind; null to add none.</param>
    public sealed record Command(Id<Person> PersonId, uint? Version, string? Add, NameKind Kind, long? Remove);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Change names", (person, now) =>
        {
            if (command.Remove is { } number)
            {
                return person.Forget(number, now) ? new NameRemoved() : throw new RecordNotFoundException();
            }

            var known = person.Names.Count;
            person.Call(command.Add ?? "", command.Kind, now);
            return person.Names.Count > known ? new NameAdded(command.Kind) : null;
        }, ct);
}

/// <summary>Adds a number, or ends one that is no longer the person's. Ended numbers stay on record and are still found.</summary>
public sealed class ChangePhones(PersonEdit edit)
{
    public sealed record Command(Id<Person> PersonId, uint? Version, string? Add, long? End);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Change numbers", (person, now) =>
        {
            if (command.End is { } number)
            {
                return person.EndPhone(number, now) ? new PhoneEnded() : throw new RecordNotFoundException();
            }

            var known = person.Phones.Count;
            person.HasPhone(command.Add ?? "", now);
            return person.Phones.Count > known ? new PhoneAdded() : null;
        }, ct);
}

/// <summary>Raises a warning about a person, or lowers one that no longer holds.</summary>
public sealed class ChangeWarnings(PersonEdit edit)
{
    public const int NoteMaxLength = 1000;

    public sealed record Command(Id<Person> PersonId, uint? Version, PersonFlagKind? Raise, string? Note, DateOnly? Until, long? Lower, Vulnerability Reasons = Vulnerability.None);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Change warnings", (person, now) =>
        {
            if (command.Lower is { } number)
            {
                return person.LowerFlag(number, Domain.Time.UkTime.DateOf(now), now) ? new WarningLowered() : throw new RecordNotFoundException();
            }

            if (command.Raise is not { } kind)
            {
                return null;
            }

            person.Flag(kind, command.Note, command.Until, now, command.Reasons);
            return new WarningRaised(kind);
        }, ct);
}
