using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class ProductionGuardTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dar-guard");
    private readonly Dictionary<string, string?> _good;

    public ProductionGuardTests() => _good = new()
    {
        ["ConnectionStrings:Database"] = "Host=db.internal;Database=dar;Username=dar_app;SSL Mode=VerifyFull",
        ["SignIn:PublicUrl"] = "https://dar.example.police.uk",
        ["AllowedHosts"] = "dar.example.police.uk",
        ["urls"] = "http://127.0.0.1:8080",
        ["Search:HashKey"] = Convert.ToBase64String(new byte[32]),
        ["DataProtection:CertificateFile"] = Certificate("keys.pfx", "open sesame"),
        ["DataProtection:CertificatePasswordFile"] = Write("keys.password", "open sesame\n"),
    };

    public static TheoryData<string, string?, string> Faults => new()
    {
        { "ConnectionStrings:Database", null, "No database: set ConnectionStrings__Database" },
        { "ConnectionStrings:Database", " ", "No database: set ConnectionStrings__Database" },
        { "ConnectionStrings:Database", "Host=db.internal;Database=dar;Username=dar_app", "Records would travel to the database in the clear" },
        { "ConnectionStrings:Database", "Host=127.0.0.1,db.internal;Database=dar;SSL Mode=VerifyCA", "Records would travel to the database in the clear" },
        { "ConnectionStrings:Database", "Database=dar", "Records would travel to the database in the clear" },
        { "ConnectionStrings:Database", "Host=db;Wrong=1", "ConnectionStrings__Database cannot be read" },
        { "Shell:DemoMode", "true", "Demonstration mode is on: remove Shell__DemoMode" },
        { "SignIn:PublicUrl", null, "No public address: set SignIn__PublicUrl" },
        { "SignIn:PublicUrl", "http://dar.example.police.uk", "Cookies would travel in the clear" },
        { "urls", "http://+:8080", "Plain HTTP is open to the network at http://+:8080" },
        { "urls", "https://+:8443;http://0.0.0.0:80", "Plain HTTP is open to the network at http://0.0.0.0:80" },
        { "http_ports", "8080", "Plain HTTP is open to the network at http://*:8080" },
        { "Kestrel:Endpoints:Http:Url", "http://*:5000", "Plain HTTP is open to the network at http://*:5000" },
        { "AllowedHosts", null, "Any host name is accepted: set AllowedHosts" },
        { "AllowedHosts", "*", "Any host name is accepted: set AllowedHosts" },
        { "AllowedHosts", "*.example.police.uk", "Any host name is accepted: set AllowedHosts" },
        { "SignIn:PasswordIterations", "1000", "Passwords would be hashed too lightly" },
        { "Search:HashKey", null, "No key for what is searched for: set Search__HashKey" },
        { "Search:HashKey", "dG9vIHNob3J0", "No key for what is searched for: set Search__HashKey" },
        { "DataProtection:CertificateFile", null, "No certificate for the encryption keys: set DataProtection__CertificateFile" },
        { "DataProtection:CertificateFile", "/no/such/file.pfx", "The certificate /no/such/file.pfx cannot be read" },
        { "DataProtection:CertificatePasswordFile", "/no/such/password", "cannot be read" },
    };

    [Fact]
    public void A_complete_production_configuration_is_allowed() => Assert.Empty(ProductionGuard.FaultsOf(With()));

    [Theory]
    [InlineData("Host=/var/run/postgresql;Database=dar;Username=dar")]
    [InlineData("Host=127.0.0.1;Database=dar;Username=dar")]
    [InlineData("Host=localhost:5433;Database=dar;Username=dar")]
    public void A_database_on_the_same_machine_needs_no_TLS(string connection) =>
        Assert.Empty(ProductionGuard.FaultsOf(With(("ConnectionStrings:Database", connection))));

    [Theory, MemberData(nameof(Faults))]
    public void Each_fault_is_one_line_that_says_what_to_do(string key, string? value, string line) =>
        Assert.StartsWith(line.StartsWith("cannot", StringComparison.Ordinal) ? "The certificate" : line, Assert.Single(ProductionGuard.FaultsOf(With((key, value)))), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_without_its_private_key_is_a_fault() =>
        Assert.Contains("has no private key", Assert.Single(ProductionGuard.FaultsOf(With(("DataProtection:CertificateFile", Certificate("public.pfx", "open sesame", withKey: false))))), StringComparison.Ordinal);

    [Fact]
    public void Nothing_at_all_names_everything_that_is_missing() =>
        Assert.Equal(5, ProductionGuard.FaultsOf(new ConfigurationBuilder().Build()).Count);

    [Fact]
    public async Task A_database_with_demonstration_people_is_a_fault()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = new SignInApp();
        await app.InitializeAsync();
        Assert.Empty(await ProductionGuard.FaultsOfAsync(app.Sql, ct));

        await app.RunAsync<DemoSignIn, bool>(async demo =>
        {
            await demo.CreateAsync(Cast.Idva.StaffId, "demo.idva", ct);
            return true;
        });

        Assert.Contains("demonstration data", Assert.Single(await ProductionGuard.FaultsOfAsync(app.Sql, ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_database_and_one_that_is_not_there_are_faults()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var empty = await TestDatabase.CreateEmptyAsync(ct);
        await using var there = NpgsqlDataSource.Create(empty.ConnectionString);
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=1");

        Assert.Contains("run `dar migrate` first", Assert.Single(await ProductionGuard.FaultsOfAsync(there, ct)), StringComparison.Ordinal);
        Assert.Contains("cannot be reached", Assert.Single(await ProductionGuard.FaultsOfAsync(nowhere, ct)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IConfiguration With(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(_good);
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private string Certificate(string name, string password, bool withKey = true)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(5));
        var file = Path.Combine(_folder.FullName, name);
        using var shown = X509CertificateLoader.LoadCertificate(certificate.RawData);
        File.WriteAllBytes(file, (withKey ? certificate : shown).Export(X509ContentType.Pfx, password)!);
        return file;
    }
}
