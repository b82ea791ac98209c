using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>The JSON of <c>--json</c>: indented, camel case, enumerations by name, and text as it is.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by programs and at a terminal, never put into a page
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, _options);
}
