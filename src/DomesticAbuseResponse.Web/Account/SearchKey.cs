using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Application.Search;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Where the key of the hashes of searches comes from: the setting, which <see cref="ProductionGuard"/> asks for; on one's own machine it is derived from the
/// oldest key of Data Protection, which stays in the database.
/// </summary>
public static class SearchKey
{
    public static IServiceCollection AddSearchHashKey(this IServiceCollection services) =>
        services.AddSingleton(provider => new SearchHashKey(() => SearchHashKey.Parse(provider.GetRequiredService<IConfiguration>()[SearchHashKey.Setting]) ?? Derive(provider)));

    private static byte[] Derive(IServiceProvider provider)
    {
        provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("search").Protect("makes the first key where there is none");
        using var command = provider.GetRequiredService<NpgsqlDataSource>().CreateCommand("select xml from identity.data_protection_keys order by id limit 1");
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes((string?)command.ExecuteScalar() ?? ""), SearchHashKey.FewestBytes, info: "search terms"u8.ToArray());
    }
}
