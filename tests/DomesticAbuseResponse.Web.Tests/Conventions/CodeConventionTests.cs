using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Conventions;

public sealed class CodeConventionTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public void The_domain_depends_on_nothing_but_the_runtime() =>
        Assert.All(typeof(Id<>).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));

    [Fact]
    public void The_use_cases_know_nothing_of_the_web() =>
        Assert.DoesNotContain(typeof(CaseDbContext).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Both_models_have_a_migration_for_every_change()
    {
        using var records = app.Database.Open();
        using var signIn = new SignInDbContext(SignInDbContext.Options(app.Database.ConnectionString));

        Assert.False(records.Database.HasPendingModelChanges());
        Assert.False(signIn.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_instant_is_stored_as_an_instant_and_every_record_behind_a_door_has_a_row_version()
    {
        using var db = app.Database.Open();
        var columns = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).ToList();

        Assert.DoesNotContain(columns, c => c.ClrType == typeof(DateTime) || c.ClrType == typeof(DateTime?));
        Assert.All(
            db.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IProtectedRecord))),
            e => Assert.True(e.FindProperty("Version")?.IsConcurrencyToken, $"{e.ClrType.Name} has no row version."));
    }

    [Theory]
    [InlineData("Html.Raw")]
    [InlineData("FromSqlRaw")]
    [InlineData("localStorage")]
    [InlineData("NotImplementedException")]
    [InlineData("TODO")]
    public void The_source_is_free_of(string word)
    {
        var found = new[] { "*.cs", "*.cshtml", "*.js" }.SelectMany(p => Source.Files("src", p))
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal) && !f.Contains($"wwwroot{Path.DirectorySeparatorChar}lib", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains(word, StringComparison.Ordinal)).Select(Source.NameOf);
        Assert.Empty(found);
    }
}
