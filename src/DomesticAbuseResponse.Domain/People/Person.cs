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

    public bool IsRestricted { get; private set; }

    public string? RestrictedReason { get; private set; }

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

    public void Describe(DateOnly? bornOn, bool estimated, Gender gender, string? interpreter, DateTimeOffset now)
    {
        (BornOn, BirthIsEstimated, Gender, Interpreter) = (bornOn, estimated && bornOn is not null, gender, Blank(interpreter));
        ChangedAt = now;
    }

    public PersonPhone? HasPhone(string asTyped, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(asTyped))
        {
            return null;
        }

        var phone = new PersonPhone(Id, PhoneNumber.Normalise(asTyped), asTyped.Trim(), now);
        if (_phones.FirstOrDefault(p => p.Is(phone)) is { } known)
        {
            return known;
        }

        _phones.Add(phone);
        ChangedAt = now;
        return phone;
    }

    public void LivesAt(PostalAddress address, AddressVisibility visibility, DateOnly? from, DateTimeOffset now)
    {
        _addresses.Add(new PersonAddress(Id, address, visibility, from, now));
        ChangedAt = now;
    }

    public void Contact(SafeContact entry, DateTimeOffset now)
    {
        _safeContacts.RemoveAll(c => c.Channel == entry.Channel && string.Equals(c.Value, entry.Value, StringComparison.OrdinalIgnoreCase));
        _safeContacts.Add(entry);
        ChangedAt = now;
    }

    public void Flag(PersonFlagKind kind, string? note, DateOnly? until, DateTimeOffset now)
    {
        _flags.Add(new PersonFlag(Id, kind, Blank(note), now, until));
        ChangedAt = now;
    }

    public void Restrict(string reason, DateTimeOffset now) => (IsRestricted, RestrictedReason, ChangedAt) = (true, reason, now);

    /// <summary>Age in whole years on a date; null when the date of birth is unknown.</summary>
    public int? AgeOn(DateOnly date) => BornOn is { } born ? date.Year - born.Year - (date < born.AddYears(date.Year - born.Year) ? 1 : 0) : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
