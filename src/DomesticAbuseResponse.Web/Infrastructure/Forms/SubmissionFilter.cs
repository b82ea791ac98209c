using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Web.Account;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>
/// Makes a double click one record. Every form carries a key; the first submission writes it with its work, a repeat is sent where the
/// first one went, and the same key with other content is refused.
/// </summary>
public sealed class SubmissionFilter(CaseDbContext db, CurrentSubmission current, IUrlHelperFactory urls, TimeProvider clock) : IAsyncPageFilter
{
    // What differs each time a form is shown, or shown again, although the person typed the same.
    private static readonly string[] _notTyped = ["__RequestVerificationToken", AuthorMark.Field, KeptForms.ResumedField];

    private static readonly TimeSpan _wait = TimeSpan.FromMilliseconds(100);

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !context.HttpContext.User.IsStaff
            || !request.HasFormContentType || !Guid.TryParse(request.Form[FormFields.Key], out var key))
        {
            await next();
            return;
        }

        var ct = context.HttpContext.RequestAborted;
        var actor = context.HttpContext.User.ToActor();
        var submission = new FormSubmission { Key = key, StaffId = actor.StaffId, BodyHash = await HashAsync(request, ct), At = clock.GetUtcNow() };
        if (await FirstAsync(key, ct) is { } first)
        {
            context.Result = await RepeatAsync(first, submission, request, ct);
            return;
        }

        current.Form = submission;
        current.Draft = request.Form[FormFields.Draft].FirstOrDefault();
        var executed = await next();

        if (executed.Exception is DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_form_submissions" } })
        {
            executed.ExceptionHandled = true;
            db.ChangeTracker.Clear();
            executed.Result = await RepeatAsync((await FirstAsync(key, ct))!, submission, request, ct);
        }
        else if (current.Written && executed.Exception is null && Target(executed.Result, context) is { } target)
        {
            await db.FormSubmissions.Where(s => s.Key == key).ExecuteUpdateAsync(s => s.SetProperty(f => f.Result, target), ct);
        }
    }

    private Task<FormSubmission?> FirstAsync(Guid key, CancellationToken ct) => db.FormSubmissions.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);

    private async Task<IActionResult> RepeatAsync(FormSubmission first, FormSubmission repeat, HttpRequest request, CancellationToken ct)
    {
        if (first.StaffId != repeat.StaffId || !CryptographicOperations.FixedTimeEquals(first.BodyHash, repeat.BodyHash))
        {
            return new StatusCodeResult(StatusCodes.Status409Conflict);
        }

        for (var tries = 0; first.Result is null && tries < 20; tries++)
        {
            await Task.Delay(_wait, clock, ct); // the first click is still on its way out
            first = (await FirstAsync(first.Key, ct))!;
        }

        return new RedirectResult(first.Result ?? request.Path + request.QueryString);
    }

    private string? Target(IActionResult? result, PageHandlerExecutingContext context) => result switch
    {
        RedirectToPageResult page => urls.GetUrlHelper(context).Page(page.PageName, page.PageHandler, page.RouteValues, null, null, page.Fragment),
        RedirectResult redirect => redirect.Url,
        LocalRedirectResult local => local.Url,
        _ => null,
    };

    private static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken ct)
    {
        var fields = request.Form.Where(f => !_notTyped.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"{f.Key}={string.Join('\u001f', f.Value.ToArray())}");
        List<string> files = [];
        foreach (var file in request.Form.Files)
        {
            await using var stream = file.OpenReadStream();
            files.Add($"{file.Name}={file.FileName}\u001f{file.Length}\u001f{Convert.ToHexString(await SHA256.HashDataAsync(stream, ct))}");
            stream.Position = 0; // the page reads it from its beginning
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\u001e{string.Join('\u001e', fields.Concat(files))}"));
    }
}
