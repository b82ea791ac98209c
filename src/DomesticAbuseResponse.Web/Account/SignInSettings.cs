using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>How long a session may stand idle, and how long it may last in all.</summary>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute);

/// <summary>The settings of sign-in and sessions (section <c>SignIn</c>). The defaults are the ones in docs/security.md.</summary>
public sealed class SignInSettings
{
    public const int FewestIterations = 210_000;

    /// <summary>The address people type, for example https://dar.example.police.uk. Passkeys are bound to its host name.</summary>
    public Uri PublicUrl { get; set; } = new("http://localhost:5080");

    /// <summary>The name an authenticator app shows beside the code. Says nothing of what the product is for.</summary>
    public string Issuer { get; set; } = "DAR";

    public int PasswordIterations { get; set; } = FewestIterations;

    public SessionLimits Desk { get; set; } = new(TimeSpan.FromMinutes(20), TimeSpan.FromHours(12));

    public SessionLimits Field { get; set; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(10));

    public SessionLimits Admin { get; set; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4));

    /// <summary>How long a locked or idle session can still be unlocked; after that it has ended.</summary>
    public TimeSpan UnlockWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a confirmation of identity counts for a sensitive act.</summary>
    public TimeSpan StepUpLasts { get; set; } = TimeSpan.FromMinutes(15);

    public TimeSpan ActivationLasts { get; set; } = TimeSpan.FromHours(72);

    public TimeSpan KeptFormLasts { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The strictest limits among the classes the roles fall into.</summary>
    public SessionLimits LimitsFor(IEnumerable<Role> roles)
    {
        var limits = roles.Select(ClassOf).Distinct().DefaultIfEmpty(Desk).ToList();
        return new SessionLimits(limits.Min(l => l.Idle), limits.Min(l => l.Absolute));
    }

    private SessionLimits ClassOf(Role role) => role switch
    {
        Role.AgencyAdministrator or Role.SystemAdministrator => Admin,
        Role.ResponseOfficer or Role.SupportCarWorker or Role.SupportCarOfficer => Field,
        _ => Desk,
    };
}
