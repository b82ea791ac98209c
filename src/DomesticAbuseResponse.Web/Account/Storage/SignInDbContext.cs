using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace DomesticAbuseResponse.Web.Account.Storage;

/// <summary>
/// The sign-in tables, in a schema of their own (<c>identity</c>). Identity saves users and passkeys through it;
/// what must be atomic (sessions, codes, waiting times) is written by plain SQL to the tables it declares.
/// </summary>
public sealed class SignInDbContext(DbContextOptions<SignInDbContext> options)
    : IdentityUserContext<SignInUser, Guid>(options)
{
    public const string Schema = "identity";

    // Identity reads its schema version from the application's services; without them it leaves the passkey table out.
    private static readonly ServiceProvider _identityServices = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    public static DbContextOptions<SignInDbContext> Options(string connectionString) =>
        new DbContextOptionsBuilder<SignInDbContext>().UseNpgsql(connectionString, History)
            .UseApplicationServiceProvider(_identityServices).Options;

    public static DbContextOptions<SignInDbContext> Options(NpgsqlDataSource database) =>
        new DbContextOptionsBuilder<SignInDbContext>().UseNpgsql(database, History)
            .UseApplicationServiceProvider(_identityServices).Options;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        SignInModel.Configure(builder);
    }

    private static void History(NpgsqlDbContextOptionsBuilder server) => server.MigrationsHistoryTable("migrations", Schema);
}
