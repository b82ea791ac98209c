using DomesticAbuseResponse.Application;
using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Api;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using DomesticAbuseResponse.Web.Live;
using DomesticAbuseResponse.Web.Phone;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>What the product is made of, for the host that serves it and for whoever asks what it consists of.</summary>
public static class Product
{
    public static void AddProduct(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSearchHashKey();
        builder.Services.AddSingleton<IFileScanner>(_ => new ClamdScanner(builder.Configuration.GetSection("Documents").Get<ScannerOptions>() ?? new ScannerOptions()));
        builder.Services.AddApplication(services => services.GetRequiredService<IConfiguration>().Database());
        builder.Services.AddSignIn(builder.Configuration, builder.Environment);
        builder.Services.AddIncidentApi();
        builder.Services.AddForms();
        builder.Services.AddHardening(builder.Configuration);
        builder.Services.AddShell(builder.Configuration);
        builder.Services.AddLiveBoard();
        builder.Services.AddPhone();
    }

    /// <summary>The layers of a request from the outside in, then every address the product answers.</summary>
    public static void UseProduct(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseHardening();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFairShare();
        app.MapProduct();
    }

    public static void MapProduct(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapSessions();
        app.MapPasskeys();
        app.MapIncidentApi();
        app.MapHardening();
        app.MapLiveBoard();
        app.MapPhone();
        app.MapShell();
    }
}
