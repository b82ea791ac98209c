using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>Logging as JSON lines on standard output, through the usual <c>ILogger</c>.</summary>
public static class Logs
{
    /// <summary>
    /// Replaces the framework's loggers. Its own chatter is held to warnings, since it writes addresses; setting
    /// <c>Logging:Level</c> changes the level of ours.
    /// </summary>
    public static void AddJsonLogs(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var level = Enum.TryParse<LogEventLevel>(builder.Configuration["Logging:Level"], ignoreCase: true, out var asked) ? asked : LogEventLevel.Information;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .WriteTo.Console(new JsonLines())
            .CreateLogger();

        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(logger, dispose: true));
        // Serilog decides the levels; the framework's own filter lets everything through to it.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Services.Configure<LoggerFilterOptions>(options => options.Rules.Clear());
    }
}
