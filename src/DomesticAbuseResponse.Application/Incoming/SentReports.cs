using System.Security.Cryptography;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>A report as it is stored, and the hash by which the same content is known again.</summary>
internal static class SentReports
{
    private sealed record Stored(SortedDictionary<SentField, string> Values, List<SortedDictionary<SentPersonField, string>> People);

    private static readonly JsonSerializerOptions _json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // for a column, never for a page

    public static string Write(SentReport report) => JsonSerializer.Serialize(Of(report), _json);

    public static SentReport Read(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, _json)!;
        return new SentReport(stored.Values, [.. stored.People.Select(p => new SentPerson(p))]);
    }

    /// <summary>The number it came under makes no difference.</summary>
    public static byte[] HashOf(SentReport report)
    {
        var stored = Of(report);
        stored.Values.Remove(SentField.ExternalReference);
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(stored, _json));
    }

    private static Stored Of(SentReport report) => new(
        new(report.Values.ToDictionary()), [.. report.People.Select(p => new SortedDictionary<SentPersonField, string>(p.Values.ToDictionary()))]);
}
