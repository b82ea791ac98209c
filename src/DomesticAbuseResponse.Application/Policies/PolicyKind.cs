using System.Text.Json;
using System.Text.Json.Serialization;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>A kind of local setting: its name in the table and what holds until somebody decides otherwise.</summary>
public abstract record PolicyKind(string Code)
{
    private protected static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new SetConverterFactory(), new RiskBandsConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal abstract string DefaultContent { get; }
}

/// <summary>As <see cref="PolicyKind"/>, with the type of its content.</summary>
public sealed record PolicyKind<T>(string Code, T Default) : PolicyKind(Code)
    where T : notnull
{
    internal override string DefaultContent => Write(Default);

    public static string Write(T content) => JsonSerializer.Serialize(content, Json);

    /// <exception cref="JsonException">The text is not of this kind.</exception>
    public static T Read(string content) => JsonSerializer.Deserialize<T>(content, Json) ?? throw new JsonException("The policy is empty.");
}

/// <summary>A policy in force, with the version a decision stores.</summary>
public sealed record PolicyInForce<T>(T Content, string Version, Id<Policy> Id);
