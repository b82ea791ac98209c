using System.Globalization;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>
/// Invented people with the names of the UK in their frequencies, who live in households: couples, children, twins, fathers and sons of one name, people
/// who share a phone or an e-mail address, and hostels.
/// </summary>
/// <param name="alone">Everybody lives alone and shares nothing, as in the public sets.</param>
internal sealed class Population(int seed, bool alone = false)
{
    private static readonly string[] _given = Names("given");
    private static readonly string[] _surnames = Names("surname");

    private static readonly string[] _cities =
    [
        "London", "Birmingham", "Manchester", "Glasgow", "Leeds", "Liverpool", "Newcastle upon Tyne", "Sheffield", "Bristol", "Belfast", "Cardiff", "Leicester", "Edinburgh", "Nottingham",
        "Bradford", "Coventry", "Hull", "Stoke-on-Trent", "Wolverhampton", "Plymouth", "Derby", "Southampton", "Swansea", "Aberdeen", "Portsmouth", "York", "Peterborough", "Dundee",
        "Lancaster", "Oxford", "Newport", "Preston", "St Albans", "Norwich", "Chester", "Cambridge", "Salisbury", "Exeter", "Gloucester", "Lisburn", "Chichester", "Winchester",
        "Carlisle", "Worcester", "Bath", "Durham", "Lincoln", "Hereford", "Inverness", "Stirling", "Bangor", "Truro", "Ely", "Ripon", "Wells",
    ];

    private static readonly string[] _areas = ["B", "M", "G", "LS", "L", "NE", "S", "BS", "BT", "CF", "LE", "EH", "NG", "BD", "CV", "HU", "ST", "WV", "PL", "DE", "SO", "SA", "AB", "PO", "YO", "PE"];

    private static readonly string[] _streets =
    [
        "High", "Station", "Church", "Park", "Victoria", "Green", "Manor", "Kings", "Queens", "Mill", "School", "London", "North", "South", "West", "Albert", "Grange", "George", "York", "Stanley",
        "Chapel", "Springfield", "Alexandra", "Windsor", "Grove", "Highfield", "Meadow", "Orchard", "Oak", "Ash", "Elm", "Cedar", "Beech", "Willow", "Hawthorn", "Rose", "Cambridge", "Clarence",
        "Warwick", "Richmond", "Lime", "Holly", "Bridge", "Castle", "Canal", "Nelson", "Wellington", "Waterloo", "Derby", "Norfolk", "Regent", "Thornbury", "Ashdown", "Larkhill", "Fairview",
    ];

    private static readonly string[] _kinds = ["Road", "Street", "Avenue", "Close", "Lane", "Drive", "Crescent", "Gardens", "Way", "Place", "Terrace", "Court"];
    private static readonly string[] _mail = ["gmail.com", "hotmail.co.uk", "outlook.com", "yahoo.co.uk", "icloud.com", "btinternet.com", "live.co.uk", "sky.com"];
    private static readonly string[] _heads = ["Ald", "Thorn", "Brad", "Win", "Hal", "Kirk", "Stan", "Wood", "Mar", "Cald", "Ash", "Black", "Car", "Den", "El", "Fen", "Gar", "Har", "Lang", "Mel", "Nor", "Oak", "Pen", "Rad", "Shel", "Tat", "Whit", "Yel"];
    private static readonly string[] _tails = ["bury", "ton", "ham", "ley", "worth", "field", "combe", "ford", "well", "stone", "croft", "by", "thwaite", "more", "wick", "den", "shaw", "gate", "brook", "cott"];

    private readonly Random _random = new(seed);

    /// <summary>At least so many people; their number is that of the households filled.</summary>
    public List<PersonDetails> Make(int count)
    {
        List<PersonDetails> people = [];
        while (people.Count < count)
        {
            var home = Home();
            if (alone)
            {
                people.Add(Adult(home, Surname(), shared: false));
            }
            else if (Chance(0.004))
            {
                people.AddRange(Enumerable.Range(0, 15).Select(_ => Adult(home, Surname(), shared: Chance(0.5))));
            }
            else
            {
                people.AddRange(Family(home));
            }
        }

        return people;
    }

