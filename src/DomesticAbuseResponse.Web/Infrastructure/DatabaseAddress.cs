using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.LocalPostgres;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>Which database the host works on: the one it is given, or in Development a private one of its own.</summary>
internal static class DatabaseAddress
{
    public const string Name = "Database";

    extension(WebApplicationBuilder builder)
    {
        /// <summary>
        /// Starts the private PostgreSQL when Development gave no connection string. Dispose what comes back after the host
        /// has stopped. When it cannot be had, one line says why and the process ends.
        /// </summary>
        public async Task<IAsyncDisposable?> UseDatabaseAsync()
        {
            if (!string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(Name)) || !builder.Environment.IsDevelopment())
            {
                return null;
            }

            try
            {
                var cluster = await PrivateCluster.StartAsync();
                builder.Configuration[$"ConnectionStrings:{Name}"] = cluster.ConnectionString;
                return cluster;
            }
            catch (LocalPostgresException e)
            {
                await Console.Error.WriteLineAsync($"Refusing to start. {e.Message}");
                Environment.Exit(1);
                throw;
            }
        }
    }

    extension(IConfiguration configuration)
    {
        public string Database() => CaseDatabase.ForServing(configuration.GetConnectionString(Name)
            ?? throw new InvalidOperationException("No database is given: set ConnectionStrings__Database."));
    }
}
