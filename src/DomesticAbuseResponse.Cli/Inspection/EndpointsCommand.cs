using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DomesticAbuseResponse.Cli.Inspection;

/// <summary>Lists every address the product answers, for whoever checks that none is open by mistake. It needs no database.</summary>
internal sealed class EndpointsCommand : ICommand
{
    public string Name => "endpoints";

    public string Summary => "List every address the product answers";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json)
    {
        Remarks =
        [
            "Each line is a route with its verb, what answers, the policy that lets somebody in, and whether the answer can show a "
            + "person's data. --json adds the roles of the policy and every value a request may set.",
        ],
        Examples = ["endpoints --json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var entries = await ReadAsync(terminal.Clock);
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(entries));
            return ExitCode.Done;
        }

        var (route, handler) = (entries.Max(e => e.Route.Length) + 2, entries.Max(e => e.Handler.Length) + 2);
        foreach (var entry in entries)
        {
            terminal.Out.WriteLine(
                $"{entry.Verb,-7}{entry.Route.PadRight(route)}{entry.Handler.PadRight(handler)}{entry.Policy ?? (entry.Anonymous ? "(nobody signed in)" : "(anybody signed in)"),-22}{(entry.ShowsPeople ? "shows people" : "")}".TrimEnd());
        }

        return ExitCode.Done;
    }

    /// <summary>The product put together as its host does, but never started.</summary>
    private static async Task<IReadOnlyList<EndpointEntry>> ReadAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Product).Assembly.GetName().Name, // the pages are found in the assembly of this name
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Endpoints",
        });
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:Database"] = "Host=127.0.0.1;Database=none";
        builder.Services.AddSingleton(clock);
        builder.AddProduct();
        await using var app = builder.Build();
        app.MapProduct();
        return await EndpointCatalogue.ReadAsync(app);
    }
}
