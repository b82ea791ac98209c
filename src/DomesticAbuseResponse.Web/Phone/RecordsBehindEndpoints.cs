using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;

namespace DomesticAbuseResponse.Web.Phone;

/// <summary>Around what a phone asks, as around every page: looks are written before the answer leaves, and a record that is absent or forbidden is the same 404.</summary>
internal sealed class RecordsBehindEndpoints : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RecordNotFoundException)
        {
            return TypedResults.NotFound();
        }
        finally
        {
            var db = context.HttpContext.RequestServices.GetRequiredService<CaseDbContext>();
            if (db.HasUnwrittenLooks)
            {
                await db.WriteLooksAsync(context.HttpContext.RequestAborted);
            }
        }
    }
}
