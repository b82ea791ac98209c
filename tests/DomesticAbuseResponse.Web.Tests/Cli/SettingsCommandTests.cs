using System.Text.Json;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>dar policy and dar instrument: a deployer changes settings and wordings with files, and nothing already decided changes.</summary>
public sealed class SettingsCommandTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("dar-settings").FullName;

    [Fact]
    public async Task A_MARACs_own_threshold_is_printed_changed_and_adopted_for_it_alone()
    {
        var printed = await DarRun.OnAsync(app.Database, "policy", "show", "marac-profile", "--for", "Test MARAC");
        var changed = Write(printed.Out.Replace("\"POL-DASH-27\": 14", "\"POL-DASH-27\": 17", StringComparison.Ordinal));

        var adopted = await DarRun.OnAsync(app.Database, "policy", "adopt", "marac-profile", changed, "--version", "seventeen", "--from", "2026-12-01", "--for", "test marac");

        Assert.Equal((ExitCode.Done, ""), (adopted.ExitCode, adopted.Error));
        Assert.Equal(17, (await ProfileAsync(Cast.Marac, new DateOnly(2026, 12, 1))).VisibleHighFrom[InstrumentCodes.PoliceDash]);
        Assert.Equal("seventeen", (await ProfileAsync(Cast.Marac, new DateOnly(2026, 12, 1))).Version);
        Assert.Equal(14, (await ProfileAsync(Cast.Marac, new DateOnly(2026, 11, 30))).VisibleHighFrom[InstrumentCodes.PoliceDash]);
        Assert.Equal(14, (await ProfileAsync(Cast.OtherMarac, new DateOnly(2026, 12, 1))).VisibleHighFrom[InstrumentCodes.PoliceDash]);
        Assert.Contains("seventeen", (await DarRun.OnAsync(app.Database, "policy", "list")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marac-profile", """{"version":"x","escalationCount":1}""", "Escalation needs two reports")]
    [InlineData("marac-profile", """{"version":"x","escalationCuont":4}""", "escalationCuont")]
    [InlineData("response-scheme", """{"title":"x","grades":[]}""", "A scheme names each of the four grades once")]
    [InlineData("deadline-rules", """[{"code":"no-such-rule","version":"2","clock":{"kind":"WorkingDays","amount":3},"starts":"a","description":"b","sources":[],"effectiveFrom":"2027-01-01"}]""", "There is no deadline rule named no-such-rule")]
    [InlineData("deadline-rules", """[{"code":"bail-3","version":"2","clock":{"kind":"ElapsedHours","amount":0},"starts":"a","description":"b","sources":[],"effectiveFrom":"2027-01-01"}]""", "Choose a number of hours")]
    [InlineData("idva-caseload", """{"soft":9,"hard":3}""", "the hard cap not below it")]
    [InlineData("grading", """{"version":"g","supervisorRanks":[]}""", "Somebody must be able to review")]
    [InlineData("victim-contact", """{"highByEndOfNextDay":true,"authorisedRoles":[]}""", "must stop the clock")]
    [InlineData("victim-contact", "not json", "This is no setting of the kind victim-contact")]
    [InlineData("calendar", "null", "This is no setting of the kind calendar")]
    public async Task A_setting_that_makes_no_sense_is_refused_with_the_reason_and_changes_nothing(string kind, string json, string reason)
    {
        var before = await CountAsync();

        var refused = await DarRun.OnAsync(app.Database, "policy", "adopt", kind, Write(json), "--version", "bad");

        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_setting_for_the_past_or_for_nobody_known_is_refused()
    {
        var caps = Write("""{"soft":10,"hard":12}""");

        var past = await DarRun.OnAsync(app.Database, "policy", "adopt", "idva-caseload", caps, "--version", "p", "--from", "2026-11-22");
        var nobody = await DarRun.OnAsync(app.Database, "policy", "adopt", "idva-caseload", caps, "--version", "p", "--for", "Test IDVA Servise");
        var kind = await DarRun.OnAsync(app.Database, "policy", "adopt", "idva-caselod", caps, "--version", "p");

        Assert.Contains("takes effect today or later", past.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean Test IDVA Service?", nobody.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean idva-caseload?", kind.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_saved_by_an_editor_that_marks_its_files_is_read_like_any_other()
    {
        var file = Write("\uFEFF" + """{"soft":10,"hard":12}""");

        var adopted = await DarRun.OnAsync(app.Database, "policy", "adopt", "idva-caseload", file, "--version", "marked", "--from", "2026-12-01");

        Assert.Equal((ExitCode.Done, ""), (adopted.ExitCode, adopted.Error));
    }

    [Fact]
    public async Task Licensed_wording_is_loaded_as_a_version_of_its_own_and_the_same_file_again_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Ct);
        var shipped = (await DarRun.OnAsync(database, "instrument", "show", "POL-DASH-27")).Out;
        using var parsed = JsonDocument.Parse(shipped);
        var version = parsed.RootElement.GetProperty("version").GetString()!;
        var licensed = Write(shipped
            .Replace($"\"version\": \"{version}\"", "\"version\": \"licensed-1\"", StringComparison.Ordinal)
            .Replace("\"effectiveFrom\": \"2009-01-01\"", "\"effectiveFrom\": \"2026-11-23\"", StringComparison.Ordinal)
            .Replace("Was anyone hurt", "LICENSED: was anyone hurt", StringComparison.Ordinal));

        var check = await DarRun.OnAsync(database, "instrument", "load", licensed, "--check");
        var loaded = await DarRun.OnAsync(database, "instrument", "load", licensed);
        var again = await DarRun.OnAsync(database, "instrument", "load", licensed, "--json");

        Assert.Contains("can be loaded", check.Out, StringComparison.Ordinal);
        Assert.Contains("is loaded", loaded.Out, StringComparison.Ordinal);
        Assert.Contains("\"isNew\": false", again.Out, StringComparison.Ordinal);
        Assert.Contains("LICENSED", (await DarRun.OnAsync(database, "instrument", "show", "POL-DASH-27")).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("LICENSED", (await DarRun.OnAsync(database, "instrument", "show", "POL-DASH-27", "--version", version)).Out, StringComparison.Ordinal);
        await using var db = database.Open();
        Assert.Equal(["licensed-1"], await db.LoadedInstruments.Select(i => i.Version).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_definition_that_is_not_valid_is_refused_with_every_problem()
    {
        await using var database = await TestDatabase.CreateAsync(Ct);
        var shipped = (await DarRun.OnAsync(database, "instrument", "show", "S-DASH-11")).Out;

        var same = await DarRun.OnAsync(database, "instrument", "load", Write(shipped.Replace("\"scored\"", "\"skored\"", StringComparison.Ordinal)));
        var held = await DarRun.OnAsync(database, "instrument", "load", Write(shipped));

        Assert.Contains("skored", same.Error, StringComparison.Ordinal);
        Assert.Contains("is already held", held.Error, StringComparison.Ordinal);
    }

    private string Write(string content)
    {
        var file = Path.Combine(_folder, $"{Guid.CreateVersion7():n}.json");
        File.WriteAllText(file, content);
        return file;
    }

    private async Task<MaracProfile> ProfileAsync(Id<Marac> marac, DateOnly on) =>
        (await app.RunAsync<PolicyBook, PolicyInForce<MaracProfile>>(book => book.AtAsync(PolicyKinds.MaracProfile, marac.Value, on, Ct))).Content;

    private async Task<int> CountAsync()
    {
        await using var db = app.Database.Open();
        return await db.Policies.CountAsync(Ct);
    }
}
