namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// The people among whom a match is looked for. What many of them share says less than what few do: names are counted against those of the UK, and
/// addresses, numbers and e-mail addresses by how many different people use them.
/// </summary>
public sealed class PeopleCompared
{
    /// <summary>How many people the national table counts for beside those of the file.</summary>
    private const double _nationalWeight = 500;

    private const double _unknownName = 1.0 / 50_000;
    private const double _unknownCity = 1.0 / 100;
    private const double _rarest = 12;
    private const int _usual = 3;

    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _cities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Holders> _holders = new(StringComparer.Ordinal);

    /// <summary>How many people the names were counted among; none, and the national table alone says how rare a name is.</summary>
    private readonly int _counted;

    private PeopleCompared(int count, int counted) => (Count, _counted) = (count, counted);

    /// <summary>How many records there are to choose from; the more, the more agree by chance.</summary>
    public int Count { get; }

    /// <summary>Counts what these people share.</summary>
    public static PeopleCompared Of(IReadOnlyCollection<PersonProfile> people)
    {
        var compared = new PeopleCompared(people.Count, people.Count);
        foreach (var person in people)
        {
            Count1(compared._names, person.Given);
            Count1(compared._names, person.Surname);
            Count1(compared._cities, person.City);
            compared.Hold(person);
        }

        return compared;
    }

    /// <summary>By the national table alone, for a comparison with a number of people that are not at hand.</summary>
    public static PeopleCompared OutOf(int count) => new(count, 0);

    /// <summary>The same, where those who share an address, a number or an e-mail address with somebody are at hand.</summary>
    /// <param name="found">Each person by every way to reach them.</param>
    public static PeopleCompared OutOf(int count, IEnumerable<IReadOnlyCollection<PersonProfile>> found)
    {
        var compared = new PeopleCompared(count, 0);
        foreach (var person in found.SelectMany(p => p))
        {
            compared.Hold(person);
        }

        return compared;
    }

    public WeighedPerson Weigh(PersonProfile person) => new(
        person,
        RarityOf(person.Given),
        RarityOf(person.Surname),
        person.City is { } city ? Rarity(_cities.GetValueOrDefault(city.Joined), _unknownCity) : 0,
        ContactsOf(person).Select(SharedBy).DefaultIfEmpty().Max());

    private double RarityOf(NameTerm? name) =>
        name is null ? 0 : Rarity(_names.GetValueOrDefault(name.Joined), Math.Max(name.Words.Max(NameTables.ShareOf), _unknownName));

    /// <summary>In bits: 1 for what every second person has, 10 for one in a thousand.</summary>
    private double Rarity(int counted, double national) =>
        Math.Min(_rarest, Math.Log2((_counted + _nationalWeight) / (counted + (_nationalWeight * national))));

    private void Hold(PersonProfile person)
    {
        foreach (var contact in ContactsOf(person))
        {
            _holders[contact] = _holders.GetValueOrDefault(contact).With(person);
        }
    }

    /// <summary>In bits, how many more different people than a family use an address, number or e-mail address; 0 for a family.</summary>
    private double SharedBy(string contact) => Math.Log2(Math.Max(1, _holders.GetValueOrDefault(contact).People / (double)_usual));

    private static void Count1(Dictionary<string, int> counts, NameTerm? name)
    {
        if (name is not null)
        {
            counts[name.Joined] = counts.GetValueOrDefault(name.Joined) + 1;
        }
    }

    private static IEnumerable<string> ContactsOf(PersonProfile person)
    {
        if (person.Email is { } email)
        {
            yield return "e:" + email.Joined;
        }

        if (person.Phone is { } phone)
        {
            yield return "p:" + phone;
        }

        if (person.Address is { House.Length: > 0 } address)
        {
            yield return "a:" + address.Joined;
        }
    }

    /// <summary>How many people use something, told apart by the first letters of their names and by their years of birth: the fewer of the two, since both are damaged.</summary>
    private readonly record struct Holders(uint Initials, ulong Years)
    {
        public int People => Math.Min(
            System.Numerics.BitOperations.PopCount(Initials), Math.Max(1, System.Numerics.BitOperations.PopCount(Years)));

        public Holders With(PersonProfile person) => new(
            Initials | (person.Given is { } given ? 1u << (given.Joined[0] - 'a') : 0),
            Years | (person.Born is { } born ? 1UL << (born.Year % 64) : 0));
    }
}

/// <summary>A person with the weight of what they share with others.</summary>
/// <param name="GivenRarity">In bits: 10 for a name that one in a thousand bears.</param>
/// <param name="SharedContact">In bits, how many more people than a family use their address, number or e-mail address.</param>
public sealed record WeighedPerson(PersonProfile Profile, double GivenRarity, double SurnameRarity, double CityRarity, double SharedContact);
