using System.Collections.Concurrent;
using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DomesticAbuseResponse.TestKit;

/// <summary>The whole application over one private database with the <see cref="Cast"/> in it. One per test class.</summary>
public class WebApp : WebApplicationFactory<DomesticAbuseResponse.Web.Program>, IAsyncLifetime
{
    public FixedTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero)); // a Monday

    public TestDatabase Database { get; protected set; } = null!;

    /// <summary>Every line the application logged, as it would be written.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    /// <summary>False where the real sign-in is under test.</summary>
    protected virtual bool SignsInByHeader => true;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var db = Database.Open();
        await Cast.TakeTheStageAsync(db, Clock.Now);
    }

    public PageClient SignedInAs(Actor actor)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add(TestSignIn.Header, TestSignIn.Write(actor));
        return new PageClient(client);
    }

    public PageClient Nobody() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    /// <summary>Runs a use case as the application would, in a scope of its own.</summary>
    public async Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> run)
        where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("ConnectionStrings:Database", Database.ConnectionString);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new LogCollector(Logged)));
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
            services.RemoveAll<IHostedService>(); // passes of workers are run by the tests that are about them
            if (SignsInByHeader)
            {
                services.AddAuthentication(options =>
                {
                    options.DefaultAuthenticateScheme = TestSignIn.SchemeName;
                    options.DefaultChallengeScheme = TestSignIn.SchemeName;
                    options.DefaultForbidScheme = TestSignIn.SchemeName;
                }).AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.SchemeName, null);
            }
        });
    }

    private sealed class LogCollector(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
