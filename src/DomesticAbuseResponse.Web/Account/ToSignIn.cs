using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.Net.Http.Headers;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Answers a request that needs a sign-in and has none: leads a person to the right page and back again, keeps the form
/// they posted, and tells a script plainly that it must ask for a sign-in.
/// </summary>
public sealed class ToSignIn(KeptForms forms)
{
    public static string? PageFor(SessionState state) => state switch
    {
        SessionState.OwesCode => "/sign-in/code",
        SessionState.OwesEnrolment => "/enrol",
        SessionState.Locked => "/unlock",
        SessionState.Live => null,
        SessionState.None or SessionState.Ended => "/sign-in",
    };

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var current = context.CurrentSession;
        var page = PageFor(current.State) ?? "/sign-in";

        if (!WantsPage(request))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            await response.WriteAsJsonAsync(new { signIn = page }, context.RequestAborted);
            return;
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            var back = request.Path + request.QueryString;
            response.Redirect(back == LocalPath.Home ? page : $"{page}{QueryString.Create("back", back)}");
            return;
        }

        response.StatusCode = StatusCodes.Status303SeeOther;
        if (context.GetEndpoint()?.Metadata.GetMetadata<HoldsSecretsAttribute>() is not null)
        {
            response.Headers.Location = page;
            return;
        }

        var owner = current.Staff is { DisabledAt: null } staff ? staff.Id : (Id<StaffMember>?)null;
        var kept = await forms.KeepAsync(context, owner, context.RequestAborted);
        response.Headers.Location = $"{page}?{(kept is null ? "lost" : "kept")}=true";
    }

    /// <summary>True for a person going to a page or sending a form; false for a script, which must not be handed a page.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Mode", out var mode)
            ? mode == "navigate"
            : !request.Headers.ContainsKey(HeaderNames.XRequestedWith)
                && !request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
                && (request.HasFormContentType || !HttpMethods.IsPost(request.Method));
}
