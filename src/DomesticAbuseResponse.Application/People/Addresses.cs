using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.People;

public sealed record AddressAdded(AddressVisibility Visibility) : Happened;

public sealed record AddressEnded : Happened;

public sealed record AddressRevealed(long Address, AddressVisibility Visibility) : Happened;

/// <summary>Somebody asked to see a protected address and was refused.</summary>
public sealed record AddressRefused(long Address, AddressVisibility Visibility) : Happened;

/// <summary>Records where a person lives, with who may see it (R6.11), or that they no longer live there.</summary>
public sealed class ChangeAddresses(PersonEdit edit)
{
    public sealed record Command(Id<Person> PersonId, uint? Version, PostalAddress? Add, AddressVisibility Visibility, DateOnly? From, long? End, DateOnly? EndedOn);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Change addresses", (person, now) =>
        {
            if (command.End is { } number)
            {
                return person.EndAddress(number, command.EndedOn ?? UkTime.DateOf(now), now) ? new AddressEnded() : throw new RecordNotFoundException();
            }

            if (command.Add is not { } address)
            {
                return null;
            }

            person.LivesAt(address, command.Visibility, command.From, now);
            return new AddressAdded(command.Visibility);
        }, ct);
}

/// <summary>
/// The only way to where a person can be written to or met (R6.11, T5): what stands on the safe-contact card is as protected as the address it is, and
/// is handed over only while the card says that it is safe. Asking and answer are written down.
/// </summary>
public sealed class RevealContactAddress(CaseDbContext db, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    public sealed record Command(Id<Person> PersonId, long Entry, string Reason);

    public sealed record View(string Where, string Because);

    public async Task<Result<View>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, $"See a protected address: {command.Reason.Trim()}", ct);
        if (person.SafeContacts.FirstOrDefault(c => c.Number == command.Entry && c.Channel is ContactChannel.Letter or ContactChannel.InPerson) is not { } entry)
        {
            throw new RecordNotFoundException();
        }

        var (visibility, card) = (SharedContact.VisibilityOf(entry, person.Addresses), await db.CardOfAsync(person, now, ct));
        var shown = card.Entries.Single(e => e.Number == entry.Number);
        var decision = await door.DecideAsync(db, actor, person, visibility, ct);
        var may = decision.MayReveal && shown.IsOpen;
        await db.CommitAsync(actor, now, ct, may
            ? new AddressRevealed(entry.Number, visibility) { PersonId = person.Id }
            : new AddressRefused(entry.Number, visibility) { PersonId = person.Id });
        return may ? new View(entry.Value, decision.Reason)
            : !decision.MayReveal ? new Refusal("address.protected", $"{decision.Reason}. Speak to the agency that owns the record.")
            : new Refusal("address.unsafe", shown.IsShared ? "Somebody who harms this person has this address too, so it is locked." : shown.Now.Reason);
    }
}

internal static class AddressDoor
{
    extension(RecordDoor door)
    {
        /// <summary>What the rule of addresses says for this actor and person.</summary>
        public async Task<AddressDecision> DecideAsync(CaseDbContext db, Actor actor, Person person, AddressVisibility visibility, CancellationToken ct)
        {
            if (visibility is not AddressVisibility.Open && await db.IsOfOtherSideAsync(actor, person.Id, ct))
            {
                return new(false, "You work for the other side of a case with this person");
            }

            var facts = await door.FactsAsync(actor, person.Id.Value, person.IsRestricted, ct);
            var (record, staff) = (person.Id.Value, actor.StaffId);
            var named = await db.NamedStaff.AnyAsync(n => n.RecordId == record && n.StaffId == staff, ct);
            var level = RecordAccess.Decide(actor, RecordKind.Person, facts).Level;
            return AddressAccess.Decide(actor, new AddressFacts(visibility, level, facts.Circle, named));
        }
    }
}

/// <summary>
/// The only way to a protected address (R6.11): whoever asks gives a reason, the rule decides (<see cref="AddressAccess"/>), and both the asking
/// and the answer are written down before the address is handed over.
/// </summary>
public sealed class RevealAddress(CaseDbContext db, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    public const int ReasonMaxLength = 300;

    public sealed record Command(Id<Person> PersonId, long Address, string Reason);

    public sealed record View(PersonAddress Address, string Because);

    public async Task<Result<View>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Read, $"See a protected address: {command.Reason.Trim()}", ct);
        if (person.Addresses.FirstOrDefault(a => a.Number == command.Address) is not { } address)
        {
            throw new RecordNotFoundException();
        }

        var decision = await door.DecideAsync(db, actor, person, address.Visibility, ct);

        await db.CommitAsync(actor, now, ct, decision.MayReveal
            ? new AddressRevealed(address.Number, address.Visibility) { PersonId = person.Id }
            : new AddressRefused(address.Number, address.Visibility) { PersonId = person.Id });
        return decision.MayReveal ? new View(address, decision.Reason) : new Refusal("address.protected", $"{decision.Reason}. Speak to the agency that owns the record.");
    }
}
