using DomesticAbuseResponse.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Hardening;

/// <summary>The application with three more addresses: one that nobody may use, one that breaks and names a person as it does, one whose database is away.</summary>
public class AppWithTraps : WebApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Traps>());
    }

    private sealed class Traps : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            var routes = (IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!;
            routes.Map("/traps/forbidden", () => "CNRY").RequireAuthorization(p => p.RequireAssertion(_ => false));
            routes.Map("/traps/broken", (RequestDelegate)(_ => throw new InvalidOperationException("CNRY-secret of the record")));
            routes.Map("/traps/outage", (RequestDelegate)(_ => throw new InvalidOperationException("wrapped", new NpgsqlException("gone", new IOException()))));
        };
    }
}
