using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>What a kind of setting is decided for.</summary>
public enum PolicyScope
{
    Agency,
    Marac,
}

/// <summary>A kind of local setting: its name in the table, whom it is decided for, and what holds until somebody decides otherwise.</summary>
/// <param name="Code">Lower-case words joined by hyphens.</param>
/// <param name="About">What it settles, in a few words.</param>
public abstract record PolicyKind(string Code, PolicyScope Scope, string About)
{
    private protected static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new SetConverterFactory(), new RiskBandsConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private protected static JsonSerializerOptions Whole { get; } = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    // A misspelt name in a file would otherwise leave a rule as it was without a word.
    private protected static JsonSerializerOptions Strict { get; } = new(Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal abstract string DefaultContent { get; }

    /// <summary>The shape of its content.</summary>
    public abstract Type ContentType { get; }

    /// <summary>The same content with what is left open written out as null, so that a form can ask for it.</summary>
    /// <exception cref="JsonException">The text is not of this kind.</exception>
    public abstract string WithBlanks(string content);

    /// <summary>Reads a setting that somebody wrote, checks it, gives it its version, and answers with the JSON to store.</summary>
    public abstract Result<string> Prepare(string json, string version);

    /// <summary>Refuses what no shape of ours forbids by itself: a gap among several values, and the sign that PostgreSQL cannot store.</summary>
    /// <exception cref="JsonException">There is one.</exception>
    private protected static void CheckValues(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    CheckValues(item ?? throw new JsonException("One of several values is null."));
                }

                break;
            case JsonObject parts:
                foreach (var (name, value) in parts)
                {
                    CheckText(name);
                    CheckValues(value);
                }

                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                CheckText(value.GetValue<string>());
                break;
        }

        static void CheckText(string text)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                throw new JsonException("A text holds the sign with the number 0.");
            }
        }
    }
}

/// <summary>As <see cref="PolicyKind"/>, with the type of its content.</summary>
/// <param name="Check">Why a content cannot be used, or null when it can.</param>
/// <param name="Named">The content under another version name; null where the content carries none.</param>
public sealed record PolicyKind<T>(string Code, PolicyScope Scope, string About, T Default, Func<T, Refusal?>? Check = null, Func<T, string, T>? Named = null)
    : PolicyKind(Code, Scope, About)
    where T : notnull
{
    internal override string DefaultContent => Write(Default);

    public override Type ContentType => typeof(T);

    public override string WithBlanks(string content) => JsonSerializer.Serialize(Read(content), Whole);

    public static string Write(T content) => JsonSerializer.Serialize(content, Json);

    /// <exception cref="JsonException">The text is not of this kind.</exception>
    public static T Read(string content) => JsonSerializer.Deserialize<T>(content, Json) ?? throw new JsonException("The policy is empty.");

    public override Result<string> Prepare(string json, string version)
    {
        try
        {
            CheckValues(JsonNode.Parse(json));
            var written = JsonSerializer.Deserialize<T>(json, Strict) ?? throw new JsonException("It is empty.");
            var named = Named is null ? written : Named(written, version);
            return Check?.Invoke(named) is { } refusal ? refusal : Write(named);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException) // the last where a text holds half a sign
        {
            return new Refusal("policy.unreadable", $"This is no setting of the kind {Code}: {e.Message}");
        }
    }
}

/// <summary>A policy in force, with the version a decision stores.</summary>
public sealed record PolicyInForce<T>(T Content, string Version, Id<Policy> Id);
