using System.Text.Json;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure.Endpoints;
using DomesticAbuseResponse.Web.Tests.Cli;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Conventions;

/// <summary>What the product answers is listed whole, and nothing answers by mistake.</summary>
public sealed class EndpointTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Dar_lists_exactly_what_the_running_product_answers()
    {
        var running = await EndpointCatalogue.ReadAsync(
            app.Services.GetRequiredService<EndpointDataSource>().Endpoints, app.Services.GetRequiredService<PageLoader>());

        var run = await DarRun.OfAsync("endpoints", "--json");

        using var listed = JsonDocument.Parse(run.Out);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(
            running.Select(e => $"{e.Verb} {e.Route} {e.Handler} {e.Policy}"),
            listed.RootElement.EnumerateArray().Select(e => $"{e.GetProperty("verb")} {e.GetProperty("route")} {e.GetProperty("handler")} {e.GetProperty("policy").GetString()}"));
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_sign_in_but_by_the_few_ways_that_sign_somebody_in()
    {
        var open = (await ReadAsync()).Where(e => e.Anonymous).Select(e => e.Route).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "/activate", "/api/v1/openapi.json", "/assets/{version}/{**path}", "/crew/phone", "/crew/phone/app.webmanifest", "/crew/phone/worker.js", "/csp-report", "/dev/components", "/error/{status:int?}", "/livez", "/passkeys/creation-options",
                "/passkeys/request-options", "/readyz", "/sign-in", "/sign-out",
            ],
            open);
    }

    [Fact]
    public async Task Every_value_of_a_form_is_listed_by_its_whole_name()
    {
        var log = (await ReadAsync()).Single(e => e is { Route: "/incidents/log", Verb: "POST", HandlerName: null });

        Assert.Contains(log.Inputs, i => i is { Name: "Input.FirstWords", Type: "String", From: "form", OnGet: false });
        Assert.Contains(log.Inputs, i => i.Name == "Input.People[].Name");
        Assert.True(log.ShowsPeople);
    }

    private Task<IReadOnlyList<EndpointEntry>> ReadAsync() => EndpointCatalogue.ReadAsync(
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints, app.Services.GetRequiredService<PageLoader>());
}
