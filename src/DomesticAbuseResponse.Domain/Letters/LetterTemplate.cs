using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.Outgoing;

namespace DomesticAbuseResponse.Domain.Letters;

/// <summary>Everything a template can ask for. The list is closed, and none of it is an address, a number or a mailbox of anybody in the case.</summary>
public enum LetterField
{
    Today,
    Victim,

    /// <summary>Whom it is addressed to, by name.</summary>
    Recipient,

    /// <summary>The reference of the case.</summary>
    Case,

    /// <summary>The reference of the incident it is about: one of the case that the author may read and has chosen.</summary>
    Incident,

    /// <summary>The London day on which that was reported.</summary>
    Reported,
    Author,
    Agency,

    /// <summary>How the agency is rung, in its own words.</summary>
    Contact,

    /// <summary>What the author types.</summary>
    Words,
}

/// <summary>One letter in one language.</summary>
/// <param name="Code">The same in every language.</param>
/// <param name="Language">en, cy.</param>
/// <param name="Lines">With fields in braces: "Dear {victim}".</param>
public sealed record LetterTemplate(string Code, string Language, string Name, OutgoingReader Reader, IReadOnlyList<string> Lines)
{
    [JsonIgnore]
    public bool AsksWords => Asks(LetterField.Words);

    /// <summary>It says something of one incident, which the author chooses.</summary>
    [JsonIgnore]
    public bool AsksIncident => Asks(LetterField.Incident) || Asks(LetterField.Reported);

    private bool Asks(LetterField field) => Lines.Any(l => l.Contains($"{{{field}}}", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The letters an agency writes: those shipped, and its own beside or in place of them. A setting with versions, so that each letter says after which it was made.</summary>
public sealed partial record LetterBook(string Version, IReadOnlyList<LetterTemplate> Templates)
{
    public const int CodeMaxLength = 40;
    public const int NameMaxLength = 120;
    public const int VersionMaxLength = 40;

    private const int _mostTemplates = 60;
    private const int _mostLines = 80;
    private const int _longestLine = 1000;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyList<string> Languages { get; } = ["en", "cy"];

    /// <summary>Those the product ships.</summary>
    public static LetterBook Shipped { get; } = Read();

    /// <summary>An agency that words none of its own.</summary>
    public static LetterBook Default { get; } = new("default-1", []);

    private static readonly FrozenDictionary<string, LetterField> _fields = Enum.GetValues<LetterField>().ToFrozenDictionary(f => f.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Its own, and those shipped that it does not word anew.</summary>
    [JsonIgnore]
    public IReadOnlyList<LetterTemplate> All => [.. Templates, .. Shipped.Templates.Where(d => !Templates.Any(t => (t.Code, t.Language) == (d.Code, d.Language)))];

    /// <summary>Of the letters this one belongs to: the agency's own, or those shipped.</summary>
    public string VersionOf(LetterTemplate template) => Templates.Contains(template) ? Version : Shipped.Version;

    public LetterTemplate? Find(string? code, string? language) => All.FirstOrDefault(t => t.Code == code && t.Language == language);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check()
    {
        if (Templates.Count > _mostTemplates)
        {
            return new("letters.many", $"No more than {_mostTemplates} letters can be held.");
        }

        foreach (var template in Templates)
        {
            if (!Code().IsMatch(template.Code) || template.Code.Length > CodeMaxLength || string.IsNullOrWhiteSpace(template.Name) || template.Name.Length > NameMaxLength || !Languages.Contains(template.Language))
            {
                return new("letters.head", "Each letter has a code of small letters and hyphens, a name, and the language en or cy.");
            }

            if (template.Lines.Count is 0 or > _mostLines || template.Lines.Any(l => l.Length > _longestLine || l.Contains('\n', StringComparison.Ordinal)))
            {
                return new("letters.lines", $"A letter has 1 to {_mostLines} lines of at most {_longestLine} letters.");
            }

            if (template.Lines.SelectMany(l => Braces().Matches(l)).FirstOrDefault(m => !_fields.ContainsKey(m.Groups["field"].Value)) is { } unknown)
            {
                return new("letters.field", $"{unknown.Value} is no field of a letter. These are: {string.Join(", ", _fields.Keys.Order(StringComparer.Ordinal).Select(f => f.ToLowerInvariant()))}.");
            }

            if (!OutgoingText.Check(string.Join('\n', template.Lines), template.Reader, []).IsAllowed)
            {
                return new("letters.place", "A letter holds no postcode and no house in a street: an address has its own block.");
            }
        }

        return Templates.GroupBy(t => (t.Code, t.Language)).Any(g => g.Count() > 1) ? new("letters.twice", "Two letters have the same code and language.") : null;
    }

    internal static LetterField FieldOf(string name) => _fields[name];

    [GeneratedRegex(@"\{(?<field>[^{}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    internal static partial Regex Braces();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    private static LetterBook Read()
    {
        using var file = typeof(LetterBook).Assembly.GetManifestResourceStream($"{typeof(LetterBook).Namespace}.Data.letters.json")!;
        return JsonSerializer.Deserialize<LetterBook>(file, _json)!;
    }
}

/// <summary>One line of a letter, and what it tells its reader.</summary>
/// <param name="Tells">The fields it was filled from; empty where it says what the template says.</param>
public sealed record LetterLine(string Text, IReadOnlyList<LetterField> Tells);

/// <summary>The words of a letter, laid out: the preview and the letter that is kept are this.</summary>
public sealed record LetterSheet(string Language, IReadOnlyList<LetterLine> Lines)
{
    public string Text => string.Join('\n', Lines.Select(l => l.Text));

    /// <summary>Fills a template. A value it needs and that is not known is named in the refusal.</summary>
    public static Result<LetterSheet> Of(LetterTemplate template, IReadOnlyDictionary<LetterField, string?> values)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        List<LetterLine> lines = [];
        foreach (var line in template.Lines)
        {
            var tells = LetterBook.Braces().Matches(line).Select(m => LetterBook.FieldOf(m.Groups["field"].Value)).Distinct().ToList();
            if (tells.Exists(f => f is not (LetterField.Words or LetterField.Contact) && string.IsNullOrWhiteSpace(values.GetValueOrDefault(f))))
            {
                return new Refusal("letter.missing", tells.Exists(f => f is LetterField.Incident or LetterField.Reported) ? "This letter needs an incident that you may read, and the case has none." : "This letter needs something that is not on record.");
            }

            var filled = LetterBook.Braces().Replace(line, m => values.GetValueOrDefault(LetterBook.FieldOf(m.Groups["field"].Value))?.Trim() ?? "");
            lines.AddRange(filled.ReplaceLineEndings("\n").Split('\n').Select(part => new LetterLine(part, tells)));
        }

        return new LetterSheet(template.Language, lines);
    }
}
