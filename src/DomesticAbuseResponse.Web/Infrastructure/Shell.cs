using DomesticAbuseResponse.Web.Infrastructure.Binding;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>What every page hangs in: Razor Pages with British dates and calm words, assets, words and policies.</summary>
public static class Shell
{
    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<ShellOptions>(configuration.GetSection("Shell"));
        services.Configure<WordsOptions>(configuration.GetSection("Words"));
        services.AddSingleton<Assets>().AddSingleton<DisplayNames>().AddSingleton<CaseWords>().AddSingleton<PlanWords>().AddSingleton<InvestigationWords>().AddSingleton<LetterWords>().AddSingleton<IncomingWords>().AddScoped<ResponseGradeWords>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ForbiddenIsAbsent>();
        services.AddAuthorization(options => options.AddPolicies());
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddRazorPages().AddMvcOptions(UseCalmWords);

        return services;
    }

    public static void MapShell(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Services.GetRequiredService<Assets>().Map(app);
        app.MapRazorPages();
    }

    private static void UseCalmWords(MvcOptions options)
    {
        // The validators ask for what is required, in the words of the question.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelBinderProviders.Insert(0, new UkBinderProvider());
        options.ModelMetadataDetailsProviders.Add(new CalmWords());
    }
}
