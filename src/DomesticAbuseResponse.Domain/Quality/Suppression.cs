namespace DomesticAbuseResponse.Domain.Quality;

/// <summary>Small numbers in what leaves the product: 1 to 4 are not told, nor a second cell by which a total would tell them (R2.21, S61).</summary>
public static class Suppression
{
    public const int Smallest = 5;

    /// <param name="parts">The cells that a total adds up.</param>
    /// <returns>The same, with null where nothing is told.</returns>
    public static (IReadOnlyList<int?> Parts, int? Total) Of(IReadOnlyList<int> parts, int total)
    {
        int?[] told = [.. parts.Select(p => IsSmall(p) ? (int?)null : p)];
        if (told.Count(p => p is null) == 1 && !IsSmall(total))
        {
            var second = Enumerable.Range(0, told.Length).Where(n => told[n] > 0).OrderBy(n => told[n]).Select(n => (int?)n).FirstOrDefault();
            if (second is not { } hidden)
            {
                return (told, null); // every other cell is nought: the total alone would tell it
            }

            told[hidden] = null;
        }

        return (told, IsSmall(total) ? null : total);
    }

    private static bool IsSmall(int count) => count is > 0 and < Smallest;
}
