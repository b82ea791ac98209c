using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// A form whose token is stale although its author is signed in (signed in again elsewhere, keys replaced, cookie cleared)
/// is kept and offered again, where the framework would answer with a bare 400.
/// </summary>
public sealed class StaleFormFilter(KeptForms forms) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult && ToSignIn.WantsPage(http.Request))
        {
            context.Result = await AnswerAsync(http);
        }

        await next();

        if (http.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther
            && HttpMethods.IsPost(http.Request.Method) && http.CurrentSession is { State: SessionState.Live, Staff: { } staff }
            && http.Request.HasFormContentType && Guid.TryParse(http.Request.Form[KeptForms.ResumedField], out var resumed))
        {
            await forms.DiscardAsync(staff.Id, resumed, http.RequestAborted);
        }
    }

    private async Task<IActionResult> AnswerAsync(HttpContext http)
    {
        if (http.Request.HasFormContentType)
        {
            await http.Request.ReadFormAsync(http.RequestAborted); // one that cannot be read has no token either; it is answered as what it is
        }

        if (http.CurrentSession is { State: SessionState.Live, Staff: { } staff }
            && await forms.KeepAsync(http, staff.Id, http.RequestAborted) is { } owner)
        {
            return new RedirectResult(owner == staff.Id ? "/resume" : "/account?other=true");
        }

        // Nothing to keep: the page is shown afresh, on its way to where it was going.
        var back = http.Request.Query["back"].ToString();
        return new RedirectResult(LocalPath.OrHome(http.Request.Path + (back.Length > 0 ? QueryString.Create("back", back) : default)));
    }
}
