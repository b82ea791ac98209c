using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Contacts;

/// <summary>Why somebody needs to reach a person. Written down with the look at the card.</summary>
public enum ContactPurpose
{
    FirstContact,
    SafetyPlanning,
    ReturnACall,
    MaracFeedback,
    CourtOrInvestigation,
    CheckContactDetails,
}

/// <summary>One way to reach a person as the card shows it.</summary>
/// <param name="Value">The number or other value; null unless it is safe at this moment and no perpetrator has it too. Addresses are never in it: they leave by the address door.</param>
/// <param name="IsShared">A perpetrator has the same number or address: it is locked (T6).</param>
/// <param name="Hours">The safe days and hours in words.</param>
/// <param name="WhoMayAnswer">Null, as cover story and code word, when the way itself is not shown.</param>
public sealed record CardEntry(
    long Number, ContactChannel Channel, ContactDecision Now, string? Value, bool IsShared, string Hours, string? WhoMayAnswer, string? CoverStory, bool WithholdNumber, bool VoicemailAllowed,
    bool TextAllowed, string? CodeWord, string? Interpreter, DateTimeOffset CheckedAt, DateOnly ReviewOn)
{
    /// <summary>Safe at this moment, with nothing that locks it.</summary>
    public bool IsOpen => Now.IsSafe && !IsShared;

    /// <summary>The value is where somebody is: it has the visibility of an address and its own door (R6.11).</summary>
    public bool IsAddress => Channel is ContactChannel.Letter or ContactChannel.InPerson;
}

/// <summary>How a person can be reached, at one instant.</summary>
/// <param name="NotAskedAbout">How many more numbers are on record that nobody has asked about; they are not shown.</param>
/// <param name="HonourConcern">Somebody is concerned about honour-based abuse: no relative in between, no interpreter who is not cleared (R1.10).</param>
public sealed record ContactCard(Id<Person> PersonId, IReadOnlyList<CardEntry> Entries, int NotAskedAbout, string? Interpreter, bool HonourConcern, DateTimeOffset At)
{
    public bool AnySafeNow => Entries.Any(e => e.IsOpen);

    /// <summary>When the first way becomes safe, if none is now; null when nobody knows.</summary>
    public DateTimeOffset? NextSafeAt => Entries.Where(e => !e.IsShared).Min(e => e.Now.NextSafeAt);
}

/// <summary>
/// The way to the victim's number from a case (R3.6): it is asked for with a purpose, the look is written down, and the number comes with what
/// makes it safe, or not at all.
/// </summary>
public sealed class ShowContactCard(CaseDbContext db, CaseFiles cases, PersonFiles people, TimeProvider clock)
{
    public async Task<ContactCard> HandleAsync(Actor actor, Id<Case> id, ContactPurpose purpose, CancellationToken ct)
    {
        var why = $"Safe-contact card: {purpose}";
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, why, ct);
        var victim = await people.OpenAsync(actor, opened.VictimId, AccessLevel.Read, why, ct);
        return await db.CardOfAsync(victim, clock.GetUtcNow(), ct);
    }
}

/// <summary>The same card from a person's record, for whoever may change the record: a control room that has to call back stands in no case.</summary>
public sealed class ShowPersonCard(CaseDbContext db, PersonFiles people, TimeProvider clock)
{
    public async Task<ContactCard> HandleAsync(Actor actor, Id<Person> id, ContactPurpose purpose, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Edit, $"Safe-contact card: {purpose}", ct);
        if (await db.IsOfOtherSideAsync(actor, id, ct))
        {
            throw new RecordNotFoundException();
        }

        return await db.CardOfAsync(person, clock.GetUtcNow(), ct);
    }
}

/// <summary>What a card says, worked out in one place for every page that shows one.</summary>
internal static class ContactCards
{
    extension(CaseDbContext db)
    {
        public async Task<ContactCard> CardOfAsync(Person person, DateTimeOffset now, CancellationToken ct)
        {
            var plan = await db.ContactPlanAsync(person, now, ct);
            var entries = person.SafeContacts.OrderBy(c => c.Channel).ThenBy(c => c.Number)
                .Select(c => EntryOf(c, ContactGate.CanContact(plan, c, now), plan.IsShared(c))).ToList();
            var unasked = person.Phones.Count(p => p.Until is null && !person.SafeContacts.Any(p.IsReachedBy));
            return new ContactCard(person.Id, entries, unasked, person.Interpreter, plan.HonourConcern, now);
        }
    }

    private static CardEntry EntryOf(SafeContact entry, ContactDecision decision, bool shared)
    {
        var open = decision.IsSafe && !shared;
        var card = new CardEntry(
            entry.Number, entry.Channel, decision, null, shared, SafeContactRule.Words(entry), open ? entry.WhoMayAnswer : null, open ? entry.CoverStory : null,
            entry.WithholdNumber, entry.VoicemailAllowed, entry.TextAllowed, open ? entry.CodeWord : null, entry.Interpreter, entry.RecordedAt, SafeContactRule.ReviewDay(entry));
        return open && !card.IsAddress ? card with { Value = entry.Value } : card;
    }
}
