using System.Globalization;
using System.Text.Json;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// Reads one JSON object field by field, noting every problem with its place and reporting fields nobody asked for.
/// A wrong field yields a harmless default, so that one pass finds all the mistakes in a file.
/// </summary>
internal sealed class JsonObjectReader
{
    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly string _place;
    private readonly List<string> _problems;

    public JsonObjectReader(JsonElement element, string place, List<string> problems)
    {
        (_place, _problems) = (place, problems);
        if (element.ValueKind is not JsonValueKind.Object)
        {
            Problem("must be an object.");
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!_fields.TryAdd(field.Name, field.Value))
            {
                Problem($"has “{field.Name}” twice.");
            }
        }
    }

    public bool Has(string name) => _fields.ContainsKey(name);

    public void Problem(string text) => _problems.Add($"{_place} {text}");

    public string Text(string name, int maxLength = 500) => OptionalText(name, maxLength) ?? Missing(name, string.Empty);

    public string? OptionalText(string name, int maxLength = 500)
    {
        if (!_fields.Remove(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString()))
        {
            return Wrong(name, "must be text that is not blank", " ");
        }

        var text = value.GetString()!.Trim();
        return text.Length <= maxLength ? text : Wrong(name, $"must be {maxLength} characters or fewer", " ");
    }

    /// <summary>Small letters, digits and underscores, so that a key can stand in a form field's name.</summary>
    public string Key(string name)
    {
        var key = Text(name, 60);
        return key is "" or " " || key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_')
            ? key
            : Wrong(name, "may hold only small letters, digits and underscores", key);
    }

    public int Whole(string name, int min, int max)
    {
        if (!_fields.Remove(name, out var value))
        {
            return Missing(name, min);
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : Wrong(name, $"must be a whole number from {min} to {max}", min);
    }

    public bool Flag(string name, bool? otherwise = null)
    {
        if (!_fields.Remove(name, out var value))
        {
            return otherwise ?? Missing(name, false);
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Wrong(name, "must be true or false", false);
    }

    public DateOnly? OptionalDate(string name)
    {
        if (!_fields.Remove(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Wrong<DateOnly?>(name, "must be a date written 2026-01-31", DateOnly.MinValue);
    }

    public DateOnly Date(string name) => OptionalDate(name) ?? Missing(name, DateOnly.MinValue);

    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> words, T? otherwise = null)
        where T : struct
    {
        if (!_fields.Remove(name, out var value))
        {
            return otherwise ?? Missing(name, default(T));
        }

        return value.ValueKind is JsonValueKind.String && words.TryGetValue(value.GetString()!, out var meaning)
            ? meaning
            : Wrong(name, $"must be one of: {string.Join(", ", words.Keys)}", default(T));
    }

    public IReadOnlyList<string> Texts(string name) =>
        Array(name, (element, place) =>
        {
            if (element.ValueKind is JsonValueKind.String && !string.IsNullOrWhiteSpace(element.GetString()))
            {
                return element.GetString()!.Trim();
            }

            _problems.Add($"{place} must be text that is not blank.");
            return string.Empty;
        });

    public IReadOnlyList<T> Objects<T>(string name, Func<JsonObjectReader, T> read) =>
        Array(name, (element, place) => ReadWhole(element, place, read));

    public T? OptionalObject<T>(string name, Func<JsonObjectReader, T> read)
        where T : class =>
        _fields.Remove(name, out var value) ? ReadWhole(value, $"{_place}.{name}", read) : null;

    /// <summary>Call last: whatever was not read is a field this file may not have.</summary>
    public void Finish()
    {
        foreach (var name in _fields.Keys)
        {
            Problem($"has a field “{name}” that is not known here.");
        }
    }

    private T ReadWhole<T>(JsonElement element, string place, Func<JsonObjectReader, T> read)
    {
        var reader = new JsonObjectReader(element, place, _problems);
        var value = read(reader);
        reader.Finish();
        return value;
    }

    private IReadOnlyList<T> Array<T>(string name, Func<JsonElement, string, T> read)
    {
        if (!_fields.Remove(name, out var value))
        {
            return [];
        }

        return value.ValueKind is JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((element, i) => read(element, $"{_place}.{name}[{i}]"))]
            : Wrong<IReadOnlyList<T>>(name, "must be a list", []);
    }

    private T Missing<T>(string name, T instead)
    {
        Problem($"must have “{name}”.");
        return instead;
    }

    private T Wrong<T>(string name, string rule, T instead)
    {
        _problems.Add($"{_place}.{name} {rule}.");
        return instead;
    }
}
