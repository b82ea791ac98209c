using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;

namespace DomesticAbuseResponse.Web.Api;

/// <summary>
/// An incident as another system sends it. Everything may be missing but some word of what happened, where, or to whom. Values are words; numbers and
/// true or false are taken as the words they are.
/// </summary>
public sealed record IncidentMessage
{
    [Description("Your own number for the incident, up to 100 characters. The same number again updates the incident.")]
    public string? ExternalReference { get; init; }

    [Description("When it was reported: ISO 8601 with an offset is best. Without one it is a London clock's time. Missing: the time of receipt.")]
    public string? ReportedAt { get; init; }

    [Description("The day it happened, where it is known and another.")]
    public string? HappenedOn { get; init; }

    [Description("999, 101, online, station, agency, third party")]
    public string? Source { get; init; }

    [Description("Your force's own name of the response grade.")]
    public string? Grade { get; init; }

    [Description("The name of the local policing unit.")]
    public string? Unit { get; init; }

    [Description("silent, abandoned, or none when the caller spoke")]
    public string? Silence { get; init; }

    [Description("yes when 55 was pressed")]
    public string? SilentSolution { get; init; }

    public string? CallerName { get; init; }

    public string? CallerPhone { get; init; }

    [Description("Where help is needed")]
    public string? Location { get; init; }

    public string? Postcode { get; init; }

    [Description("The caller's first words, word for word. Taken once and never changed.")]
    public string? FirstWords { get; init; }

    public string? WhatHappened { get; init; }

    [Description("not asked, not frightened, frightened, very frightened")]
    public string? Fear { get; init; }

    public string? Injuries { get; init; }

    public string? Weapons { get; init; }

    [Description("yes, no, unknown")]
    public string? ChildrenPresent { get; init; }

    [Description("yes, no, unknown")]
    public string? IsCrime { get; init; }

    public IReadOnlyList<PersonMessage?>? People { get; init; }

    /// <summary>Fields that have no name here. They are kept with the message.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>The same as the use cases know it, without control characters.</summary>
    public SentReport ToSent()
    {
        var values = Words<SentField>(this);
        return new SentReport(values, [.. (People ?? []).Select(p => new SentPerson(p is null ? new Dictionary<SentPersonField, string>() : Words<SentPersonField>(p)))]);
    }

    /// <summary>What was sent and has no name here.</summary>
    public IReadOnlyList<ReportNote> Remarks() =>
    [
        .. (Others?.Keys ?? Enumerable.Empty<string>()).Concat((People ?? []).SelectMany((p, n) => p?.Others?.Keys.Select(k => $"people[{n}].{k}") ?? [])).Take(50)
            .Select(k => new ReportNote(k.Length > 60 ? k[..60] : k, "This field is not known here. It is kept with the message.")),
    ];

    private static Dictionary<TField, string> Words<TField>(object message)
        where TField : struct, Enum
    {
        Dictionary<TField, string> words = [];
        foreach (var property in message.GetType().GetProperties())
        {
            if (Enum.TryParse<TField>(property.Name, out var field) && property.GetValue(message) is string text && CleanText.Of(text).Trim() is { Length: > 0 } clean)
            {
                words[field] = clean;
            }
        }

        return words;
    }
}

/// <summary>Somebody in an incident.</summary>
public sealed record PersonMessage
{
    [Description("Your own number for the person: by it a later message says that it is the same one.")]
    public string? ExternalReference { get; init; }

    [Description("victim, perpetrator, child, caller, witness, other")]
    public string? Role { get; init; }

    public string? Title { get; init; }

    [Description("The whole name, where its parts are not known")]
    public string? Name { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    [Description("Date of birth; dd/mm/yyyy when it is not ISO")]
    public string? Born { get; init; }

    [Description("Age in years, where the date of birth is not known")]
    public string? Age { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Postcode { get; init; }

    /// <summary>Fields that have no name here. They are kept with the message.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>Reads a number, true or false as the words they were written in: systems send telephone numbers and ages as numbers.</summary>
internal sealed class LooseText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
        _ => throw new JsonException("a word or a number is wanted here"),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
