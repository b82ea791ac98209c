using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// For what a stolen moment at an open screen must not reach: the person confirms who they are first, unless they did so in
/// the last minutes.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsConfirmationAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var lasts = http.RequestServices.GetRequiredService<IOptions<SignInSettings>>().Value.StepUpLasts;
        if (http.CurrentSession.IsConfirmed(now, lasts))
        {
            return next();
        }

        context.Result = new RedirectResult($"/confirm{QueryString.Create("back", http.Request.Path)}");
        return Task.CompletedTask;
    }
}
