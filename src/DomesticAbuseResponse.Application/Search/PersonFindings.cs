using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>What of the words each candidate fits, and what that is worth together.</summary>
internal sealed record PersonFindings(Person Person, double Points, IReadOnlyList<SearchFinding> Findings)
{
    public static IEnumerable<PersonFindings> Of(SearchWords words, IReadOnlyList<Person> people)
    {
        var (numbers, places) = (Holders(people, p => NumbersFor(words, p).Select(n => n.E164!)), Holders(people, p => PlacesFor(words, p).Select(a => a.Shared)));
        foreach (var person in people)
        {
            var named = words.Name is { } name ? person.Names.Select(n => SearchPoints.Name(name, n.Full)).OfType<SearchFinding>().MaxBy(f => f.Points) : null;
            List<SearchFinding?> fired =
            [
                words.Reference is { } reference ? new(SearchRule.Reference, reference, SearchPoints.Of(SearchRule.Reference)) : null,
                .. NumbersFor(words, person).OrderBy(n => n.Until is not null).Take(1)
                    .Select(n => words.PhoneEnding is { } ending // the whole number leaves by the safe-contact card alone
                        ? SearchPoints.Shared(SearchRule.PhoneEnding, ending, numbers[n.E164!])
                        : SearchPoints.Shared(n.Until is null ? SearchRule.Phone : SearchRule.EarlierPhone, n.E164!, numbers[n.E164!])),
                .. PlacesFor(words, person).OrderBy(a => a.Address.To is not null).Take(1)
                    .Select(a => SearchPoints.Shared(RuleOf(words, a.Address), a.Shared, places[a.Shared])),
                words.Born is { } born && person.BornOn is { } onRecord ? SearchPoints.Birth(born, onRecord) : null,
                named,
            ];
            if (words.Name is { } typed && named is null && fired.Exists(f => f is not null))
            {
                fired.Add(person.Names.Select(n => SearchPoints.NameInPart(typed, n.Full)).OfType<SearchFinding>().FirstOrDefault());
            }

            var findings = fired.OfType<SearchFinding>().OrderByDescending(f => f.Points).ToList();
            yield return new(person, findings.Sum(f => f.Points), findings);
        }
    }

    private static IEnumerable<PersonPhone> NumbersFor(SearchWords words, Person person) => person.Phones.Where(n => n.E164 is { } number
        && (words.Phone is { } whole ? number == whole : words.PhoneEnding is { } ending && number.EndsWith(ending, StringComparison.Ordinal)));

    private static IEnumerable<(PersonAddress Address, string Shared)> PlacesFor(SearchWords words, Person person) => words.Place is not { } place
        ? []
        : person.Addresses.Where(a => a.Visibility is AddressVisibility.Open && (place.Postcode is null || a.Postcode == place.Postcode))
            .Select(a => (Address: a, Shared: place.FoundIn(a.Lines)))
            .Where(a => a.Shared is not null).Select(a => (a.Address, a.Shared!));

    private static SearchRule RuleOf(SearchWords words, PersonAddress address) => address.To is not null ? SearchRule.EarlierAddress
        : words.Address is null ? SearchRule.Postcode
        : words.Postcode is null ? SearchRule.HouseAndStreet : SearchRule.HouseAndPostcode;

    /// <summary>How many of those found have each value.</summary>
    private static Dictionary<string, int> Holders(IEnumerable<Person> people, Func<Person, IEnumerable<string>> values) =>
        people.SelectMany(p => values(p).Distinct()).GroupBy(v => v, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
}
