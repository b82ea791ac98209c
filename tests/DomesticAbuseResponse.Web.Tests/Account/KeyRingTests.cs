using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Account;

/// <summary>The keys that seal seeds and kept forms live in the database, and can be read there only with the certificate.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dar-keys");
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(Ct);

    [Fact]
    public async Task One_instance_reads_what_another_sealed()
    {
        var certificate = Certificate("a.pfx");
        await using var first = Host(certificate);
        await using var second = Host(certificate);

        Assert.Equal("text", Protector(second).Unprotect(Protector(first).Protect("text")));
    }

    [Fact]
    public async Task Stored_keys_are_encrypted_with_the_certificate()
    {
        await using var host = Host(Certificate("b.pfx"));
        Protector(host).Protect("text");

        var keys = await host.GetRequiredService<NpgsqlDataSource>().ListAsync("select xml from identity.data_protection_keys", row => row.Get<string>("xml"), Ct);

        Assert.Contains("EncryptedData", Assert.Single(keys), StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", keys[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_certificate_reads_the_old_keys_only_while_the_old_one_is_named()
    {
        var (old, renewed) = (Certificate("old.pfx"), Certificate("new.pfx"));
        await using var before = Host(old);
        var text = Protector(before).Protect("text");

        await using var named = Host(renewed, earlier: old);
        await using var forgotten = Host(renewed);

        Assert.Equal("text", Protector(named).Unprotect(text));
        Assert.ThrowsAny<CryptographicException>(() => Protector(forgotten).Unprotect(text));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static IDataProtector Protector(ServiceProvider host) => host.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private ServiceProvider Host(string certificate, string? earlier = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = _database.ConnectionString,
            ["DataProtection:CertificateFile"] = certificate,
            ["DataProtection:EarlierCertificateFiles:0"] = earlier,
        }.Where(s => s.Value is not null)).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Production" })
            .AddCredentials(configuration).BuildServiceProvider();
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(5));
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx));
        return file;
    }
}
