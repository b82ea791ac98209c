using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Contacts;

/// <summary>
/// Whether a number or address meant for the victim is one a perpetrator has too: it is then locked, whatever anybody has said about it.
/// Numbers are compared however they were typed; addresses by their letters and figures and, where both have one, their postcode.
/// </summary>
public static class SharedContact
{
    /// <param name="perpetrators">Everybody known to harm this victim, with their phones, addresses and safe-contact entries.</param>
    internal static bool IsSharedWith(SafeContact entry, IEnumerable<Person> perpetrators)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(perpetrators);
        return entry.Channel switch
        {
            ContactChannel.Phone or ContactChannel.Text => perpetrators.Any(p =>
                p.Phones.Any(phone => PhoneNumber.Same(entry.Value, phone.AsTyped)) || OfChannel(p, ContactChannel.Phone, ContactChannel.Text).Any(c => PhoneNumber.Same(entry.Value, c.Value))),
            ContactChannel.Email => perpetrators.Any(p => OfChannel(p, ContactChannel.Email).Any(c => TypedText.Bare(c.Value) == TypedText.Bare(entry.Value))),
            ContactChannel.Letter or ContactChannel.InPerson => perpetrators.Any(p =>
                p.Addresses.Any(a => a.To is null && MayBeSame(entry.Value, $"{a.Lines} {a.Postcode}")) || OfChannel(p, ContactChannel.Letter, ContactChannel.InPerson).Any(c => MayBeSame(entry.Value, c.Value))),
            ContactChannel.ThroughAnother => false,
        };
    }

    /// <summary>
    /// Who may see where a letter goes or somebody is met (R6.11): whoever may see the person's own address there. What stands nowhere among the
    /// addresses may be a protected one in other words, so it is as protected as the most protected of them, and open to case workers at most. Those that
    /// were left count too, and only what is written alike is the same: a likeness that locks must not open.
    /// </summary>
    public static AddressVisibility VisibilityOf(SafeContact entry, IEnumerable<PersonAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var all = addresses.ToList();
        var same = all.Where(a => SameAddress(entry.Value, $"{a.Lines} {a.Postcode}")).ToList();
        return same.Count > 0 ? same.Max(a => a.Visibility) : all.Select(a => a.Visibility).Append(AddressVisibility.MaracOnly).Max();
    }

    private static IEnumerable<SafeContact> OfChannel(Person person, params ContactChannel[] channels) => person.SafeContacts.Where(c => channels.Contains(c.Channel));

    /// <summary>One may lack its postcode, so either may begin with the other.</summary>
    private static bool SameAddress(string a, string b)
    {
        var (first, second) = (TypedText.Bare(a), TypedText.Bare(b));
        return first.Length > 0 && second.Length > 0 && (first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal));
    }

    /// <summary>As a person would compare them: "Rd" is "Road", and the same house in the same street or postcode is the same.</summary>
    private static bool MayBeSame(string a, string b) =>
        SameAddress(a, b) || (TypedText.Bare(a).Length > 0 && TypedText.Bare(b).Length > 0 && TellingValues.MayBeSame(TellingValues.PlaceOf(a), TellingValues.PlaceOf(b)));
}
