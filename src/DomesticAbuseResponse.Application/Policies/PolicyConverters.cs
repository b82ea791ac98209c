using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>Reads and writes a set as an array; the serialiser itself knows no way to make an <see cref="IReadOnlySet{T}"/>.</summary>
internal sealed class SetConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlySet<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<IReadOnlySet<T>>
    {
        public override IReadOnlySet<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<T>>(ref reader, options) ?? throw new JsonException("A set cannot be null.");

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.AsEnumerable(), options);
    }
}

/// <summary>Risk bands are made by their own check alone, also when they come from the table.</summary>
internal sealed class RiskBandsConverter : JsonConverter<RiskBands>
{
    private sealed record Stored(
        string InstrumentCode, string Version, DateOnly EffectiveFrom, int HighFrom, int MediumFrom,
        [property: JsonConverter(typeof(MaracIdConverter))] Id<Marac>? MaracId = null, DateOnly? EffectiveTo = null);

    public override RiskBands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Stored>(ref reader, options) ?? throw new JsonException("Bands cannot be null.");
        return RiskBands.Create(
            stored.InstrumentCode, stored.MaracId, stored.Version, stored.EffectiveFrom, stored.EffectiveTo, stored.HighFrom, stored.MediumFrom)
            .Match(bands => bands, refusal => throw new JsonException(refusal.Message));
    }

    public override void Write(Utf8JsonWriter writer, RiskBands value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        new Stored(value.InstrumentCode, value.Version, value.EffectiveFrom, value.HighFrom, value.MediumFrom, value.MaracId, value.EffectiveTo),
        options);
}

/// <summary>A MARAC by its identifier as text; read also as the object it was once written as.</summary>
internal sealed class MaracIdConverter : JsonConverter<Id<Marac>?>
{
    public override Id<Marac>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        var id = value.RootElement.ValueKind is JsonValueKind.Object ? value.RootElement.EnumerateObject().First().Value : value.RootElement;
        return id.ValueKind is JsonValueKind.Null ? null : new Id<Marac>(id.GetGuid());
    }

    public override void Write(Utf8JsonWriter writer, Id<Marac>? value, JsonSerializerOptions options)
    {
        if (value is { } id)
        {
            writer.WriteStringValue(id.Value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
