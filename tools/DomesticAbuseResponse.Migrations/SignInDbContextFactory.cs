using DomesticAbuseResponse.Web.Account.Storage;

namespace DomesticAbuseResponse.Migrations;

/// <summary>Lets the migration tool build the sign-in model without starting the web host.</summary>
public sealed class SignInDbContextFactory : IDesignTimeDbContextFactory<SignInDbContext>
{
    public SignInDbContext CreateDbContext(string[] args) => new(SignInDbContext.Options(DesignTime.ConnectionString));
}
