using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using DomesticAbuseResponse.Web.Workers;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.AddJsonLogs();
if (!builder.Environment.IsOwnMachine && !ProductionGuard.Allows(ProductionGuard.FaultsOf(builder.Configuration)))
{
    return 1;
}

await using var database = await builder.UseDatabaseAsync();

#pragma warning disable RS0030 // the one place that chooses the clock
builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
builder.AddProduct();
builder.Services.AddHostedService<DeadlineWorker>();
builder.Services.AddHostedService<CrewWorker>();
builder.Services.AddHostedService<FlowWorker>();
builder.Services.AddHostedService<RematchWorker>();
builder.Services.AddHostedService<CampaignWorker>();
builder.Services.AddHostedService<PerpetratorWorker>();

var app = builder.Build();
if (!app.Environment.IsOwnMachine
    && !ProductionGuard.Allows(await ProductionGuard.FaultsOfAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None)))
{
    return 1;
}

app.UseProduct();
try
{
    await app.RunAsync();
}
catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
{
    // Told to stop before it had quite started.
}

return 0;

namespace DomesticAbuseResponse.Web
{
    public partial class Program;
}
