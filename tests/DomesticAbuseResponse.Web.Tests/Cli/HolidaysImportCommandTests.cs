using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>dar holidays import takes in the list gov.uk publishes and warns of one that ends soon (R7.1).</summary>
public sealed class HolidaysImportCommandTests
{
    [Fact]
    public async Task A_list_that_ends_in_under_twelve_months_is_taken_with_a_warning_and_a_second_time_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var file = Path.Combine(Directory.CreateTempSubdirectory("dar-holidays").FullName, "list.json");
        await File.WriteAllTextAsync(
            file, """{"england-and-wales":{"division":"england-and-wales","events":[{"title":"Demo day","date":"2027-03-01","notes":"","bunting":true}]}}""", TestContext.Current.CancellationToken);

        var first = await DarRun.OnAsync(database, "holidays", "import", file);
        var second = await DarRun.OnAsync(database, "holidays", "import", file, "--json");

        Assert.Equal(ExitCode.Done, first.ExitCode);
        Assert.StartsWith("England and Wales: 1 days added", Assert.Single(first.Lines), StringComparison.Ordinal);
        Assert.Contains("1 March 2027", first.Error, StringComparison.Ordinal);
        Assert.Contains("\"added\": 0", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_refused_with_the_reason()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);

        var run = await DarRun.OnAsync(database, "holidays", "import", typeof(HolidaysImportCommandTests).Assembly.Location);
        var missing = await DarRun.OnAsync(database, "holidays", "import", "no-such-file.json");

        Assert.Equal((ExitCode.Failed, ExitCode.Failed), (run.ExitCode, missing.ExitCode));
        Assert.Contains("not valid JSON", run.Error, StringComparison.Ordinal);
        Assert.Contains("no-such-file.json cannot be read", missing.Error, StringComparison.Ordinal);
    }
}
