using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Board;

/// <summary>The stream of one open board, as a browser reads it.</summary>
internal sealed class BoardStream : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private BoardStream(HttpResponseMessage response, Stream stream) =>
        (_response, _events) = (response, SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator());

    /// <summary>The rows of the whole board with which it began.</summary>
    public IReadOnlyList<Row> Begun { get; private set; } = [];

    public sealed record Row(string Id, string Order, string Mark, string Html);

    public sealed record Told(string Type, string? Id, string Text);

    public static Task<BoardStream> OpenAsync(WebApp app, Actor actor, string query = "") => OpenAsync(app.SignedInAs(actor).Http, query);

    public static async Task<BoardStream> OpenAsync(HttpClient http, string query = "")
    {
        var response = await http.GetAsync(new Uri($"/incidents/board/events{query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var stream = new BoardStream(response, await response.Content.ReadAsStreamAsync());
        var first = await stream.NextAsync();
        Assert.Equal("board", first!.Type);
        using var board = JsonDocument.Parse(first.Text);
        stream.Begun = [.. board.RootElement.GetProperty("rows").EnumerateArray().Select(r => new Row(Text(r, "id"), Text(r, "order"), Text(r, "mark"), Text(r, "html")))];
        return stream;
    }

    /// <summary>What is told next, heartbeats left out; null when the stream has ended.</summary>
    public async Task<Told?> NextAsync()
    {
        while (await _events.MoveNextAsync().AsTask().WaitAsync(_patience))
        {
            var (type, data) = (_events.Current.EventType, _events.Current.Data);
            if (type == "beat")
            {
                continue;
            }

            using var json = data.Length == 0 ? null : JsonDocument.Parse(data);
            var id = json is not null && json.RootElement.TryGetProperty("id", out var found) ? found.GetString() : null;
            return new Told(type, id, type == "call" ? json!.RootElement.GetProperty("html").GetString()! : data);
        }

        return null;
    }

    public async Task<Told> AboutAsync(Id<Incident> call)
    {
        while (true)
        {
            var told = await NextAsync();
            Assert.NotNull(told);
            if (told.Id == call.ToString())
            {
                return told;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await Task.CompletedTask;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
