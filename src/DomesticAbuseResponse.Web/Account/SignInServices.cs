using DomesticAbuseResponse.Web.Account.Storage;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>Registers sign-in. The credentials alone serve the command line; the rest needs the web host.</summary>
public static class SignInServices
{
    /// <summary>Passwords, factors, activation codes and the key ring. Needs a clock.</summary>
    public static IServiceCollection AddCredentials(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<IConfiguration>().Database()));
        services.AddOptions<SignInSettings>().Bind(configuration.GetSection("SignIn"));
        services.AddScoped(provider => new SignInDbContext(SignInDbContext.Options(provider.GetRequiredService<NpgsqlDataSource>())));
        services.AddIdentityCore<SignInUser>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .AddEntityFrameworkStores<SignInDbContext>();
        services.RemoveAll<IPasswordValidator<SignInUser>>().AddScoped<IPasswordValidator<SignInUser>, PasswordRules>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<SignInSettings>>(
            (hasher, settings) => hasher.IterationCount = settings.Value.PasswordIterations);
        services.AddSingleton<IPasswordHasher<SignInUser>, PasswordHasher<SignInUser>>().AddSingleton<DummyPassword>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<SignInSettings>, IHostEnvironment>(PasskeyRules.Configure);
        services.AddScoped<IPasskeyHandler<SignInUser>, PasskeyHandler<SignInUser>>();

        services.AddSingleton<StaffDirectory>().AddSingleton<SessionCookie>().AddSingleton<Sessions>().AddSingleton<Throttle>()
            .AddSingleton<KnownPlaces>().AddSingleton<SignInEvents>().AddSingleton<AuthenticatorApps>().AddSingleton<RecoveryCodes>();
        services.AddScoped<Credentials>().AddScoped<Passkeys>().AddScoped<Activations>().AddScoped<DemoSignIn>().AddScoped<AppOffers>().AddScoped<OwnFactors>();
        AddKeyRing(services, configuration);
        return services;
    }

    /// <summary>Everything the web host needs to sign people in and keep their sessions.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddCredentials(configuration);
        services.AddSingleton<AuthorMark>().AddSingleton<KeptForms>().AddSingleton<ToSignIn>().AddScoped<SigningIn>().AddScoped<StaffSignIns>().AddScoped<StaleFormFilter>().AddScoped<Locking>();
        services.AddHostedService<SessionSweep>();
        services.AddAuthentication(SessionHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Name, null)
            .AddSteps();
        services.AddAuthorization(options => options.AddStepPolicies());
        services.Configure<MvcOptions>(options => options.Filters.AddService<StaleFormFilter>());
        services.AddAntiforgery(options =>
        {
            // Over TLS the browser itself then guarantees that no other host or path set this cookie.
            options.Cookie.Name = environment.IsOwnMachine ? "dar-form" : "__Host-dar-form";
            options.Cookie.SecurePolicy = environment.IsOwnMachine ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.Path = "/";
        });
        return services;
    }

    private static void AddKeyRing(IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection(KeySettings.Section).Get<KeySettings>() ?? new KeySettings();
        services.AddSingleton<DatabaseKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeyRing>((options, ring) => options.XmlRepository = ring);
        var protection = services.AddDataProtection().SetApplicationName("DomesticAbuseResponse");
        if (settings.Certificate() is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate)
                .UnprotectKeysWithAnyCertificate([certificate, .. settings.EarlierCertificates()]);
        }
    }
}
