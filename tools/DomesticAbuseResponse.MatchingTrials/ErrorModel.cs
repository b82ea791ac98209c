using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>One way in which records of people come to differ.</summary>
/// <param name="Field">The share of fields that are damaged.</param>
/// <param name="Missing">Of the damaged fields, the share that are empty.</param>
/// <param name="Swapped">The share of records with given name and surname in each other's place.</param>
/// <param name="Moved">The share of records with another address, or another number, or another e-mail address.</param>
/// <param name="MostRecords">A person has from 1 to so many records.</param>
/// <param name="HeldBack">Names are damaged in other ways, and points are not fitted to it.</param>
/// <param name="Alone">Nobody shares a household.</param>
/// <param name="Columns">Which of phone, address, postcode, city and e-mail the file has.</param>
internal sealed record ErrorModel(string Name, double Field, double Missing, double Swapped, double Moved, int MostRecords, string Columns = "epazc", bool HeldBack = false, bool Alone = false)
{
    public static IReadOnlyList<ErrorModel> All { get; } =
    [
        new("clean", 0.02, 0.5, 0.002, 0.05, 3),
        new("ordinary", 0.10, 0.5, 0.01, 0.15, 4),
        new("few-columns", 0.15, 0.5, 0.05, 0.05, 5, "ec"),
        new("dirty", 0.45, 0.3, 0.10, 0.10, 6),
        new("very-dirty", 0.75, 0.2, 0.10, 0.05, 8),
        new("very-dirty-few-columns", 0.5, 0.3, 0.15, 0, 8, "ec"),
        new("very-dirty-alone", 0.75, 0.2, 0.10, 0.05, 8, Alone: true),
        new("ordinary-alone", 0.10, 0.5, 0.01, 0.15, 4, Alone: true),
        new("very-dirty-few-columns-alone", 0.75, 0.2, 0.15, 0, 6, "ec", Alone: true),
        new("scrawled", 0.55, 0.2, 0.08, 0.10, 6, HeldBack: true),
        new("scanned", 0.75, 0.25, 0.05, 0.05, 5, "epz", HeldBack: true),
    ];

    public static ErrorModel Named(string name) =>
        All.FirstOrDefault(m => m.Name == name) ?? throw new ArgumentException($"There is no error model {name}; there are {string.Join(", ", All.Select(m => m.Name))}.");

    /// <summary>The same file for the same number of people and seed.</summary>
    public LabelledFile Make(int people, int seed)
    {
        var random = new Random(seed);
        var population = new Population(seed, Alone).Make(people);
        var damage = new Damage(random);
        List<(PersonDetails Record, string Entity)> records = [];
        for (var person = 0; person < population.Count; person++)
        {
            for (var count = random.Next(1, MostRecords + 1); count > 0; count--)
            {
                var elsewhere = population[random.Next(population.Count)];
                records.Add((Record(population[person], elsewhere, damage), $"{person}"));
            }
        }

        var order = records.ToArray();
        random.Shuffle(order);
        return new(Name, [.. order.Select(r => r.Record)], [.. order.Select(r => r.Entity)]);
    }

    private PersonDetails Record(PersonDetails person, PersonDetails elsewhere, Damage damage)
    {
        var moved = damage.Chance(Moved);
        var (newPhone, newEmail, married) = (damage.Chance(Moved), damage.Chance(Moved / 2), damage.Chance(Moved / 10));
        var record = new PersonDetails
        {
            GivenName = Damaged(person.GivenName, damage, t => Misspelt(t, damage, given: true)),
            Surname = Damaged(married ? elsewhere.Surname : person.Surname, damage, t => Misspelt(t, damage, given: false)),
            BornOn = damage.Form(Damaged(person.BornOn, damage, damage.Date)),
            Email = Has('e') ? Damaged(newEmail ? elsewhere.Email + damage.Next(99) : person.Email, damage, t => damage.Chance(0.5) ? damage.Typo(t) : damage.Shuffle(t)) : null,
            Phone = Has('p') ? Damaged(newPhone ? damage.Digit(damage.Digit(elsewhere.Phone!)) : person.Phone, damage, damage.Digit) : null,
            Address = Has('a') ? Damaged(moved ? $"{damage.Next(200)} {elsewhere.Address![(elsewhere.Address!.IndexOf(' ', StringComparison.Ordinal) + 1)..]}" : person.Address, damage, t => damage.Typo(t)) : null,
            Postcode = Has('z') ? Damaged(moved ? damage.Digit(elsewhere.Postcode!) : person.Postcode, damage, t => damage.Typo(t)) : null,
            City = Has('c') ? Damaged(moved ? elsewhere.City : person.City, damage, t => damage.Chance(0.5) ? damage.Typo(t) : damage.Shuffle(t)) : null,
        };
        return damage.Chance(Swapped) ? record with { GivenName = record.Surname, Surname = record.GivenName } : record;
    }

    private bool Has(char column) => Columns.Contains(column, StringComparison.Ordinal);

    private string Damaged(string? text, Damage damage, Func<string, string> harm) =>
        string.IsNullOrEmpty(text) ? ""
        : !damage.Chance(Field) ? damage.Chance(0.1) ? damage.Padded(text) : text
        : damage.Chance(Missing) ? ""
        : harm(text);

    private string Misspelt(string name, Damage damage, bool given) => HeldBack
        ? damage.Next(5) switch
        {
            0 => damage.Misheard(damage.Misheard(name)),
            1 => damage.Scanned(name),
            2 => name.Length > 5 ? name[..^2] : damage.Scanned(name),
            3 => given ? name[..1] + "." : damage.Misheard(name),
            _ => damage.Scanned(damage.Typo(name)),
        }
        : damage.Next(6) switch
        {
            0 => given ? damage.Nickname(name) : damage.Misheard(name),
            1 => damage.Shuffle(name),
            2 => damage.Misheard(name),
            3 => damage.Typo(damage.Typo(name)),
            _ => damage.Typo(name),
        };
}
