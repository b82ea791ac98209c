using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
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
            executed.Result = new NotFoundResult();
        }
    }
}
