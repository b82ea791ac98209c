using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.People;

public sealed record SafeContactRecorded(ContactChannel Channel, Safety Safety) : Happened;

public sealed record SafeContactRemoved : Happened;

/// <summary>Records what makes one way of reaching a person safe (R3.6). Every entry is looked at again within 30 days unless a day is given.</summary>
public sealed class RecordSafeContact(PersonEdit edit)
{
    public const int TextMaxLength = 300;

    /// <param name="Replaces">The entry this one corrects; null for a new one.</param>
    public sealed record Command(Id<Person> PersonId, uint? Version, long? Replaces, ContactChannel Channel, string Value, Details Details);

    public sealed record Details(
        Safety Safety, SafeDays Days, TimeOnly? From, TimeOnly? To, string? WhoMayAnswer, string? CoverStory, bool WithholdNumber, bool VoicemailAllowed, bool TextAllowed,
        string? CodeWord, string? Interpreter, DateOnly? ReviewOn);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Record safe contact", (person, now) =>
        {
            var said = command.Details;
            var entry = new SafeContact(person.Id, command.Channel, command.Value, now)
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
                CodeWord = Blank(said.CodeWord),
                Interpreter = Blank(said.Interpreter),
                ReviewOn = said.ReviewOn ?? UkTime.DateOf(now).AddDays(SafeContactRule.ReviewAfterDays),
            };
            if (command.Replaces is { } old)
            {
                person.Replace(old, entry, now);
            }
            else
            {
                person.Contact(entry, now);
            }

            return new SafeContactRecorded(command.Channel, said.Safety);
        }, ct);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Takes an entry off the card.</summary>
public sealed class RemoveSafeContact(PersonEdit edit)
{
    public sealed record Command(Id<Person> PersonId, uint? Version, long Entry);

    public Task HandleAsync(Actor actor, Command command, CancellationToken ct) =>
        edit.ApplyAsync(actor, command.PersonId, command.Version, "Remove a safe-contact entry",
            (person, now) => person.RemoveContact(command.Entry, now) ? new SafeContactRemoved() : null, ct);
}

/// <summary>A person's ways of being reached, each with whether it is safe at this moment. A number without an entry is unsafe until somebody has asked.</summary>
public sealed class PersonContacts(PersonFiles people, TimeProvider clock)
{
    /// <param name="Entry">What makes it safe; null for a number nobody has asked about.</param>
    /// <param name="Phone">The number's own record, when it is one of the person's telephone numbers.</param>
    public sealed record Way(ContactChannel Channel, string Value, SafeContact? Entry, PersonPhone? Phone, ContactDecision Now);

    public sealed record View(Person Person, IReadOnlyList<Way> Ways);

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Safe-contact card", ct);
        var phones = person.Phones.Where(p => p.Until is null).ToList();
        return new View(person,
        [
            .. person.SafeContacts.OrderBy(c => c.Channel).ThenBy(c => c.Number).Select(c => new Way(c.Channel, c.Value, c, phones.Find(p => IsOf(p, c)), SafeContactRule.CanContact(c, now))),
            .. phones.Where(p => !person.SafeContacts.Any(c => IsOf(p, c)))
                .Select(p => new Way(ContactChannel.Phone, p.AsTyped, null, p, SafeContactRule.CanContact(new SafeContact(id, ContactChannel.Phone, p.AsTyped, now), now))),
        ]);
    }

    private static bool IsOf(PersonPhone phone, SafeContact entry) =>
        entry.Channel is ContactChannel.Phone or ContactChannel.Text
        && (string.Equals(phone.AsTyped, entry.Value, StringComparison.OrdinalIgnoreCase) || (phone.E164 is not null && phone.E164 == PhoneNumber.Normalise(entry.Value)));
}
