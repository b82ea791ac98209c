using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Web.TagHelpers;

namespace DomesticAbuseResponse.Web.Pages.Admin.Settings;

/// <summary>How one value of a setting is asked for.</summary>
public enum SettingShape
{
    Line,
    Choice,

    /// <summary>Several values, one on a line.</summary>
    Lines,

    /// <summary>A part without a simpler form, as JSON.</summary>
    Json,
}

/// <summary>One value of a setting as a form asks for it.</summary>
/// <param name="Path">Where it stands in the setting; empty for the whole.</param>
/// <param name="Key">Which value it is, whichever version of the setting: its path, with what a part of a list is known by for its place in the list.</param>
/// <param name="Type">What it is, or what one of its lines is.</param>
public sealed record SettingField(string Path, string Key, string Label, string? Hint, SettingShape Shape, Type Type, string Value, IReadOnlyList<Choice> Choices);

/// <summary>A value that somebody else has decided on while another was typed.</summary>
/// <param name="Theirs">What they decided; null where the part is no longer there.</param>
/// <param name="Typed">What was typed; null where nothing else was typed than what stood there.</param>
public sealed record SettingChange(string Label, string? Theirs, string? Typed);

/// <summary>
/// A setting of whatever kind as a list of fields, and back. A value stands on a line, a list of values on several; a list of small records has one on a line,
/// its parts between commas. What a field cannot say stays as it was.
/// </summary>
public static class SettingForm
{
    /// <summary>Given by whoever adopts it, settled elsewhere, or that by which other records know a part.</summary>
    private static readonly string[] _notAsked = ["version", "maracId", "effectiveFrom", "effectiveTo", "timetable", "code"];

    private static readonly JsonSerializerOptions _indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IReadOnlyList<SettingField> Of(PolicyKind kind, string content)
    {
        ArgumentNullException.ThrowIfNull(kind);
        List<SettingField> fields = [];
        Add(fields, "", "", "", kind.ContentType, JsonNode.Parse(kind.WithBlanks(content)));
        return fields;
    }

    /// <summary>The setting with what was typed. What cannot be read is named by its field.</summary>
    public static (string Json, IReadOnlyList<(int Field, string Problem)> Problems) Read(PolicyKind kind, string content, IReadOnlyList<SettingField> fields, IReadOnlyList<string?> typed)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(typed);
        var root = JsonNode.Parse(kind.WithBlanks(content))!;
        List<(int, string)> problems = [];
        for (var n = 0; n < fields.Count; n++)
        {
            try
            {
                var value = ValueOf(fields[n], (n < typed.Count ? typed[n] : null)?.Trim() ?? "");
                if (fields[n].Path.Length == 0)
                {
                    root = value ?? new JsonArray();
                }
                else
                {
                    Put(root, fields[n].Path.Split('/'), value);
                }
            }
            catch (Exception e) when (e is FormatException or JsonException or OverflowException)
            {
                problems.Add((n, e is FormatException ? e.Message : $"{fields[n].Label} is no JSON of this shape"));
            }
        }

