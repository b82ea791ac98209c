using DomesticAbuseResponse.Application;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.LocalPostgres;
using DomesticAbuseResponse.Web.Account;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DomesticAbuseResponse.Cli.Database;

/// <summary>
/// Where commands find their settings and their database: the one named by <c>ConnectionStrings__Database</c>, or the
/// private one of this clone, which is joined when it already runs. Settings given here go before the environment's.
/// </summary>
internal sealed class Workplace(IReadOnlyDictionary<string, string?>? settings = null)
{
    private const string _connectionString = "ConnectionStrings:Database";

    /// <exception cref="CommandFailedException">There is no database to work on; the message says how to name one.</exception>
    public async Task<OpenDatabase> OpenAsync(CancellationToken ct)
    {
        var builder = Builder();
        if (builder.Configuration[_connectionString] is { } given && !string.IsNullOrWhiteSpace(given))
        {
            return new OpenDatabase(this, given, builder.Environment, null);
        }

        if (!builder.Environment.IsOwnMachine)
        {
            throw new CommandFailedException(
                $"No database: set ConnectionStrings__Database to the connection string of your PostgreSQL server (the environment is {builder.Environment.EnvironmentName}).");
        }

        var cluster = await PrivateCluster.StartAsync(ct: ct);
        return new OpenDatabase(this, cluster.ConnectionString, builder.Environment, cluster);
    }

    /// <summary>The settings and environment a web host would start with here, without its console log.</summary>
    public WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        if (settings is not null)
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Environment.EnvironmentName = settings.GetValueOrDefault("environment") ?? builder.Environment.EnvironmentName;
        }
        else if (!IsEnvironmentNamed(builder.Configuration) && string.IsNullOrWhiteSpace(builder.Configuration[_connectionString]))
        {
            // Nobody said where this is and no server was named: somebody is trying the product out of a clone.
            builder.Environment.EnvironmentName = Environments.Development;
        }

        return builder;
    }

    private static bool IsEnvironmentNamed(ConfigurationManager configuration) =>
        configuration["ASPNETCORE_ENVIRONMENT"] is not null || configuration["DOTNET_ENVIRONMENT"] is not null;
}

/// <summary>A database that a command holds open, and the product's use cases on it by whichever clock they are given.</summary>
internal sealed class OpenDatabase(Workplace workplace, string connectionString, IHostEnvironment environment, PrivateCluster? cluster) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public IHostEnvironment Environment { get; } = environment;

    /// <summary>"the private database of this clone", or host and name without user or password.</summary>
    public string Description { get; } = cluster is not null ? "the private database of this clone" : Describe(connectionString);

    /// <summary>The services of the web host without its pages. Dispose them before the database.</summary>
    /// <param name="inBulk">Many small acts one after another: statements are prepared, and a crash may lose the last moments' work.</param>
    public ServiceProvider Services(TimeProvider clock, bool inBulk = false)
    {
        var builder = workplace.Builder();
        var connection = !inBulk ? ConnectionString : new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Options = "-c synchronous_commit=off",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        }.ToString();
        builder.Configuration["ConnectionStrings:Database"] = connection;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(builder.Configuration).AddSingleton<IHostEnvironment>(builder.Environment).AddLogging();
        services.AddSingleton(clock);
        services.AddApplication(_ => connection);
        services.AddCredentials(builder.Configuration);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.DisposeAsync();
        }
    }

    private static string Describe(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{parts.Database} on {parts.Host}";
    }
}
