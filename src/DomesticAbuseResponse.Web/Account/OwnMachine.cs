namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Whether the host runs for one person on their own machine: development and the tests. Everywhere else plain HTTP
/// cookies are refused and <see cref="ProductionGuard"/> decides whether the host may start.
/// </summary>
public static class OwnMachine
{
    extension(IHostEnvironment environment)
    {
        public bool IsOwnMachine => environment.IsDevelopment() || environment.IsEnvironment("Testing");
    }
}
