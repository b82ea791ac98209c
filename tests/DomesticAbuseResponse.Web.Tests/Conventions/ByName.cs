using DomesticAbuseResponse.Web.Tests.Conventions;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCaseOrderer(typeof(ByName))]

namespace DomesticAbuseResponse.Web.Tests.Conventions;

/// <summary>The tests of a class run by name: the usual order depends on where the program stands, and what fails here has to fail there.</summary>
public sealed class ByName : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(t => t.TestCaseDisplayName, StringComparer.Ordinal).ThenBy(t => t.UniqueID, StringComparer.Ordinal)];
}
