namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The names and rules of the cookies. Over TLS they carry the <c>__Host-</c> prefix, which browsers accept only with
/// Secure, this host and no path. Plain HTTP is for one's own machine alone; there the prefix is left out.
/// </summary>
public sealed class SessionCookie(IHostEnvironment environment)
{
    public const string Session = "dar";
    public const string Browser = "dar-browser";
    public const string Passkey = "dar-passkey";

    public string? Read(HttpContext context, string name) =>
        context.Request.Cookies.TryGetValue(Name(context, name), out var value) && value is { Length: > 0 and < 4000 } ? value : null;

    /// <summary>Without a lifetime the cookie goes when the browser closes.</summary>
    public void Write(HttpContext context, string name, string value, TimeSpan? lasts = null)
    {
        var options = Options(context);
        options.MaxAge = lasts;
        context.Response.Cookies.Append(Name(context, name), value, options);
    }

    public void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(Name(context, name), Options(context));

    private CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = !IsPlain(context),
    };

    private string Name(HttpContext context, string name) => IsPlain(context) ? name : $"__Host-{name}";

    private bool IsPlain(HttpContext context) =>
        environment.IsOwnMachine && !context.Request.IsHttps && IsLoopback(context.Request.Host.Host);

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
