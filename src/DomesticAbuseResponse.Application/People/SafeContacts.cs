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

public sealed record SafeContactRecorded(ContactChannel Channel, Safety Safety) : Happened;

public sealed record SafeContactRemoved : Happened;

/// <summary>Records what makes one way of reaching a person safe (R3.6). Every entry is looked at again within 30 days unless a day is given.</summary>
public sealed class RecordSafeContact(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public const int TextMaxLength = 300;

    /// <param name="Replaces">The entry this one corrects; null for a new one.</param>
    /// <param name="Phone">The person's own telephone number that a new entry is about, when no value is given.</param>
    /// <param name="Value">The number or address; empty keeps what the corrected entry has, which nobody has to see for that, unless the channel changes.</param>
    public sealed record Command(Id<Person> PersonId, uint? Version, long? Replaces, ContactChannel Channel, string? Value, Details Details, long? Phone = null);

    /// <param name="CodeWord">Empty keeps the code word of the corrected entry, unless <paramref name="NoCodeWord"/>.</param>
    public sealed record Details(
        Safety Safety, SafeDays Days, TimeOnly? From, TimeOnly? To, string? WhoMayAnswer, string? CoverStory, bool WithholdNumber, bool VoicemailAllowed, bool TextAllowed,
        string? CodeWord, string? Interpreter, DateOnly? ReviewOn, bool? ThroughRelative = null, bool NoCodeWord = false);

    public async Task<Result<Person>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, said) = (clock.GetUtcNow(), command.Details);
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Record safe contact", ct);
        db.Expect(person, command.Version);
        var old = command.Replaces is { } number ? person.SafeContacts.FirstOrDefault(c => c.Number == number) ?? throw new RecordNotFoundException() : null;
        var value = Blank(command.Value) ?? Kept(person, old, command);
        if (value is null)
        {
            return new Refusal("contact.no-value", "Enter the number or address");
        }

        var honour = await db.HonourConcernAsync(person.Id, UkTime.DateOf(now), ct);
        if (said.Safety is Safety.Safe && HonourContact.RefuseChannel(honour, command.Channel, said.ThroughRelative) is { } relative)
        {
            return relative;
        }

        var entry = new SafeContact(person.Id, command.Channel, value, now)
        {
            Safety = said.Safety,
            Days = said.Days,
            From = said.From,
            To = said.To,
            WhoMayAnswer = Blank(said.WhoMayAnswer),
            CoverStory = Blank(said.CoverStory),
            WithholdNumber = said.WithholdNumber,
            VoicemailAllowed = said.VoicemailAllowed,
            TextAllowed = said.TextAllowed,
            CodeWord = Blank(said.CodeWord) ?? (said.NoCodeWord ? null : old?.CodeWord),
            Interpreter = Blank(said.Interpreter),
            ReviewOn = said.ReviewOn ?? UkTime.DateOf(now).AddDays(SafeContactRule.ReviewAfterDays),
            ThroughRelative = command.Channel is ContactChannel.ThroughAnother ? said.ThroughRelative : null,
        };
        if ((old is null ? person.Contact(entry, now) : person.Replace(old.Number, entry, now)).Refusal is { } refusal)
        {
            return refusal;
        }

        await db.CommitAsync(actor, now, ct, new SafeContactRecorded(command.Channel, said.Safety) { PersonId = person.Id });
        return person;
    }

    /// <summary>
    /// What is on record and stays without being typed again: a number for calls and texts, anything else for its own channel alone. An address
    /// must not become an e-mail address, which is not behind the door of addresses.
    /// </summary>
    private static string? Kept(Person person, SafeContact? old, Command command) => old is not null
        ? old.Channel == command.Channel || (IsCalled(old.Channel) && IsCalled(command.Channel)) ? old.Value : null
        : IsCalled(command.Channel) ? person.Phones.FirstOrDefault(p => p.Number == command.Phone)?.AsTyped : null;

    private static bool IsCalled(ContactChannel channel) => channel is ContactChannel.Phone or ContactChannel.Text;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Takes an entry off the card.</summary>
public sealed class RemoveSafeContact(PersonEdit edit)
{
    public sealed record Command(Id<Person> PersonId, uint? Version, long Entry);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Remove a safe-contact entry",
            (person, now) => person.RemoveContact(command.Entry, now) ? new SafeContactRemoved() : throw new RecordNotFoundException(), ct);
}

/// <summary>
/// A person's ways of being reached, each with whether it is safe at this moment, told apart by their last two figures. What a way is stands on
/// the card alone (<see cref="ShowPersonCard"/>). A number without an entry is unsafe until somebody has asked.
/// </summary>
public sealed class PersonContacts(CaseDbContext db, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    /// <param name="Entry">The number of the entry; null for a telephone number nobody has asked about.</param>
    /// <param name="Phone">The number's own record, when it is one of the person's telephone numbers.</param>
    /// <param name="IsWhole">False for a telephone number that could not be read as one.</param>
    public sealed record Way(ContactChannel Channel, string? Ending, long? Entry, long? Phone, bool IsWhole, ContactDecision Now, string? Hours, DateOnly? ReviewOn);

    public sealed record View(Person Person, IReadOnlyList<Way> Ways, bool HonourConcern, bool MayEdit);

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Ways of reaching the person", ct);
        var facts = await door.FactsAsync(actor, id.Value, person.IsRestricted, ct);
        var plan = await db.ContactPlanAsync(person, now, ct);
        var phones = person.Phones.Where(p => p.Until is null).ToList();
        return new View(
            person,
            [
                .. person.SafeContacts.OrderBy(c => c.Channel).ThenBy(c => c.Number).Select(c => new Way(
                    c.Channel, c.Ending, c.Number, phones.Find(p => p.IsReachedBy(c))?.Number, c.Ending is null || PhoneNumber.Normalise(c.Value) is not null,
                    ContactGate.CanContact(plan, c, now), SafeContactRule.Words(c), SafeContactRule.ReviewDay(c))),
                .. phones.Where(p => !person.SafeContacts.Any(p.IsReachedBy)).Select(p => new Way(
                    ContactChannel.Phone, new SafeContact(id, ContactChannel.Phone, p.AsTyped, now).Ending, null, p.Number, p.E164 is not null,
                    ContactGate.CanContact(plan, new SafeContact(id, ContactChannel.Phone, p.AsTyped, now), now), null, null)),
            ],
            plan.HonourConcern,
            RecordAccess.Decide(actor, RecordKind.Person, facts).Level >= AccessLevel.Edit);
    }
}

/// <summary>The person and one entry as the form that changes it needs them: whoever may change the record opens it, and what the entry holds is not shown.</summary>
public sealed class SafeContactFields(CaseDbContext db, PersonFiles people)
{
    /// <exception cref="RecordNotFoundException">It may not be changed, or the reader works for the other side (T13).</exception>
    public async Task<Person> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Edit, "Change safe contact", ct);
        return await db.IsOfOtherSideAsync(actor, id, ct) ? throw new RecordNotFoundException() : person;
    }
}
