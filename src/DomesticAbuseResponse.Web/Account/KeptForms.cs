using System.Security.Cryptography;
using System.Text.Json;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>One field of a kept form, as it was posted.</summary>
public sealed record KeptField(string Name, string Value);

/// <summary>A form as it was posted: where to, what was typed, and which files have to be chosen again.</summary>
/// <param name="Page">The page that shows it, when it was not sent but taken along by a lock; null when it was sent.</param>
public sealed record KeptForm(Guid Id, string Path, IReadOnlyList<KeptField> Fields, IReadOnlyList<string> Files, DateTimeOffset KeptAt, DateTimeOffset ExpiresAt, string? Page)
{
    /// <summary>Where it can be gone on with: the page itself, filled in again, or the page that offers to send it.</summary>
    public string ResumeAt => Page is null ? $"/resume/{Id}" : LocalPath.With(Page, KeptForms.KeptQuery, Id.ToString());
}

/// <summary>
/// Forms that were posted after their session had died, or stood open when the screen was locked. They are kept encrypted for half an hour, for their author alone,
/// so that an expired session never costs anyone what they typed.
/// </summary>
public sealed class KeptForms(
    NpgsqlDataSource database, IDataProtectionProvider protection, AuthorMark marks, TimeProvider clock, IOptions<SignInSettings> settings)
{
    public const int MaxBytes = 1024 * 1024;
    private const int MaxPerPerson = 20;

    /// <summary>The hidden field that says a post comes from the resume page.</summary>
    public const string ResumedField = "__resumed";

    /// <summary>In the address of a page: which kept form it is to be filled with.</summary>
    public const string KeptQuery = "kept";

    /// <summary>What "Lock now" posts to. The form in such a post was not sent: it is kept for the page named in the address.</summary>
    public const string LockPath = "/lock";

    private readonly IDataProtector _protector = protection.CreateProtector("kept form");

    /// <summary>
    /// Keeps the posted form for its author: the person it was made for, or else the person whose session the browser had.
    /// Answers null when neither is known, when it is too large, or when another site sent it.
    /// </summary>
    public async Task<Id<StaffMember>?> KeepAsync(HttpContext context, Id<StaffMember>? sessionOwner, CancellationToken ct)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.ContentLength is null or > MaxBytes
            || IsFromElsewhere(request) || context.GetEndpoint()?.Metadata.GetMetadata<HoldsSecretsAttribute>() is not null)
        {
            return null;
        }

        var (path, page) = request.Path == LockPath
            ? (LocalPath.OrNull(request.Query["to"]), LocalPath.OrHome(request.Query["returnUrl"]))
            : (request.Path + request.QueryString, null);
        var form = await request.ReadFormAsync(ct);
        if (path is null || (page is not null && !HoldsWords(form)))
        {
            return null;
        }

        var author = marks.TryRead(form[AuthorMark.Field], out var marked) ? marked : sessionOwner;
        if (author is not { } owner)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var fields = form.SelectMany(f => f.Value, (f, value) => new KeptField(f.Key, value ?? ""))
            .Where(f => f.Name is not (AuthorMark.Field or ResumedField or Antiforgery)).ToList();
        var kept = new Stored(path, fields, [.. form.Files.Select(f => f.FileName).Where(n => n.Length > 0)], page);
        await database.ExecuteAsync(
            """
            with older as (
                delete from identity.pending_posts where id in (
                    select id from identity.pending_posts where staff_id = $2 order by created_at desc offset $6))
            insert into identity.pending_posts (id, staff_id, protected_form, created_at, expires_at) values ($1, $2, $3, $4, $5)
            """,
            ct, Guid.CreateVersion7(now), owner.Value, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(kept)),
            now, now + settings.Value.KeptFormLasts, MaxPerPerson - 1);
        return owner;
    }

    /// <summary>The person's newest kept form, or the one asked for; nobody else's, and none that has expired.</summary>
    public async Task<KeptForm?> FindAsync(Id<StaffMember> author, Guid? id, CancellationToken ct)
    {
        var row = await database.FirstAsync(
            """
            select id, protected_form, created_at, expires_at from identity.pending_posts
            where staff_id = $1 and expires_at > $2 and ($3::uuid is null or id = $3) order by created_at desc limit 1
            """,
            r => (object)(r.Get<Guid>("id"), r.Get<byte[]>("protected_form"), r.Instant("created_at"), r.Instant("expires_at")),
            ct, author.Value, clock.GetUtcNow(), id);
        return row is ValueTuple<Guid, byte[], DateTimeOffset, DateTimeOffset> found ? Open(found) : null;
    }

    public Task DiscardAsync(Id<StaffMember> author, Guid id, CancellationToken ct) => database.ExecuteAsync(
        "delete from identity.pending_posts where staff_id = $1 and id = $2", ct, author.Value, id);

    private const string Antiforgery = "__RequestVerificationToken";

    /// <summary>False for a form with nothing in it but what the product put there.</summary>
    public static bool HoldsWords(IFormCollection form) => form.Any(f => f.Key is not ['_', '_', ..] and not "returnUrl" && f.Value.Any(v => !string.IsNullOrWhiteSpace(v)));

    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none");

    private KeptForm? Open((Guid Id, byte[] Form, DateTimeOffset KeptAt, DateTimeOffset ExpiresAt) row)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Stored>(_protector.Unprotect(row.Form))!;
            return new KeptForm(row.Id, kept.Path, kept.Fields, kept.Files, row.KeptAt, row.ExpiresAt, kept.Page);
        }
        catch (CryptographicException)
        {
            return null; // its key is gone; what cannot be read cannot be shown
        }
    }

    private sealed record Stored(string Path, IReadOnlyList<KeptField> Fields, IReadOnlyList<string> Files, string? Page);
}

/// <summary>Marks a page whose forms carry passwords or codes, or nothing typed at all: they are never kept.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HoldsSecretsAttribute : Attribute;
