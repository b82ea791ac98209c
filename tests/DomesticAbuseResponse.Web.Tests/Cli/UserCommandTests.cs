using System.Text.Json;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>dar user create makes the first administrator of an installation; nobody but its owner ever chooses a password.</summary>
public sealed class UserCommandTests
{
    private static readonly string[] _first =
        ["user", "create", "--user-name", "first.admin", "--name", "First Admin", "--agency", "New Force", "--roles", "AgencyAdministrator"];

    [Fact]
    public async Task The_first_administrator_is_made_with_their_agency_and_a_code_and_no_password()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(ct);

        var run = await DarRun.OnAsync(database, [.. _first, "--agency-kind", "policeforce", "--json"]);

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches("^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$", JsonDocument.Parse(run.Out).RootElement.GetProperty("activationCode").GetString());
        await using var db = database.Open();
        var admin = await db.Staff.SingleAsync(ct);
        Assert.Equal([Role.AgencyAdministrator], admin.Roles);
        var agency = await db.Agencies.SingleAsync(a => a.Id == admin.AgencyId, ct);
        Assert.Equal((AgencyKind.PoliceForce, "New Force"), (agency.Kind, agency.Name));
        Assert.Equal([null], await db.Database.SqlQuery<string?>($"select password_hash as \"Value\" from identity.users").ToListAsync(ct));
    }

    [Fact]
    public async Task An_agency_that_is_not_there_is_made_only_when_asked_for_and_leaves_nothing_behind()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(ct);

        var refused = await DarRun.OnAsync(database, _first);
        var again = await DarRun.OnAsync(database, [.. _first, "--agency-kind", "PoliceForce"]);

        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("There is no agency called \"New Force\"", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, again.ExitCode); // the user name was free again
    }

    [Fact]
    public async Task A_user_name_is_given_once_and_a_role_must_exist()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await DarRun.OnAsync(database, [.. _first, "--agency-kind", "PoliceForce"]);

        var taken = await DarRun.OnAsync(database, _first);
        var wrong = await DarRun.OnAsync(database, "user", "create", "--user-name", "x", "--name", "X", "--agency", "New Force", "--roles", "Sargeant");

        Assert.Contains("This user name is already in use", taken.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        Assert.Contains("Did you mean Sergeant?", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resetting_prints_a_new_code_and_voids_the_old()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(ct);
        await DarRun.OnAsync(database, [.. _first, "--agency-kind", "PoliceForce"]);
        await using var db = database.Open();
        var before = await db.Database.SqlQuery<byte[]>($"select code_hash as \"Value\" from identity.activations").SingleAsync(ct);

        var reset = await DarRun.OnAsync(database, "user", "reset-mfa", "FIRST.admin");
        var nobody = await DarRun.OnAsync(database, "user", "reset-mfa", "nobody");

        Assert.Equal(ExitCode.Done, reset.ExitCode);
        Assert.NotEqual(before, await db.Database.SqlQuery<byte[]>($"select code_hash as \"Value\" from identity.activations").SingleAsync(ct));
        Assert.Contains("Nobody signs in as \"nobody\"", nobody.Error, StringComparison.Ordinal);
    }
}
