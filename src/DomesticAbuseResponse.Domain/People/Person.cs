using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.People;

public enum Gender
{
    NotKnown,
    Woman,
    Man,
    Another,
}

/// <summary>
/// One human being, in whatever role: victim and perpetrator are roles in an incident or a case, never kinds of person,
/// and a child is a person too. Most of it may be unknown.
/// </summary>
public sealed class Person : IProtectedRecord
{
    public const int NeedMaxLength = 300;

    private readonly List<PersonName> _names = [];
    private readonly List<PersonPhone> _phones = [];
    private readonly List<PersonAddress> _addresses = [];
    private readonly List<SafeContact> _safeContacts = [];
    private readonly List<PersonFlag> _flags = [];

    private Person()
    {
    }

    public Id<Person> Id { get; private init; }

    public Guid RecordId => Id.Value;

    /// <summary>The agency that made the record and controls it.</summary>
    public Id<Agency> AgencyId { get; private init; }

    public DateOnly? BornOn { get; private set; }

    /// <summary>True when the date of birth was worked out from an age or an appearance.</summary>
    public bool BirthIsEstimated { get; private set; }

    public Gender Gender { get; private set; }

    public DateOnly? DiedOn { get; private set; }

    public string? Interpreter { get; private set; }

    /// <summary>What else helps them to be understood: British Sign Language, easy words, written only.</summary>
    public string? CommunicationNeed { get; private set; }

    public bool IsRestricted { get; private set; }

    public string? RestrictedReason { get; private set; }

