using System.Text.Encodings.Web;
using System.Text.Json;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Phone;

/// <summary>The empty page, the service worker that keeps it, and what a phone needs to put it on its screen. None of them holds anything of anybody.</summary>
public sealed class PhoneShell(Assets assets, IOptions<ShellOptions> shell)
{
    /// <summary>After this time without a touch the key leaves the memory, and the PIN opens it again (T11).</summary>
    private static readonly TimeSpan _lockAfter = TimeSpan.FromMinutes(5);

    private static readonly string[] _files = ["lib/frontend.css", "css/site.css", "js/phone.js", "js/phone-view.js", "js/phone-store.js", "js/private.js", "lib/idb.js", "img/logo.svg"];

    /// <summary>A neutral name: whoever sees the screen of the phone learns nothing from it.</summary>
    public string Manifest { get; } = JsonSerializer.Serialize(new
    {
        id = PhoneEndpoints.Root,
        name = "Work",
        short_name = "Work",
        start_url = PhoneEndpoints.Root,
        scope = "/crew",
        display = "standalone",
        background_color = "#ffffff",
        theme_color = "#1f4e5a",
        icons = new[] { new { src = assets.Url("img/logo.svg"), sizes = "any", type = "image/svg+xml", purpose = "any" } },
    });

    public Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var nonce = HtmlEncoder.Default.Encode(context.CspNonce());
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en-GB" class="govuk-template">
            <head>
                <meta charset="utf-8">
                <title>Work</title>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
                <meta name="theme-color" content="#1f4e5a">
                <meta name="color-scheme" content="light">
                <meta name="format-detection" content="telephone=no">
                <meta name="robots" content="noindex, nofollow">
                <link rel="manifest" href="{PhoneEndpoints.Root}/app.webmanifest">
                <link rel="icon" href="{assets.Url("img/logo.svg")}" type="image/svg+xml">
                <link rel="stylesheet" href="{assets.Url("lib/frontend.css")}">
                <link rel="stylesheet" href="{assets.Url("css/site.css")}">
                <script type="module" src="{assets.Url("js/phone.js")}" nonce="{nonce}"></script>
            </head>
            <body class="govuk-template__body dar-field">
                <a href="#main-content" class="govuk-skip-link">Skip to main content</a>
                <header class="dar-header"><div class="govuk-width-container dar-header__inner"><span class="dar-header__name"><img class="dar-header__logo" src="{assets.Url("img/logo.svg")}" width="32" height="32" alt=""><span>Work</span></span></div></header>
                <div class="dar-phone-state govuk-width-container" role="status" id="phone-state"></div>
                <div class="govuk-width-container">
                    <main class="govuk-main-wrapper" id="main-content" tabindex="-1">
                        <noscript><h1 class="govuk-heading-l">This page needs script</h1><p class="govuk-body"><a class="govuk-link" href="/crew">The tasks of your crew</a> do the same work without it, with a network.</p></noscript>
                        <div id="phone"></div>
                    </main>
                </div>
                <div id="timeout" hidden data-blur-seconds="{(int?)shell.Value.FieldBlurAfter?.TotalSeconds}" data-lock-seconds="{(int)_lockAfter.TotalSeconds}"></div>
            </body>
            </html>
            """, context.RequestAborted);
    }

    /// <summary>The worker with the list of what it keeps: a release changes the list, and so the worker.</summary>
    public Task WriteWorkerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var kept = _files.Select(f => new { url = assets.Url(f), revision = (string?)null }).Append(new { url = PhoneEndpoints.Root, revision = (string?)assets.Version });
        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.Headers["Service-Worker-Allowed"] = "/crew";
        return context.Response.WriteAsync($"self.darKept = {JsonSerializer.Serialize(kept)}\n{assets.TextOf("lib/workbox.js")}\n{assets.TextOf("js/phone-worker.js")}", context.RequestAborted);
    }
}
