using DomesticAbuseResponse.TestKit;

namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task A_test_database_is_migrated_and_what_is_done_to_it_shows_in_no_other()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var mine = await TestDatabase.CreateAsync(ct);
        await using var yours = await TestDatabase.CreateAsync(ct);

        await Sql.AskAsync(mine.ConnectionString, "create table only_mine (n int); select 1");

        Assert.Equal("identity.users", await Sql.AskAsync(yours.ConnectionString, "select to_regclass('identity.users')::text"));
        Assert.Equal("incidents", await Sql.AskAsync(yours.ConnectionString, "select to_regclass('incidents')::text"));
        Assert.Equal("", await Sql.AskAsync(yours.ConnectionString, "select to_regclass('only_mine')::text"));
    }

    [Fact]
    public async Task A_disposed_test_database_is_gone()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var observer = await TestDatabase.CreateEmptyAsync(ct);
        var database = await TestDatabase.CreateAsync(ct);

        await database.DisposeAsync();

        Assert.False(await Sql.ServesAsync(database.ConnectionString));
        Assert.True(await Sql.ServesAsync(observer.ConnectionString));
    }
}
