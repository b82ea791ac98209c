using System.Globalization;
using Npgsql;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>Somebody of the world who is searched for, by what a caller might say of them.</summary>
internal sealed record SearchedFor(Guid Id, string Name, DateOnly Born, string Phone, string Address, string Postcode)
{
    private const int _people = 40;

    /// <summary>What is typed for each kind of search.</summary>
    public static IReadOnlyList<(string Kind, Func<SearchedFor, string> Words)> Kinds { get; } =
    [
        ("whole number", p => p.Phone),
        ("last six figures", p => p.Phone[^6..]),
        ("last four figures", p => p.Phone[^4..]),
        ("name", p => p.Name),
        ("misspelt name", p => Misspelt(p.Name)),
        ("surname alone", p => p.Name.Split(' ')[^1]),
        ("house and street", p => p.Address.Split(',')[0]),
        ("postcode", p => p.Postcode),
        ("date of birth", p => p.Born.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
        ("name and date of birth", p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Born:dd/MM/yyyy}")),
    ];

    /// <summary>Victims of the force's open cases, past those that tell the demonstration's stories, of whom all of it is known.</summary>
    public static async Task<IReadOnlyList<SearchedFor>> ReadAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand($"""
            select distinct on (p.id) p.id, n."full", p.born_on, t.e164, a.lines, a.postcode
            from (select c.victim_id from cases c join agencies g on g.id = c.agency_id where g.kind = 'PoliceForce' and c.closed_at is null and not c.is_restricted and c.opened_at < (select max(reported_at) from incidents) - interval '14 days' order by c.opened_at desc limit {_people * 5}) v
            join people p on p.id = v.victim_id and not p.is_restricted and p.born_on is not null
            join person_names n on n.person_id = p.id
            join person_phones t on t.person_id = p.id
            join person_addresses a on a.person_id = p.id and a.visibility = 'Open' and a.postcode is not null
            limit {_people}
            """);
        await using var reader = await command.ExecuteReaderAsync();
        List<SearchedFor> found = [];
        while (await reader.ReadAsync())
        {
            found.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)));
        }

        return found.Count > 0 ? found : throw new InvalidOperationException("Nobody in this world can be searched for.");
    }

    /// <summary>Two letters near the end of the surname in the wrong order.</summary>
    private static string Misspelt(string name) => name.Length < 4 ? name : $"{name[..^3]}{name[^2]}{name[^3]}{name[^1]}";
}