    private IEnumerable<PersonDetails> Family(PersonDetails home)
    {
        var surname = Surname();
        var first = Adult(home, surname, shared: false);
        yield return first;
        if (Chance(0.35))
        {
            yield return Adult(home with { Phone = Chance(0.3) ? first.Phone : null, Email = Chance(0.1) ? first.Email : null }, Chance(0.7) ? surname : Surname(), shared: true);
        }

        if (Chance(0.01))
        {
            yield return Adult(home with { Phone = first.Phone }, surname, shared: true, bornAfter: Year(first) + 20) with { GivenName = first.GivenName };
        }

        HashSet<string> taken = [first.GivenName!];
        for (var children = Chance(0.3) ? _random.Next(1, 4) : 0; children > 0; children--)
        {
            var child = Adult(home with { Phone = first.Phone, Email = Chance(0.3) ? first.Email : null }, surname, shared: true, bornAfter: Year(first) + 20 + (2 * children), within: 1);
            var twin = child with { GivenName = Given(), Email = Chance(0.5) ? child.Email : null };
            if (taken.Add(child.GivenName!))
            {
                yield return child;
            }

            if (Chance(0.05) && taken.Add(twin.GivenName!))
            {
                yield return twin;
            }
        }
    }

    private PersonDetails Adult(PersonDetails home, string surname, bool shared, int bornAfter = 1935, int within = 100)
    {
        var given = Given();
        var year = Math.Min(2024, Math.Min(bornAfter, 2015) + _random.Next(Math.Max(1, Math.Min(within, 2020 - Math.Min(bornAfter, 2015)))));
        return home with
        {
            GivenName = given,
            Surname = surname,
            BornOn = new DateOnly(year, 1, 1).AddDays(_random.Next(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Email = home.Email ?? Mail(given, surname),
            Phone = shared && home.Phone is { } phone ? phone : $"07{_random.Next(100_000_000, 999_999_999)}",
        };
    }

    private static int Year(PersonDetails person) => int.Parse(person.BornOn![..4], CultureInfo.InvariantCulture);

    private string Mail(string given, string surname)
    {
        var (first, last) = (given.ToLowerInvariant(), surname.ToLowerInvariant());
        var local = _random.Next(6) switch
        {
            0 => $"{first}.{last}",
            1 => $"{first[0]}{last}{_random.Next(1, 99)}",
            2 => $"{first}{_random.Next(1, 99)}",
            3 => $"{first}{last}",
            4 => $"{Rare().ToLowerInvariant()}{_random.Next(1, 999)}",
            _ => $"{last}.{first[0]}{_random.Next(40, 99)}",
        };
        return $"{local}@{Pick(_mail)}";
    }

    private PersonDetails Home()
    {
        // Half the people live in the first seventh of the towns.
        var city = (int)(Math.Pow(_random.NextDouble(), 2.5) * _cities.Length);
        var postcode = $"{_areas[city % _areas.Length]}{_random.Next(1, 20)} {_random.Next(1, 10)}{(char)('A' + _random.Next(26))}{(char)('A' + _random.Next(26))}";
        return new() { City = _cities[city], Postcode = postcode, Address = $"{_random.Next(1, 150)} {Pick(_streets)} {Pick(_kinds)}" };
    }

    private string Given() => Pick(_given);

    private string Surname() => Chance(0.55) ? Pick(_surnames) : Rare();

    private string Rare() => Pick(_heads) + Pick(_tails);

    private bool Chance(double share) => _random.NextDouble() < share;

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    /// <summary>Each name as often as its band says.</summary>
    private static string[] Names(string kind)
    {
        using var stream = typeof(PersonDetails).Assembly.GetManifestResourceStream("DomesticAbuseResponse.Domain.Matching.Data.name-frequencies.json")!;
        using var table = JsonDocument.Parse(stream);
        return
        [
            .. table.RootElement.GetProperty(kind).EnumerateObject().SelectMany(band => band.Value.GetString()!.Split(' ').SelectMany(name =>
                Enumerable.Repeat(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name), Math.Max(1, int.Parse(band.Name, CultureInfo.InvariantCulture) / 10)))),
        ];
    }
}
