using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Contacts;

/// <summary>Why somebody needs to reach the victim. Written down with the look at the card.</summary>
public enum ContactPurpose
{
    FirstContact,
    SafetyPlanning,
    ReturnACall,
    MaracFeedback,
    CourtOrInvestigation,
    CheckContactDetails,
}

/// <summary>One way to reach the victim as the card shows it.</summary>
/// <param name="Value">The number or address; null unless it is safe at this moment and no perpetrator has it too.</param>
/// <param name="IsShared">A perpetrator has the same number or address: it is locked (T6).</param>
/// <param name="Hours">The safe days and hours in words.</param>
public sealed record CardEntry(
    long Number, ContactChannel Channel, ContactDecision Now, string? Value, bool IsShared, string Hours, string? WhoMayAnswer, string? CoverStory, bool WithholdNumber, bool VoicemailAllowed,
    bool TextAllowed, string? CodeWord, string? Interpreter, DateTimeOffset CheckedAt, DateOnly ReviewOn);

/// <summary>How the victim can be reached, at one instant.</summary>
/// <param name="NotAskedAbout">How many more numbers are on record that nobody has asked her about; they are not shown.</param>
public sealed record ContactCard(IReadOnlyList<CardEntry> Entries, int NotAskedAbout, string? Interpreter, DateTimeOffset At)
{
    public bool AnySafeNow => Entries.Any(e => e.Value is not null);

    /// <summary>When the first way becomes safe, if none is now; null when nobody knows.</summary>
    public DateTimeOffset? NextSafeAt => Entries.Where(e => !e.IsShared).Min(e => e.Now.NextSafeAt);
}

/// <summary>
/// The only way to the victim's number (R3.6): it is asked for with a purpose, the look is written down, and the number comes with what makes
/// it safe, or not at all.
/// </summary>
public sealed class ShowContactCard(CaseDbContext db, CaseFiles cases, PersonFiles people, TimeProvider clock)
{
    public async Task<ContactCard> HandleAsync(Actor actor, Id<Case> id, ContactPurpose purpose, CancellationToken ct)
    {
        var why = $"Safe-contact card: {purpose}";
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, why, ct);
        var victim = await people.OpenAsync(actor, opened.VictimId, AccessLevel.Read, why, ct);
        return await CardOfAsync(victim, clock.GetUtcNow(), ct);
    }

    private async Task<ContactCard> CardOfAsync(Person victim, DateTimeOffset now, CancellationToken ct)
    {
        var perpetrators = await PerpetratorsOfAsync(victim.Id, ct);
        var entries = victim.SafeContacts.OrderBy(c => c.Channel).ThenBy(c => c.Number).Select(c => EntryOf(c, SharedContact.IsSharedWith(c, perpetrators), now)).ToList();
        var asked = victim.SafeContacts.Select(c => PhoneNumber.Normalise(c.Value) ?? c.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new ContactCard(entries, victim.Phones.Count(p => p.Until is null && !asked.Contains(p.E164 ?? p.AsTyped)), victim.Interpreter, now);
    }

    /// <summary>Everybody who harms this victim in any of her cases, not only in this one.</summary>
    private async Task<List<Person>> PerpetratorsOfAsync(Id<Person> victim, CancellationToken ct)
    {
        var ids = db.Cases.Where(c => c.VictimId == victim).SelectMany(c => c.Perpetrators).Select(p => p.PersonId);
        return await db.People.AsNoTracking().Include(p => p.Phones).Include(p => p.Addresses).Include(p => p.SafeContacts)
            .Where(p => ids.Contains(p.Id)).AsSplitQuery().ToListAsync(ct);
    }

    private static CardEntry EntryOf(SafeContact entry, bool shared, DateTimeOffset now)
    {
        var decision = SafeContactRule.CanContact(entry, now);
        return new CardEntry(
            entry.Number, entry.Channel, decision, decision.IsSafe && !shared ? entry.Value : null, shared, SafeContactRule.Words(entry), entry.WhoMayAnswer, entry.CoverStory,
            entry.WithholdNumber, entry.VoicemailAllowed, entry.TextAllowed, entry.CodeWord, entry.Interpreter, entry.RecordedAt, SafeContactRule.ReviewDay(entry));
    }
}
