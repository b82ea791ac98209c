using Xunit.Sdk;
using Xunit.v3;

namespace DomesticAbuseResponse.TestKit;

/// <summary>The classes that take minutes begin at once, so that no core waits for one of them at the end of a run.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _long = ["CanarySweep", "SeedDemo", "SeedLoad"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(c => Array.FindIndex(_long, word => c.TestCollectionDisplayName.Contains(word, StringComparison.Ordinal)) is var n and >= 0 ? n : _long.Length)];
}
