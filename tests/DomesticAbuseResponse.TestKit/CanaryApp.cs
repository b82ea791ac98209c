using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace DomesticAbuseResponse.TestKit;

/// <summary>What <c>dar seed canary</c> says it has planted.</summary>
public sealed record CanaryManifest(IReadOnlyList<CanaryManifest.Planted> Records, IReadOnlyList<CanaryManifest.Somebody> People, IReadOnlyList<CanaryManifest.Member> Staff)
{
    public sealed record Planted(string Class, string Owner, Guid Case, Guid Incident, Guid? Assessment, IReadOnlyList<string> People);

    public sealed record Somebody(string Key, Guid Id, string Phone, string SafePhone, string Postcode, IReadOnlyList<string> Tokens);

    public sealed record Member(string UserName, string Agency, Role Role);

    public Planted Of(string kind) => Records.Single(r => r.Class == kind);
}

/// <summary>The whole application over a database in which every sensitive field says whose it is.</summary>
public class CanaryApp : WebApp
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly SemaphoreSlim _planting = new(1, 1);
    private static (TestDatabase Database, string Manifest)? _planted;

    public CanaryManifest Manifest { get; private set; } = null!;

    /// <summary>Everybody who works in it, by user name.</summary>
    public IReadOnlyDictionary<string, Actor> Staff { get; private set; } = new Dictionary<string, Actor>();

    public override async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        await _planting.WaitAsync(ct);
        try
        {
            // Planted once in a run; every application works on a copy of it.
            _planted ??= await PlantedAsync(ct);
            Database = await TestDatabase.CopyAsync(_planted.Value.Database, ct);
        }
        finally
        {
            _planting.Release();
        }

        Manifest = JsonSerializer.Deserialize<CanaryManifest>(_planted.Value.Manifest, _json)!;
        Staff = await StaffAsync(ct);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        // A sweep asks for more in a minute than anybody may; a page that is refused would show nothing and prove nothing.
        builder.UseSetting("Hardening:RequestsPerMinutePerAddress", "0");
        builder.UseSetting("Hardening:RequestsPerMinutePerPerson", "0");
    }

    private async Task<(TestDatabase Database, string Manifest)> PlantedAsync(CancellationToken ct)
    {
        var database = await TestDatabase.CreateAsync(ct);
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        var workplace = new Workplace(new Dictionary<string, string?> { ["ConnectionStrings:Database"] = database.ConnectionString, ["environment"] = "Testing" });
        var terminal = new Terminal(Stream.Null, output, error, errorIsTerminal: false, Clock);
        var exitCode = await CommandRunner.RunAsync(["seed", "canary", "--seed", "7", "--json"], CommandRegistry.For(workplace), terminal, ct);
        Assert.True(exitCode == ExitCode.Done, error.ToString());
        return (database, System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    private async Task<IReadOnlyDictionary<string, Actor>> StaffAsync(CancellationToken ct)
    {
        await using var db = Database.Open();
        var staff = await db.Staff.AsNoTracking().ToDictionaryAsync(s => s.Id.Value, ct);
        var maracs = await db.Maracs.AsNoTracking().Include(m => m.Members).ToListAsync(ct);
        var names = await db.Database.SqlQuery<SignInName>($"select user_name as \"UserName\", id as \"Id\" from identity.users").ToListAsync(ct);
        return names.ToDictionary(
            n => n.UserName,
            n => new Actor(
                staff[n.Id].Id, staff[n.Id].AgencyId, staff[n.Id].Roles.ToHashSet(), maracs.Where(m => m.Members.Any(x => x.StaffId == staff[n.Id].Id)).Select(m => m.Id).ToHashSet<Id<Marac>>()));
    }

    private sealed record SignInName(string UserName, Guid Id);
}
