using System.Security.Claims;
using System.Text.Encodings.Web;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The schemes of the few pages between nobody and signed in: the second factor, its setting up, and the lock. Each is open
/// only to a browser in that very state, and gives it no role and no agency.
/// </summary>
public sealed class StepHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public static string SchemeOf(SessionState state) => $"Step.{state}";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        await Context.AuthenticateAsync(SessionHandler.Name);
        var current = Context.CurrentSession;
        if (Scheme.Name != SchemeOf(current.State))
        {
            return AuthenticateResult.NoResult();
        }

        var identity = new ClaimsIdentity([new(StaffClaims.Id, current.Staff!.Id.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>In another state than the page is for: led to the page for the state one is in.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = ToSignIn.PageFor(Context.CurrentSession.State) ?? LocalPath.Home;
        return Task.CompletedTask;
    }
}

/// <summary>The policies of the pages on the way to being signed in.</summary>
public static class StepPolicies
{
    public const string SecondFactor = nameof(SecondFactor);
    public const string SetUpSecondFactor = nameof(SetUpSecondFactor);
    public const string Unlock = nameof(Unlock);

    private static readonly (string Policy, SessionState State)[] _steps =
        [(SecondFactor, SessionState.OwesCode), (SetUpSecondFactor, SessionState.OwesEnrolment), (Unlock, SessionState.Locked)];

    internal static void AddSteps(this AuthenticationBuilder authentication)
    {
        foreach (var (_, state) in _steps)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, StepHandler>(StepHandler.SchemeOf(state), null);
        }
    }

    internal static void AddStepPolicies(this AuthorizationOptions options)
    {
        foreach (var (policy, state) in _steps)
        {
            options.AddPolicy(policy, p => p.AddAuthenticationSchemes(StepHandler.SchemeOf(state)).RequireAuthenticatedUser());
        }
    }

    /// <summary>
    /// Lets an endpoint that serves several steps see the person of the step, so that the form token made on the step's page
    /// is theirs there too.
    /// </summary>
    internal static async Task UseStepAsync(this HttpContext context)
    {
        if (_steps.Any(s => s.State == context.CurrentSession.State)
            && (await context.AuthenticateAsync(StepHandler.SchemeOf(context.CurrentSession.State))).Principal is { } person)
        {
            context.User = person;
        }
    }
}
