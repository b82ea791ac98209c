using DomesticAbuseResponse.Web.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// The outer layers of every request, in their order: headers, host name, forwarded headers, log, last resort, error
/// pages, clean text, routing, method gate, fetch metadata, body size, limits. Sign-in and the pages come after.
/// </summary>
public static class Hardening
{
    public static IServiceCollection AddHardening(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection("Hardening").Get<HardeningOptions>() ?? new HardeningOptions();
        services.Configure<HardeningOptions>(configuration.GetSection("Hardening"));
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, HeadersFirst>());
        services.AddSingleton<CspReports>();
        services.AddHostedService<Telemetry>();
        services.AddRateLimiter(_ => { });
        Health.AddChecks(services);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20)); // what is being answered is answered

        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http1AndHttp2);
        });
        services.Configure<FormOptions>(form =>
        {
            form.ValueLengthLimit = 256 * 1024;
            form.KeyLengthLimit = 256;
            form.ValueCountLimit = 2000;
        });
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = 1;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in options.TrustedProxies)
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
        return services;
    }

    public static void UseHardening(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<IOptions<HardeningOptions>>().Value;
        if (options.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<LastResort>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = StatusOf,
        });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<ApiProblems>();
        app.UseMiddleware<CleanRequests>();
        app.UseRouting();
        app.Use(RequestLog.RememberRouteAsync);
        app.UseMiddleware<MethodGate>();
        app.UseMiddleware<FetchMetadata>();
        app.UseMiddleware<BodyGate>();
        app.UseRateLimiter(Limits.PerAddress(options));
        app.UseRateLimiter(Limits.Room(options));
        app.Use(ApiProblems.AnswerUnmappedAsync);
    }

    /// <summary>The limits of one person and of one key; they need to know who asks.</summary>
    public static void UseFairShare(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<IOptions<HardeningOptions>>().Value;
        app.UseRateLimiter(Limits.PerPerson(options));
        app.UseRateLimiter(Limits.PerKey(options));
    }

    public static void MapHardening(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        Health.Map(app);
        app.MapPost("/csp-report", (HttpContext context, CspReports reports) => reports.ReceiveAsync(context)).AllowAnonymous();
    }

    /// <summary>A body that cannot be read is the sender's, a database that is away is nobody's for long, the rest is ours.</summary>
    private static int StatusOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case Microsoft.AspNetCore.Http.BadHttpRequestException bad: return bad.StatusCode;
                case InvalidDataException: return StatusCodes.Status400BadRequest;
                case NpgsqlException { IsTransient: true }: return StatusCodes.Status503ServiceUnavailable;
                default: break;
            }
        }

        return StatusCodes.Status500InternalServerError;
    }
}