        return (root.ToJsonString(), problems);
    }

    /// <summary>
    /// What was typed while somebody else decided, laid over what they decided: where somebody typed what was not there it stays, and where not theirs stands.
    /// </summary>
    /// <param name="began">The fields as they were when the typing began.</param>
    /// <param name="newest">The fields of what has been decided since.</param>
    /// <param name="typed">By the key of a field.</param>
    public static (IReadOnlyDictionary<string, string?> Values, IReadOnlyList<SettingChange> Changes) Over(
        IReadOnlyList<SettingField> began, IReadOnlyList<SettingField> newest, IReadOnlyDictionary<string, string?> typed)
    {
        ArgumentNullException.ThrowIfNull(began);
        ArgumentNullException.ThrowIfNull(newest);
        ArgumentNullException.ThrowIfNull(typed);
        static bool Same(string? a, string? b) => (a ?? "").ReplaceLineEndings("\n").Trim() == (b ?? "").ReplaceLineEndings("\n").Trim();
        var (before, now) = (began.ToLookup(f => f.Key), newest.ToLookup(f => f.Key));
        string? Typed(string key) => typed.TryGetValue(key, out var value) && !before[key].Any(f => Same(f.Value, value)) ? value ?? "" : null;
        return (
            newest.DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => (string?)(Typed(f.Key) ?? f.Value), StringComparer.Ordinal),
            [
                .. newest.Where(f => !before[f.Key].Any(b => Same(b.Value, f.Value))).Select(f => new SettingChange(f.Label, f.Value, Typed(f.Key))),
                .. began.Where(f => !now.Contains(f.Key)).Select(f => new SettingChange(f.Label, null, Typed(f.Key))),
            ]);
    }

    private static void Add(List<SettingField> fields, string path, string key, string label, Type type, JsonNode? node)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (IsScalar(inner))
        {
            var choices = inner.IsEnum ? Members(inner) : inner == typeof(bool) ? [new("true", "Yes"), new("false", "No")] : (IReadOnlyList<Choice>)[];
            fields.Add(new(path, key, label, null, choices.Count > 0 ? SettingShape.Choice : SettingShape.Line, type, Text(node), choices));
        }
        else if (ElementOf(inner) is { } element && (IsScalar(element) || IsSmall(element)))
        {
            var lines = (node as JsonArray ?? []).Select(item => IsScalar(element) ? Text(item) : string.Join(", ", Parts(element).Select(p => Text(item?[p.Name]))).TrimEnd(',', ' '));
            fields.Add(new(path, key, label, HintOf(element), SettingShape.Lines, element, string.Join('\n', lines), []));
        }
        else if (node is JsonArray { Count: > 0 } items && ElementOf(inner) is { } group && path.Length > 0 && IsGroup(group))
        {
            for (var n = 0; n < items.Count; n++)
            {
                Add(fields, $"{path}/{n}", $"{key}/{items[n]?["code"] ?? items[n]?["name"] ?? n}", items[n]?["name"] is { } name ? $"{name}: " : $"{label} {n + 1}: ", group, items[n]);
            }
        }
        else if (node is JsonObject parts && (IsGroup(inner) || ValueOfDictionary(inner) is not null))
        {
            foreach (var (name, value) in parts.Where(p => !_notAsked.Contains(p.Key)))
            {
                var of = ValueOfDictionary(inner) ?? PropertyType(inner, name);
                if (of is not null)
                {
                    Add(fields, path.Length == 0 ? name : $"{path}/{name}", key.Length == 0 ? name : $"{key}/{name}", label.Length == 0 ? Words(name) : label.EndsWith(": ", StringComparison.Ordinal) ? label + Lower(Words(name)) : $"{label}: {(char.IsLower(name[0]) ? Lower(Words(name)) : name)}", of, value);
                }
            }
        }
        else
        {
            fields.Add(new(path, key, label.Length == 0 ? "The setting" : label.TrimEnd(' ', ':'), "As JSON: keep its shape", SettingShape.Json, type, node?.ToJsonString(_indented) ?? "", []));
        }
    }

    private static JsonNode? ValueOf(SettingField field, string typed) => field.Shape switch
    {
        SettingShape.Json => typed.Length == 0 ? null : JsonNode.Parse(typed),
        SettingShape.Lines => new JsonArray([.. typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => IsScalar(field.Type) ? Scalar(field.Type, line, field.Label) : Record(field, line))]),
        _ => Scalar(field.Type, typed, field.Label),
    };

    private static JsonObject Record(SettingField field, string line)
    {
        var (values, parts) = (line.Split(',', StringSplitOptions.TrimEntries), Parts(field.Type));
        if (values.Length > parts.Count)
        {
            throw new FormatException($"{field.Label}: “{line}” has more parts than {string.Join(", ", parts.Select(p => Lower(Words(p.Name))))}");
        }

        var record = new JsonObject();
        for (var n = 0; n < parts.Count; n++)
        {
            record[parts[n].Name] = Scalar(parts[n].Type, n < values.Length ? values[n] : "", $"{field.Label}, {Lower(Words(parts[n].Name))}", !parts[n].MayBeMissing);
        }

        return record;
    }

    /// <exception cref="FormatException">It is no value of that type; the message says so.</exception>
    private static JsonNode? Scalar(Type type, string typed, string label, bool needed = false)
    {
        var (inner, optional) = (Nullable.GetUnderlyingType(type) ?? type, Nullable.GetUnderlyingType(type) is not null || type == typeof(string));
        return typed.Length == 0 ? optional && !needed ? null : throw new FormatException($"{label}: enter a value")
            : inner.IsEnum ? Enum.GetNames(inner).FirstOrDefault(n => string.Equals(n, typed.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } member ? member : throw new FormatException($"{label}: “{typed}” is none of {string.Join(", ", Enum.GetNames(inner))}")
            : inner == typeof(bool) ? bool.TryParse(typed, out var yes) ? yes : throw new FormatException($"{label}: choose yes or no")
            : inner == typeof(int) ? int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : throw new FormatException($"{label} must be a whole number")
            : inner == typeof(double) || inner == typeof(decimal) ? decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{label} must be a number")
            : inner == typeof(TimeOnly) ? TimeOnly.TryParseExact(typed, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : throw new FormatException($"{label}: “{typed}” is no time such as 14:00")
            : inner == typeof(DateOnly) ? DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : throw new FormatException($"{label}: “{typed}” is no date such as 2026-12-01")
            : typed;
    }

    private static void Put(JsonNode root, string[] path, JsonNode? value)
    {
        var at = root;
        foreach (var step in path[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!;
        }

        at[path[^1]] = value;
    }

    private static string Text(JsonNode? node) => node is null ? ""
        : node.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() is { Length: 8 } time && TimeOnly.TryParseExact(time, "HH:mm:ss", out _) && time.EndsWith(":00", StringComparison.Ordinal) ? time[..5] : node.GetValue<string>()
        : node.ToJsonString();

    private static bool IsScalar(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var t
        && (t.IsEnum || t == typeof(string) || t == typeof(bool) || t == typeof(int) || t == typeof(double) || t == typeof(decimal) || t == typeof(TimeOnly) || t == typeof(DateOnly));

    /// <summary>A record of ours: its parts can be asked for one by one.</summary>
    private static bool IsGroup(Type type) => type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type) && type.Assembly != typeof(object).Assembly && type.GetConstructors().Length > 0;

    private static bool IsSmall(Type type) => IsGroup(type) && Parts(type) is { Count: > 0 } parts && parts.All(p => IsScalar(p.Type));

    private static Type? ElementOf(Type type) => type == typeof(string) || ValueOfDictionary(type) is not null ? null
        : new[] { type }.Concat(type.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Select(i => i.GetGenericArguments()[0]).FirstOrDefault();

    private static Type? ValueOfDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;

    private static Type? PropertyType(Type type, string name) => Array.Find(type.GetProperties(), p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name && p.CanWrite)?.PropertyType;

    /// <summary>What a record is made of, in the order of its declaration.</summary>
    private static IReadOnlyList<(string Name, Type Type, bool MayBeMissing)> Parts(Type type) =>
        [.. type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters().Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name!), p.ParameterType, p.HasDefaultValue))];

    private static IReadOnlyList<Choice> Members(Type type) => [.. Enum.GetNames(type).Select(n => new Choice(n, Words(n)))];

    private static string HintOf(Type element) => IsScalar(element)
        ? element.IsEnum ? $"One on a line, of {string.Join(", ", Enum.GetNames(element))}" : "One on a line"
        : $"One on a line: {string.Join(", ", Parts(element).Select(p => p.Type.IsEnum && Enum.GetNames(p.Type).Length <= 7 ? $"{Lower(Words(p.Name))} ({string.Join("/", Enum.GetNames(p.Type))})" : Lower(Words(p.Name))))}";

    /// <summary>"formSamplePercent" as "Form sample percent".</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name)
        {
            words.Append(words.Length == 0 ? char.ToUpperInvariant(c) : char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString());
        }

        return words.ToString();
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
