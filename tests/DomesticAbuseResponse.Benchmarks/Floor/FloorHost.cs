using Npgsql;

namespace DomesticAbuseResponse.Benchmarks.Floor;

/// <summary>
/// What the product is measured against: a bare Razor page in a host of the same profile that runs one indexed query and renders a
/// table of 25 rows, and one that inserts a row and commits.
/// </summary>
internal static class FloorHost
{
    public static async Task RunAsync(string url, string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(FloorHost).Assembly.GetName().Name, EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls(url);
        builder.Services.AddRazorPages().ConfigureApplicationPartManager(parts => // the product's frame and pages are no part of the floor
        {
            foreach (var part in parts.ApplicationParts.Where(p => p.Name != builder.Environment.ApplicationName).ToList())
            {
                parts.ApplicationParts.Remove(part);
            }
        });
        await using var source = NpgsqlDataSource.Create(connectionString);
        builder.Services.AddSingleton(source);

        var app = builder.Build();
        app.MapRazorPages();
        await app.RunAsync();
    }

    public static async Task PrepareAsync(string connectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("create table if not exists benchmark_floor (id uuid primary key, words text not null, at timestamptz not null)");
        await command.ExecuteNonQueryAsync(ct);
    }
}
