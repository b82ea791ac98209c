using System.Reflection;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Conventions;

public sealed class PageConventionTests
{
    private static readonly Type[] _pages = [.. typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract)];

    public static TheoryData<Type> Pages => [.. _pages];

    [Theory, MemberData(nameof(Pages))]
    public void Every_page_names_a_policy_of_the_table_or_is_one_of_the_few_without_sign_in(Type page)
    {
        if (page.IsDefined(typeof(AllowAnonymousAttribute)))
        {
            Assert.True(page.Namespace!.Contains(".Account", StringComparison.Ordinal) || page.Namespace.Contains(".Errors", StringComparison.Ordinal) || page.Namespace.Contains(".Dev", StringComparison.Ordinal), $"{page.FullName} is open to anybody.");
            return;
        }

        var policy = page.GetCustomAttribute<AuthorizeAttribute>()?.Policy;
        Assert.True(policy is not null, $"{page.Name} names no policy.");
    }

    [Theory, MemberData(nameof(Pages))]
    public void No_page_takes_a_database(Type page) =>
        Assert.DoesNotContain(page.GetConstructors().Single().GetParameters(), p => p.ParameterType.IsSubclassOf(typeof(DbContext)));

    [Theory, MemberData(nameof(Pages))]
    public void No_page_binds_a_record(Type page)
    {
        var records = typeof(CaseDbContext).GetProperties().Where(p => p.PropertyType.IsGenericType).Select(p => p.PropertyType.GetGenericArguments()[0]).ToHashSet();
        var bound = page.GetProperties().Where(p => p.IsDefined(typeof(BindPropertyAttribute))).Select(p => p.PropertyType);

        Assert.DoesNotContain(bound, records.Contains);
    }

    [Fact]
    public void No_page_model_is_longer_than_120_lines()
    {
        var tooLong = Source.Files("src", "*.cshtml.cs").Where(f => File.ReadLines(f).Count() > 120).Select(Source.NameOf);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var tooLong = Source.Files("src", "*.cs").Where(f => File.ReadLines(f).Count() > 400).Select(Source.NameOf);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_table_turns_into_blocks_on_a_phone()
    {
        var wide = Source.Files("src", "*.cshtml").Where(f => TablesOf(File.ReadAllText(f)).Any(table => !table.Contains("dar-table--stack", StringComparison.Ordinal) || !table.Contains("data-label", StringComparison.Ordinal)));
        Assert.Empty(wide.Select(Source.NameOf));
    }

    private static IEnumerable<string> TablesOf(string page) => page.Split("<table")[1..].Select(rest => rest.Split("</table>")[0]);

    [Fact]
    public void Administrators_and_auditors_stand_in_no_policy_that_shows_a_case()
    {
        string[] theirs = [Policies.UseOwnAccount, Policies.ReadAccessLog, Policies.ManageStaff, Policies.ManagePlaces, Policies.ConfirmStaff, Policies.ReadDefinitions, Policies.SetDefinitions, Policies.ReadPublishedFigures];
        var rows = Policies.Table.Where(row => !theirs.Contains(row.Key));

        Assert.DoesNotContain(rows, row => row.Value.Overlaps([Role.AgencyAdministrator, Role.SystemAdministrator, Role.Auditor]));
    }
}
