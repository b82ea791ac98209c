using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Brings an empty database to the present schema, exactly as the product does it.</summary>
internal static class TestSchema
{
    public static async Task MigrateAsync(string connectionString)
    {
        await CaseDatabase.MigrateAsync(connectionString, CancellationToken.None);
        await using var signIn = new SignInDbContext(SignInDbContext.Options(connectionString));
        await signIn.Database.MigrateAsync();
    }
}
