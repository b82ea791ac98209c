namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>How many rows a list has in all, counted no further than a reader can use: a list of a million says "1,000 or more".</summary>
public readonly record struct ListTotal(int Counted)
{
    public const int Most = 1000;

    public bool IsMore => Counted > Most;

    internal static async Task<ListTotal> OfAsync<T>(IQueryable<T> all, CancellationToken ct) => new(await all.Take(Most + 1).CountAsync(ct));
}
