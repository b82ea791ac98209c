namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// Puts the security headers on every response, whoever wrote it: pages, errors, files, refusals. Only what was marked as
/// public (the assets) may be stored.
/// </summary>
public sealed class ResponseHeaders(RequestDelegate next)
{
    /// <summary>What the browser may not use at all, but for passkeys on this very site.</summary>
    private const string Permissions =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), "
        + "fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
        + "payment=(), picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), "
        + "serial=(), usb=(), xr-spatial-tracking=()";

    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;

        headers.ContentSecurityPolicy = context.IsFileOfCase ? "default-src 'none'; sandbox; frame-ancestors 'none'" :
            $"default-src 'none'; script-src 'nonce-{context.CspNonce()}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types dar-fragment dar-worker; report-uri /csp-report; report-to csp";
        headers["Reporting-Endpoints"] = "csp=\"/csp-report\"";
        headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        headers.Remove("Server");
        headers.Remove("X-Powered-By");

        if (!headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
            headers.Remove("Pragma");
            headers.Remove("Expires");
        }

        return Task.CompletedTask;
    }
}

/// <summary>Marks an answer that is a file somebody added: whatever is in it, a browser runs nothing of it.</summary>
public static class FilesOfCases
{
    private static readonly object _mark = new();

    extension(HttpContext context)
    {
        public bool IsFileOfCase
        {
            get => context.Items.ContainsKey(_mark);
            set => context.Items[_mark] = value;
        }
    }
}

/// <summary>Makes <see cref="ResponseHeaders"/> the outermost of all, before even the check of the host name.</summary>
internal sealed class HeadersFirst : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<ResponseHeaders>();
        next(app);
    };
}
