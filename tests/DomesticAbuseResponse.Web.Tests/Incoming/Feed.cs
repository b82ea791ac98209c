using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Web.Tests.Incoming;

/// <summary>A command-and-control system of a test: it has a key and sends messages.</summary>
internal sealed class Feed(HttpClient http, string key)
{
    private static int _made;

    public static async Task<Feed> OfAsync(WebApp app, Actor? administrator = null, int days = 30)
    {
        var key = $"dar_{Secrets.NewKey()}";
        var made = await app.RunAsync<MakeApiKey, Domain.Result<Domain.Id<ApiKey>>>(m => m.HandleAsync(
            administrator ?? Cast.AgencyAdministrator, new($"Test C&C {Interlocked.Increment(ref _made)}", days, key[..10], Secrets.Hash(key)), TestContext.Current.CancellationToken));
        Assert.Null(made.Refusal);
        return new Feed(app.CreateClient(new() { AllowAutoRedirect = false }), key);
    }

    public async Task<Answer> SendAsync(object message, string? idempotencyKey = null) => await SendAsync(JsonSerializer.Serialize(message), idempotencyKey);

    public async Task<Answer> SendAsync(string body, string? idempotencyKey = null, string contentType = "application/json", string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/incidents") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? $"Bearer {key}");
        if (idempotencyKey != "")
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey ?? Guid.CreateVersion7().ToString());
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Headers.Contains("Idempotency-Replayed"));
    }

    public sealed record Answer(HttpStatusCode Status, string? Type, string Text, bool IsRepeat)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;

        public string? this[string name] => Json.TryGetProperty(name, out var value) ? value.ToString() : null;

        public IReadOnlyList<string> Questions => [.. Json.GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("field").GetString()!)];

        public IReadOnlyList<string> People => [.. Json.GetProperty("people").EnumerateArray().Select(q => q.GetProperty("outcome").GetString()!)];
    }
}
