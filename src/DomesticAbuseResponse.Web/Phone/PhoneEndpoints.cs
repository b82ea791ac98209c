using System.Security.Cryptography;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;

namespace DomesticAbuseResponse.Web.Phone;

/// <summary>
/// The crew's page that works without a network: a shell that is the same for everybody and holds nothing of anybody, and what its script asks the server for. The
/// pages under /crew do the same work without script (docs/offline.md).
/// </summary>
public static class PhoneEndpoints
{
    public const string Root = "/crew/phone";

    private const int _mostBytes = 1024 * 1024;

    public static void AddPhone(this IServiceCollection services) => services.AddScoped<PhoneContents>().AddSingleton<PhoneShell>();

    public static void MapPhone(this IEndpointRouteBuilder routes)
    {
        // Public like the assets: a browser fetches them anew in the middle of a shift, when nobody may be signed in.
        var shell = routes.MapGroup(Root).AllowAnonymous();
        routes.MapGet(Root, (HttpContext context, PhoneShell page) => page.WriteAsync(context)).AllowAnonymous();
        shell.MapGet("/worker.js", (HttpContext context, PhoneShell page) => page.WriteWorkerAsync(context));
        shell.MapGet("/app.webmanifest", (PhoneShell page) => TypedResults.Text(page.Manifest, "application/manifest+json"));

        var own = routes.MapGroup(Root).RequireAuthorization(Policies.WorkCrews).AddEndpointFilter<RecordsBehindEndpoints>();
        own.MapGet("/start", StartAsync).WithMetadata(new DoesNotExtendSessionAttribute());
        own.MapPost("/pack", TakeAsync);
        own.MapPost("/entries", ReceiveAsync);
        own.MapPost("/leave", LeaveAsync);
    }

    /// <summary>Whether what lies on the phone may still lie there, and the token its posts carry.</summary>
    internal sealed record Start(string? Token, bool Own, bool Open);

    internal sealed record Entry(Guid Id, Guid Task, Guid Device, long Order, string? Field, string? Value, long Seen, int Form, DateTimeOffset MadeAt);

    /// <param name="SentAt">What the clock of the phone says as it sends: its times are moved by as much as it is wrong.</param>
    internal sealed record Entries(Guid Pack, DateTimeOffset SentAt, IReadOnlyList<Entry>? Sent);

    internal sealed record Taking(Guid? Held);

    private static async Task<IResult> StartAsync(HttpContext context, Id<VisitPack>? pack, PackStanding standing, IAntiforgery antiforgery, CancellationToken ct)
    {
        var now = await standing.ReadAsync(context.User.ToActor(), pack, ct);
        return TypedResults.Json(new Start(antiforgery.GetAndStoreTokens(context).RequestToken, now.IsOwn, now.IsOpen));
    }

    private static async Task<IResult> TakeAsync(HttpContext context, Taking asked, TakePack take, PhoneContents contents, IDataProtectionProvider protection, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        var keys = protection.CreateProtector("visit pack");
        var taken = await take.HandleAsync(context.User.ToActor(), new(() => keys.Protect(RandomNumberGenerator.GetBytes(32)), asked.Held is { } held ? new Id<VisitPack>(held) : null), ct);
        return taken.Match<IResult>(
            view => TypedResults.Json(contents.Of(view, keys.Unprotect(view.Pack.SealedKey), view.Held is { } other ? keys.Unprotect(other) : null)),
            refusal => TypedResults.Json(new { refused = refusal.Message }, statusCode: StatusCodes.Status409Conflict));
    }

    /// <summary>Its owner has taken the visits off the phone.</summary>
    private static async Task<IResult> LeaveAsync(HttpContext context, Taking asked, RevokePack revoke, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || asked.Held is not { } pack)
        {
            return TypedResults.BadRequest();
        }

        await revoke.HandleAsync(context.User.ToActor(), new(pack), ct);
        return TypedResults.Json(new { });
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, Entries sent, ReceiveEntries receive, IAntiforgery antiforgery, TimeProvider clock, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || context.Request.ContentLength > _mostBytes)
        {
            return TypedResults.BadRequest();
        }

        var (wrong, far) = (clock.GetUtcNow() - sent.SentAt, TimeSpan.FromDays(3650));
        if (wrong.Duration() > far || sent.Sent?.Any(e => (e.MadeAt - sent.SentAt).Duration() > far) is true)
        {
            return TypedResults.BadRequest();
        }

        var received = await receive.HandleAsync(
            context.User.ToActor(),
            new(new(sent.Pack), [.. (sent.Sent ?? []).Select(e => new ReceiveEntries.Sent(new(e.Task), new(e.Id, e.Device, e.Order, CleanText.Of(e.Field ?? ""), Tidy(e.Value), e.Seen, e.Form, (e.MadeAt + wrong).ToUniversalTime())))]), ct);
        return received.Match<IResult>(
            view => TypedResults.Json(new { open = view.IsOpen, answers = view.Answers.Select(a => new { a.Id, state = a.State.ToString() }) }),
            refusal => TypedResults.Json(new { refused = refusal.Message }, statusCode: StatusCodes.Status409Conflict));
    }

    /// <summary>Text as the forms keep it; white space alone is a blank.</summary>
    private static string? Tidy(string? value) => string.IsNullOrWhiteSpace(value) ? null : CleanText.Of(value).ReplaceLineEndings("\n").Trim();
}
