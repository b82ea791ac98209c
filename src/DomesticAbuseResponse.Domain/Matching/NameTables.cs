using System.Text.Json;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Which names stand for one another and how common they are: Data/name-variants.json and Data/name-frequencies.json.</summary>
internal static class NameTables
{
    private const double _everyone = 100_000;

    private static readonly int[] _none = [];

    /// <summary>The lines of given names come first.</summary>
    private static int _givenLines;

    private static readonly Dictionary<string, int[]> _lines = ReadLines();

    private static readonly Lazy<ILookup<int, string>> _namesOfLine = new(() => _lines.SelectMany(l => l.Value.Select(line => (Line: line, Name: l.Key))).ToLookup(l => l.Line, l => l.Name));

    private static readonly Dictionary<string, double> _given = ReadShares("given");

    private static readonly Dictionary<string, double> _surnames = ReadShares("surname");

    /// <summary>The lines of the table of variants a name stands in.</summary>
    public static int[] LinesOf(string name) => _lines.GetValueOrDefault(name, _none);

    /// <summary>The names that stand on a line with this one, itself first.</summary>
    public static IEnumerable<string> VariantsOf(string name) => LinesOf(name).SelectMany(line => _namesOfLine.Value[line]).Prepend(name).Distinct(StringComparer.Ordinal);

    public static bool IsGivenName(string name) => _given.ContainsKey(name) || Array.Exists(LinesOf(name), l => l < _givenLines);

    public static bool IsSurname(string name) => _surnames.ContainsKey(name) || Array.Exists(LinesOf(name), l => l >= _givenLines);

    /// <summary>The share of people in the UK who bear a name, as a given name or as a surname; 0 for a name not in the table.</summary>
    public static double ShareOf(string name) => _given.GetValueOrDefault(name) + _surnames.GetValueOrDefault(name);

    private static Dictionary<string, int[]> ReadLines()
    {
        using var table = Open("name-variants.json");
        _givenLines = table.RootElement.GetProperty("given").GetArrayLength();
        var lines = table.RootElement.GetProperty("given").EnumerateArray().Concat(table.RootElement.GetProperty("surname").EnumerateArray());
        return lines.SelectMany((line, number) => line.GetString()!.Split(' ').Select(name => (Name: name, Line: number)))
            .GroupBy(n => n.Name, n => n.Line, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.Ordinal);
    }

    private static Dictionary<string, double> ReadShares(string kind)
    {
        using var table = Open("name-frequencies.json");
        Dictionary<string, double> borne = new(StringComparer.Ordinal);
        foreach (var band in table.RootElement.GetProperty(kind).EnumerateObject())
        {
            foreach (var name in band.Value.GetString()!.Split(' '))
            {
                borne.TryAdd(name, double.Parse(band.Name, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        var all = Math.Max(_everyone, borne.Values.Sum());
        return borne.ToDictionary(b => b.Key, b => b.Value / all, StringComparer.Ordinal);
    }

    private static JsonDocument Open(string file)
    {
        using var stream = typeof(NameTables).Assembly.GetManifestResourceStream(typeof(NameTables), $"Data.{file}")
            ?? throw new InvalidOperationException($"{file} is not in the build.");
        return JsonDocument.Parse(stream);
    }
}
