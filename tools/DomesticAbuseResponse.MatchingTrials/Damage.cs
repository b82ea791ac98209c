using System.Globalization;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>What goes wrong with a text between a person and a record.</summary>
internal sealed class Damage(Random random)
{
    private static readonly string[] _rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly (string From, string To)[] _scan = [("m", "rn"), ("l", "1"), ("o", "0"), ("i", "l"), ("h", "b"), ("e", "c"), ("cl", "d"), ("u", "v"), ("g", "q"), ("n", "ri"), ("w", "vv"), ("5", "S"), ("8", "B")];
    private static readonly (string From, string To)[] _sound = [("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("ie", "y"), ("ee", "ea"), ("z", "s"), ("th", "t"), ("gh", ""), ("ll", "l"), ("tt", "t"), ("nn", "n"), ("s", "ss"), ("ou", "u"), ("ai", "ay"), ("er", "or"), ("wr", "r"), ("kn", "n"), ("mac", "mc")];
    private static readonly string[][] _lines = Lines();

    public bool Chance(double share) => random.NextDouble() < share;

    public int Next(int below) => random.Next(below);

    /// <summary>One letter added, dropped, changed for its neighbour on the keyboard, or swapped with the next.</summary>
    public string Typo(string text)
    {
        if (text.Length < 2)
        {
            return text;
        }

        var at = random.Next(text.Length);
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => text[..at] + Neighbour(text[at]) + text[(at + 1)..],
            _ => at + 1 < text.Length ? text[..at] + text[at + 1] + text[at] + text[(at + 2)..] : text[..(at - 1)] + text[at] + text[at - 1],
        };
    }

    /// <summary>The letters in another order, one perhaps lost.</summary>
    public string Shuffle(string text)
    {
        var letters = text.ToCharArray();
        for (var swaps = 0; swaps < 2; swaps++)
        {
            var (a, b) = (random.Next(letters.Length), random.Next(letters.Length));
            (letters[a], letters[b]) = (letters[b], letters[a]);
        }

        var shuffled = new string(letters);
        return Chance(0.4) && shuffled.Length > 3 ? shuffled.Remove(random.Next(shuffled.Length), 1) : shuffled;
    }

    public string Scanned(string text) => Replace(text, _scan);

    public string Misheard(string text) => Replace(text, _sound);

    public string Nickname(string name)
    {
        var lines = _lines.Where(l => l.Contains(name.ToLowerInvariant())).ToList();
        return lines.Count == 0 ? Typo(name) : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Pick(lines[random.Next(lines.Count)]));
    }

    public string Padded(string text) => random.Next(3) switch { 0 => text + " ", 1 => " " + text, _ => text.ToUpperInvariant() };

    /// <summary>A figure wrong, two swapped, day and month swapped, or off by days, a month, a year or ten.</summary>
    public string Date(string iso)
    {
        var born = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var at = new[] { 2, 3, 5, 6, 8, 9 }[random.Next(6)];
        var sign = Chance(0.5) ? 1 : -1;
        return random.Next(9) switch
        {
            0 or 1 => iso[..at] + (char)('0' + random.Next(10)) + iso[(at + 1)..],
            2 => iso[..8] + iso[9] + iso[8],
            3 => $"{iso[..4]}-{iso[8..]}-{iso[5..7]}",
            4 => Iso(born.AddDays(sign * random.Next(1, 10))),
            5 => Iso(born.AddMonths(sign).AddDays(random.Next(-2, 3))),
            6 => Iso(born.AddYears(sign)),
            7 => Iso(born.AddYears(10 * sign)),
            _ => Iso(born.AddDays(random.Next(-100, 100))),
        };
    }

    /// <summary>The same date in another form.</summary>
    public string Form(string iso) =>
        !DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? iso
        : born.ToString(Pick("dd/MM/yyyy", "d MMM yyyy", "d.M.yyyy", "yyyyMMdd", "dd-MM-yyyy"), CultureInfo.InvariantCulture);

    public string Digit(string number)
    {
        var at = random.Next(Math.Min(2, number.Length - 1), number.Length);
        return Chance(0.4) && at + 1 < number.Length
            ? number[..at] + number[at + 1] + number[at] + number[(at + 2)..]
            : number[..at] + (char)('0' + random.Next(10)) + number[(at + 1)..];
    }

    public string Pick(params string[] from) => from[random.Next(from.Length)];

    private string Replace(string text, (string From, string To)[] table)
    {
        var able = table.Where(t => text.Contains(t.From, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (able.Length == 0)
        {
            return Typo(text);
        }

        var (from, to) = able[random.Next(able.Length)];
        var at = text.IndexOf(from, StringComparison.OrdinalIgnoreCase);
        return text[..at] + to + text[(at + from.Length)..];
    }

    private char Neighbour(char letter)
    {
        var row = Array.Find(_rows, r => r.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal)) ?? _rows[random.Next(3)];
        var at = Math.Max(0, row.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal));
        return row[Math.Clamp(at + (Chance(0.5) ? 1 : -1), 0, row.Length - 1)];
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[][] Lines()
    {
        using var stream = typeof(PersonDetails).Assembly.GetManifestResourceStream("DomesticAbuseResponse.Domain.Matching.Data.name-variants.json")!;
        using var table = JsonDocument.Parse(stream);
        return [.. table.RootElement.GetProperty("given").EnumerateArray().Select(l => l.GetString()!.Split(' '))];
    }
}
