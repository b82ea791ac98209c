using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>
/// Around every page handler: looks that led to no change are written before the response leaves, whatever the handler did, and a
/// record that is absent or forbidden answers as the same 404.
/// </summary>
public sealed class RecordFilter(CaseDbContext db) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();

        // An absent or forbidden record has already written its look. Nothing waits here but looks of refused or empty changes.
        if (db.HasUnwrittenLooks)
        {
            await db.WriteLooksAsync(context.HttpContext.RequestAborted);
        }

        if (executed.Exception is RecordNotFoundException && !executed.ExceptionHandled)
        {
            executed.ExceptionHandled = true;
            executed.Result = await MergedIntoAsync(context.HttpContext) is { } survivor ? new RedirectResult($"/people/{survivor}?done=merged") : new NotFoundResult();
        }
    }

    /// <summary>The record into which the one of the address was merged, as far as the reader may follow; its own address leads there.</summary>
    private static async Task<Id<Person>?> MergedIntoAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/people") && Id<Person>.TryParse(context.GetRouteValue("id") as string, null, out var id)
            ? await context.RequestServices.GetRequiredService<MergedRecords>().ReadAsync(context.User.ToActor(), id, context.RequestAborted)
            : null;
}
