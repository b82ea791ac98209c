using System.Text.Json;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// Takes the browser's word that something broke the content policy, and logs which rule and what kind of source: never
/// an address, which may name a record.
/// </summary>
public sealed partial class CspReports(ILogger<CspReports> logger)
{
    private const int MaxBytes = 16 * 1024;

    public async Task ReceiveAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (context.Request.ContentLength > MaxBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var buffer = new byte[MaxBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        foreach (var (rule, source) in Read(buffer.AsMemory(0, length)))
        {
            Violated(rule, source);
        }
    }

    private static List<(string Rule, string Source)> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            var reports = document.RootElement.ValueKind is JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement };
            return [.. reports.Take(20).Select(r => r.TryGetProperty("csp-report", out var old) ? One(old, "effective-directive", "blocked-uri")
                : r.TryGetProperty("body", out var body) ? One(body, "effectiveDirective", "blockedURL") : ("unknown", "unknown"))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [("unreadable", "unknown")];
        }
    }

    private static (string Rule, string Source) One(JsonElement report, string rule, string source) => (Known(Text(report, rule)), Kind(Text(report, source)));

    private static string Text(JsonElement report, string name) =>
        report.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static string Known(string rule) =>
        rule.Length is > 0 and < 40 && rule.All(c => char.IsAsciiLetterLower(c) || c == '-') ? rule : "unknown";

    private static string Kind(string source) => source switch
    {
        "inline" or "eval" or "self" or "data" or "blob" or "trusted-types-sink" or "trusted-types-policy" => source,
        _ => Uri.TryCreate(source, UriKind.Absolute, out var address) ? $"{address.Scheme}:" : "unknown",
    };

    [LoggerMessage(LogLevel.Warning, "A page broke the content policy: {Rule}, source {Source}")]
    private partial void Violated(string rule, string source);
}
