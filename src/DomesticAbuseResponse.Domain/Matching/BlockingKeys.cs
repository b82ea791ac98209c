using System.Globalization;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// The keys under which a person is looked up. Two people are compared when they have a key in common, so each key survives some kind of damage: half
/// a date, a misspelt name, names in each other's place. They are plain text and can be kept in a database column as well as in memory.
/// </summary>
public static class BlockingKeys
{
    private const int _shortestEmail = 9;

    /// <summary>The keys of a person, each once or more, in no order that matters.</summary>
    public static IEnumerable<string> Of(PersonProfile person)
    {
        NameTerm[] names = [.. new[] { person.Given, person.Surname }.OfType<NameTerm>()];
        return [.. OfNames(names), .. OfBirth(person, names), .. OfEmail(person), .. OfPhone(person), .. OfPlace(person, names)];
    }

    private static IEnumerable<string> OfNames(NameTerm[] names)
    {
        if (names is [var a, var b])
        {
            yield return Pair("nn", a.Sound, b.Sound);
            yield return Pair("nl", a.Sorted, b.Sorted);
            yield return $"ni:{a.Sound}:{b.Joined[0]}";
            yield return $"ni:{b.Sound}:{a.Joined[0]}";
            yield return $"np:{Beginning(a)}:{b.Joined[0]}";
            yield return $"np:{Beginning(b)}:{a.Joined[0]}";
        }

        foreach (var name in names)
        {
            yield return $"n:{name.Joined}";
            yield return $"nw:{name.Sorted}";
        }
    }

    private static IEnumerable<string> OfBirth(PersonProfile person, NameTerm[] names)
    {
        if (person.Born is not { } born)
        {
            yield break;
        }

        var (year, month, day) = (Text(born.Year), Text(born.Month), Text(born.Day));
        if (born.HasDay)
        {
            var (low, high) = born.Month < born.Day ? (month, day) : (day, month);
            yield return $"b:{year}:{low}:{high}";
        }

        foreach (var name in names)
        {
            yield return $"bs:{year}:{name.Sound}";
            yield return $"bl:{year}:{name.Sorted}";
            yield return $"bi:{year}:{month}:{name.Joined[0]}";
            yield return $"bd:{month}:{day}:{name.Sound}";
            yield return $"bm:{month}:{day}:{name.Joined[0]}";
            yield return $"by:{year}:{day}:{name.Joined[0]}";
        }

        if (person.City is { } city)
        {
            yield return $"bc:{year}:{month}:{city.Sound}";
            yield return $"be:{month}:{day}:{city.Sound}";
        }
    }

    private static IEnumerable<string> OfEmail(PersonProfile person)
    {
        if (person.Email is not { } email)
        {
            yield break;
        }

        yield return $"e:{email.Joined}";
        yield return $"el:{email.Local}";
        if (email.Joined.Length >= _shortestEmail)
        {
            yield return $"ef:{email.Joined[..6]}";
            yield return $"et:{email.Joined[^9..^2]}";
            yield return $"em:{email.Joined[3..9]}";
        }
    }

    private static IEnumerable<string> OfPhone(PersonProfile person)
    {
        if (person.Phone is { Length: >= 6 } phone)
        {
            var last = phone[^Math.Min(phone.Length, 9)..];
            yield return $"pt:{phone[^6..]}";
            foreach (var key in WithoutOne("pd", last))
            {
                yield return key;
            }
        }
    }

    private static IEnumerable<string> OfPlace(PersonProfile person, NameTerm[] names)
    {
        if (person.Postcode is { } postcode)
        {
            yield return $"z:{postcode}";
            foreach (var key in WithoutOne("zd", postcode))
            {
                yield return key;
            }

            foreach (var name in names)
            {
                yield return $"zn:{PostcodeText.Outward(postcode)}:{name.Sound}";
            }
        }

        if (person.Address is { Street.Length: > 2 } address)
        {
            yield return $"a:{address.House}:{address.Street[..3]}";
            yield return $"as:{address.Sorted}";
            foreach (var name in names)
            {
                yield return $"an:{address.Street[..3]}:{name.Sound}";
            }
        }

        foreach (var name in person.City is null ? [] : names)
        {
            yield return $"cn:{person.City!.Sound}:{name.Sound}";
        }
    }

    private static string Beginning(NameTerm name) => name.Joined[..Math.Min(4, name.Joined.Length)];

    /// <summary>Two texts that differ in one sign, or of which one has a sign more, have one of these in common.</summary>
    private static IEnumerable<string> WithoutOne(string kind, string text) => Enumerable.Range(0, text.Length).Select(i => $"{kind}:{text.Remove(i, 1)}");

    private static string Pair(string kind, string a, string b) => string.CompareOrdinal(a, b) < 0 ? $"{kind}:{a}:{b}" : $"{kind}:{b}:{a}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
