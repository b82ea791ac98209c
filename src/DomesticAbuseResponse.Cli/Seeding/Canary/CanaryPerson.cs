using System.Globalization;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>Where a planted record stands to those who look for it.</summary>
internal enum CanaryClass
{
    /// <summary>The first force's own, carried by its IDVA.</summary>
    Own,

    /// <summary>The first force's own, which nobody has been given.</summary>
    Unassigned,

    /// <summary>The first force's, to which a service, a council and a MARAC have been let in.</summary>
    Participating,

    /// <summary>Another force's, in which nobody else has a part.</summary>
    Unrelated,

    /// <summary>The first force's, restricted to named people.</summary>
    Restricted,

    /// <summary>The first force's, from which an officer and a council are kept by a conflict of interest.</summary>
    Excluded,

    /// <summary>One side of two people who accuse each other, and the other side.</summary>
    Accused,
    Accuser,

    /// <summary>The first force's, all done and closed.</summary>
    Closed,
}

/// <summary>
/// Somebody whose every sensitive field holds a word that stands nowhere else: <c>CNRY-person-field</c>. Wherever such a word turns up,
/// it says whose field leaked.
/// </summary>
internal sealed class CanaryPerson(string key, int number, int age)
{
    private readonly SortedSet<string> _fields = new(StringComparer.Ordinal);

    public string Key { get; } = key;

    public int Age { get; } = age;

    /// <summary>A number of the range kept for invented people, theirs alone. It cannot hold a word.</summary>
    public string Phone { get; } = string.Create(CultureInfo.InvariantCulture, $"01632 {960200 + number}");

    /// <summary>A second one, known to be safe.</summary>
    public string SafePhone { get; } = string.Create(CultureInfo.InvariantCulture, $"07700 {900200 + number}");

    public string Postcode { get; } = string.Create(CultureInfo.InvariantCulture, $"NM{60 + (number / 10)} {number % 10}CY");

    public Id<Person>? Id { get; set; }

    /// <summary>The fields that hold a word of this person.</summary>
    public IReadOnlyCollection<string> Fields => _fields;

    public string Of(string field)
    {
        _fields.Add(field);
        return Token(field);
    }

    public string Token(string field) => $"CNRY-{Key}-{field}";
}