    /// <summary>The record this one went into (<see cref="Identity.PersonMerge"/>): it is empty, and its address leads there.</summary>
    public Id<Person>? MergedIntoId { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>Moves with every change to the person or a part of them, so that two editors meet a conflict page.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<PersonName> Names => _names;

    public IReadOnlyCollection<PersonPhone> Phones => _phones;

    public IReadOnlyCollection<PersonAddress> Addresses => _addresses;

    public IReadOnlyCollection<SafeContact> SafeContacts => _safeContacts;

    public IReadOnlyCollection<PersonFlag> Flags => _flags;

    /// <summary>What to call them on a page: the preferred name, else the newest, else "Name not known".</summary>
    public string DisplayName => (_names.Where(n => n.Kind is NameKind.Preferred).LastOrDefault() ?? _names.LastOrDefault())?.Full ?? "Name not known";

    public static Person Record(Id<Agency> agencyId, DateTimeOffset now) =>
        new() { Id = Id<Person>.New(now), AgencyId = agencyId, MadeAt = now, ChangedAt = now };

    public void Call(string fullName, NameKind kind, DateTimeOffset now)
    {
        var tidy = PersonName.Tidy(fullName);
        if (tidy.Length > 0 && !_names.Any(n => n.Kind == kind && string.Equals(n.Full, tidy, StringComparison.OrdinalIgnoreCase)))
        {
            _names.Add(new PersonName(Id, tidy, kind, now));
            ChangedAt = now;
        }
    }

    /// <summary>Takes out a name that was written down in error.</summary>
    public bool Forget(long name, DateTimeOffset now) => Changed(_names.RemoveAll(n => n.Number == name) > 0, now);

    public void Describe(DateOnly? bornOn, bool estimated, Gender gender, string? interpreter, DateTimeOffset now)
    {
        (BornOn, BirthIsEstimated, Gender, Interpreter) = (bornOn, estimated && bornOn is not null, gender, Blank(interpreter));
        ChangedAt = now;
    }

    public void IsUnderstoodBy(string? communicationNeed, DateTimeOffset now) => (CommunicationNeed, ChangedAt) = (Blank(communicationNeed), now);

    /// <param name="unconfirmed">Said on a call by somebody who may not change the record.</param>
    public PersonPhone? HasPhone(string asTyped, DateTimeOffset now, bool unconfirmed = false)
    {
        if (string.IsNullOrWhiteSpace(asTyped))
        {
            return null;
        }

        var phone = new PersonPhone(Id, PhoneNumber.Normalise(asTyped), asTyped.Trim(), now, unconfirmed);
        if (_phones.FirstOrDefault(p => p.Until is null && p.Is(phone)) is { } known)
        {
            if (known.IsUnconfirmed && !unconfirmed)
            {
                known.Confirm();
                ChangedAt = now;
            }

            return known;
        }

        _phones.Add(phone);
        ChangedAt = now;
        return phone;
    }

    /// <summary>The number is no longer this person's; it stays on record with its dates.</summary>
    public bool EndPhone(long number, DateTimeOffset now)
    {
        var phone = _phones.Find(p => p.Number == number && p.Until is null);
        phone?.End(now);
        return Changed(phone is not null, now);
    }

    public bool EndAddress(long number, DateOnly on, DateTimeOffset now)
    {
        var address = _addresses.Find(a => a.Number == number && a.To is null);
        address?.End(on);
        return Changed(address is not null, now);
    }

    /// <summary>Whether any address of the last or of now is for fewer eyes than the record itself (R6.11).</summary>
    public bool HasProtectedAddress => _addresses.Any(a => a.Visibility is not AddressVisibility.Open);

    /// <summary>A new address. What somebody said on a call and nobody had confirmed gives way to the same address recorded properly.</summary>
    /// <param name="unconfirmed">Said on a call by somebody who may not change the record.</param>
    public void LivesAt(PostalAddress address, AddressVisibility visibility, DateOnly? from, DateTimeOffset now, bool unconfirmed = false)
    {
        if (!unconfirmed)
        {
            _addresses.RemoveAll(a => a.IsUnconfirmed && a.To is null && string.Equals(a.Lines, address.Lines, StringComparison.OrdinalIgnoreCase) && a.Postcode == address.Postcode);
        }

        _addresses.Add(new PersonAddress(Id, address, visibility, from, now, unconfirmed));
        ChangedAt = now;
    }

    /// <summary>Puts an entry on the card, in the place of whatever reaches the same in the same way. What is marked unsafe stays so: the strictest wins.</summary>
    public Result<SafeContact> Contact(SafeContact entry, DateTimeOffset now) => Enter(entry, corrects: null, now);

    /// <summary>Puts one entry in the place of another, so that a corrected number does not stay on the card twice.</summary>
    public Result<SafeContact> Replace(long number, SafeContact entry, DateTimeOffset now) => Enter(entry, number, now);

    public bool RemoveContact(long number, DateTimeOffset now) => Changed(_safeContacts.RemoveAll(c => c.Number == number) > 0, now);

    public bool LowerFlag(long number, DateOnly on, DateTimeOffset now)
    {
        var flag = _flags.Find(f => f.Number == number && f.IsLiveOn(on));
        flag?.Lower(on);
        return Changed(flag is not null, now);
    }

    /// <summary>Moves the row version when something beside the record changed: a relationship, a household, who may open it.</summary>
    public void Touch(DateTimeOffset now) => ChangedAt = now;

    /// <param name="reasons">What makes them vulnerable; kept with that warning alone.</param>
    public void Flag(PersonFlagKind kind, string? note, DateOnly? until, DateTimeOffset now, Vulnerability reasons = Vulnerability.None)
    {
        _flags.Add(new PersonFlag(Id, kind, Blank(note), now, until, kind is PersonFlagKind.Vulnerable ? reasons : Vulnerability.None));
        ChangedAt = now;
    }

    public void Restrict(string reason, DateTimeOffset now) => (IsRestricted, RestrictedReason, ChangedAt) = (true, reason, now);

    public void LiftRestriction(DateTimeOffset now) => (IsRestricted, RestrictedReason, ChangedAt) = (false, null, now);

    /// <summary>Age in whole years on a date, the youngest it can be; null when the date of birth is unknown.</summary>
    public int? AgeOn(DateOnly date) => AgeOn(BornOn, BirthIsEstimated, date);

    /// <summary>
    /// Age in whole years, the youngest it can be: an estimated 1 January stands for a year alone and is read as its last day, so that somebody who
    /// may still be a child is treated as one (R1.26, S16).
    /// </summary>
    public static int? AgeOn(DateOnly? bornOn, bool estimated, DateOnly date)
    {
        if (bornOn is not { } born)
        {
            return null;
        }

        var latest = estimated && born is { Month: 1, Day: 1 } ? new DateOnly(born.Year, 12, 31) : born;
        return Math.Max(0, date.Year - latest.Year - (date < latest.AddYears(date.Year - latest.Year) ? 1 : 0));
    }

    /// <summary>Whether another entry of the card marks the same number or address as unsafe.</summary>
    public bool IsMarkedUnsafe(SafeContact entry, long? except = null) =>
        _safeContacts.Any(c => c.Number != except && c.Safety is Safety.Unsafe && c.ReachesSameAs(entry));

    private Result<SafeContact> Enter(SafeContact entry, long? corrects, DateTimeOffset now)
    {
        if (entry.Safety is not Safety.Unsafe && IsMarkedUnsafe(entry, corrects))
        {
            return SafeContact.MarkedUnsafe();
        }

        _safeContacts.RemoveAll(c => c.Number == corrects || (c.Channel == entry.Channel && c.ReachesSameAs(entry)));
        _safeContacts.Add(entry);
        ChangedAt = now;
        return entry;
    }

    private bool Changed(bool changed, DateTimeOffset now)
    {
        ChangedAt = changed ? now : ChangedAt;
        return changed;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
