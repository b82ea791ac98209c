using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>An application over a database of its own, where a browser can reach it.</summary>
public sealed class OnAPort<TApp> : IAsyncLifetime
    where TApp : WebApp, new()
{
    public TApp App { get; } = new();

    public Uri Site => App.ClientOptions.BaseAddress;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        App.UseKestrel(0);
        App.StartServer();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
