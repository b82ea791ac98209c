using System.Globalization;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// Everything known of somebody that tells who they are, on record or just typed: names of any time, a date of birth, numbers, e-mail addresses and
/// places. All of it may be missing. Protected addresses are never in it (R6.11): they must not show in what somebody is compared with.
/// </summary>
public sealed record KnownPerson
{
    /// <summary>Whole names in the order people use them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>A date of birth in any British or ISO form, or a year.</summary>
    public string? BornOn { get; init; }

    /// <summary>Worked out from an age or an appearance: a few years more or less say nothing.</summary>
    public bool BirthIsEstimated { get; init; }

    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<PostalAddress> Addresses { get; init; } = [];

    /// <summary>Whether there is anything to look for.</summary>
    public bool IsEmpty => Names.Count + Phones.Count + Emails.Count + Addresses.Count == 0 && string.IsNullOrWhiteSpace(BornOn);

    /// <summary>What a record says, as it is loaded with its parts.</summary>
    public static KnownPerson Of(Person person) => new()
    {
        Names = [.. person.Names.Select(n => n.Full)],
        BornOn = person.BornOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        BirthIsEstimated = person.BirthIsEstimated,
        Phones = [.. person.Phones.Select(p => p.AsTyped).Distinct(StringComparer.Ordinal)],
        Emails = [.. person.SafeContacts.Where(c => c.Channel is ContactChannel.Email).Select(c => c.Value)],
        Addresses = [.. person.Addresses.Where(a => a.Visibility is AddressVisibility.Open).Select(a => new PostalAddress(a.Lines, a.Postcode))],
    };

    /// <summary>What somebody typed of a new person. Null where nothing was typed.</summary>
    public static KnownPerson Typed(string? name, string? bornOn, bool estimated, string? phone, PostalAddress? address, string? email = null) => new()
    {
        Names = [.. Some(name is null ? null : PersonName.Tidy(name))],
        BornOn = string.IsNullOrWhiteSpace(bornOn) ? null : bornOn.Trim(),
        BirthIsEstimated = estimated,
        Phones = [.. Some(phone)],
        Emails = [.. Some(email)],
        Addresses = address is null || (address.Lines.Length == 0 && address.Postcode is null) ? [] : [address],
    };

    private static IEnumerable<string> Some(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [text.Trim()];
}
