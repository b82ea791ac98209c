using System.Net.Mime;
using System.Text;
using System.Text.Json;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Api;

/// <summary>POST /api/v1/incidents: another system tells of an incident. What it says is kept and logged whatever it says; only what is no incident at all is refused.</summary>
public static class IncidentApi
{
    public const int MostBytes = 256 * 1024;

    public const string KeyHeader = "Idempotency-Key";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new LooseText() },
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 8,
    };

    public static void MapIncidentApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/v1/openapi.json").AllowAnonymous();
        routes.MapPost("/api/v1/incidents", TakeAsync)
            .RequireAuthorization(ApiKeyHandler.LogIncidents)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithName("logIncident").WithSummary("Log an incident, or bring one up to date")
            .WithDescription("Whatever cannot be understood is kept and asked of a person at the force; the incident is logged at once. The same Idempotency-Key with the same body gets the same answer and does nothing.")
            .Accepts<IncidentMessage>(MediaTypeNames.Application.Json)
            .Produces<ReportReceipt>(StatusCodes.Status201Created).Produces<ReportReceipt>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task TakeAsync(HttpContext context, ReceiveReport receive)
    {
        var ct = context.RequestAborted;
        if (!context.Request.HasJsonContentType())
        {
            await ApiProblems.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "api.not-json", "Send application/json in UTF-8.");
            return;
        }

        var key = context.Request.Headers[KeyHeader].ToString().Trim();
        if (key.Length is 0 or > IncomingDelivery.KeyMaxLength || !key.All(c => char.IsBetween(c, '!', '~')))
        {
            await RefuseAsync(context, KeyHeader, $"Send the header {KeyHeader} with a value of your own for each message: 1 to {IncomingDelivery.KeyMaxLength} printable characters without spaces.");
            return;
        }

        if (await BodyAsync(context, ct) is not { } body)
        {
            return;
        }

        if (await MessageAsync(context, body) is not { } message)
        {
            return;
        }

        var feed = context.Features.Get<ApiKey>()!;
        var taken = await receive.HandleAsync(feed.ToActor(), new(feed.Id, key, CleanText.Of(body), message.ToSent(), message.Remarks()), ct);
        await taken.Match(answer => AnswerAsync(context, answer), refusal => ApiProblems.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, refusal.Code, refusal.Message));
    }

    private static Task AnswerAsync(HttpContext context, ReceiveReport.Answer answer)
    {
        context.Response.StatusCode = answer.Receipt.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        if (answer.Receipt.IncidentId is { } incident)
        {
            context.Response.Headers.Location = $"/incidents/{incident}";
        }

        if (answer.IsRepeat)
        {
            context.Response.Headers["Idempotency-Replayed"] = "true";
        }

        return context.Response.WriteAsJsonAsync(answer.Receipt, ApiJson.Options, context.RequestAborted);
    }

    /// <summary>The body as text, or null when it was refused: too long, or not in UTF-8.</summary>
    private static async Task<string?> BodyAsync(HttpContext context, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, ct) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MostBytes)
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return null;
            }
        }

        try
        {
            return _strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            await RefuseAsync(context, "", "The body is not UTF-8.");
            return null;
        }
    }

    private static async Task<IncidentMessage?> MessageAsync(HttpContext context, string body)
    {
        IncidentMessage? message;
        try
        {
            message = JsonSerializer.Deserialize<IncidentMessage>(body, _json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            var path = ((e as JsonException)?.Path ?? "$").TrimStart('$').TrimStart('.');
            await RefuseAsync(context, path, (e as JsonException)?.LineNumber is { } line && path.Length == 0
                ? $"The body is no JSON object that can be read, from line {line + 1}."
                : "This field cannot be read: a word or a number is wanted, and each name once.");
            return null;
        }

        var (field, why) = message switch
        {
            null => ("", "The body is null. Send a JSON object."),
            { ExternalReference.Length: > SentReport.ReferenceMaxLength } => ("externalReference", $"At most {SentReport.ReferenceMaxLength} characters."),
            { People.Count: > SentReport.MostPeople } => ("people", $"At most {SentReport.MostPeople} people in one incident."),
            _ => ("", ""),
        };
        if (why.Length > 0)
        {
            await RefuseAsync(context, field, why);
            return null;
        }

        return message;
    }

    private static Task RefuseAsync(HttpContext context, string field, string why) => ApiProblems.WriteAsync(
        context, StatusCodes.Status400BadRequest, "api.unreadable", field.Length == 0 ? why : $"{field}: {why}", new Dictionary<string, string[]> { [field.Length == 0 ? "$" : field] = [why] });
}
