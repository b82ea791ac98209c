namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>What the frame around every page shows (section <c>Shell</c> of the settings).</summary>
public sealed class ShellOptions
{
    /// <summary>Shows the banner which says that all people are invented.</summary>
    public bool DemoMode { get; set; }

    /// <summary>How long a session lasts without a request. The warning counts down to it; the server decides it.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How long before the end the warning opens.</summary>
    public TimeSpan IdleWarning { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Hides what is marked as private after this time without a key or a touch. Not set: never.</summary>
    public TimeSpan? BlurAfter { get; set; }

    /// <summary>The same on the screens of crews, which bystanders may see (T11).</summary>
    public TimeSpan? FieldBlurAfter { get; set; } = TimeSpan.FromSeconds(30);
}
