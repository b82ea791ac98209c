using DomesticAbuseResponse.Domain.Quality;

namespace DomesticAbuseResponse.Domain.Tests.Quality;

/// <summary>Nobody is told by a small number, nor by what a total leaves over (R2.21).</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void S61_three_of_thirty_one_is_hidden_with_the_cell_beside_it()
    {
        var (parts, total) = Suppression.Of([3, 28], 31);

        Assert.Equal([null, null], parts);
        Assert.Equal(31, total);
    }

    [Fact]
    public void Two_small_cells_hide_one_another_and_the_smallest_other_cell_hides_one()
    {
        Assert.Equal([null, null, 40], Suppression.Of([1, 4, 40], 45).Parts);
        Assert.Equal([null, 40, null, 0], Suppression.Of([2, 40, 7, 0], 49).Parts);
    }

    [Fact]
    public void Where_every_other_cell_is_nought_the_total_is_hidden_and_a_small_total_always_is()
    {
        Assert.Null(Suppression.Of([0, 2, 0], 2).Total);
        Assert.Equal([0, null, 0], Suppression.Of([0, 2, 0], 6).Parts);
        Assert.Null(Suppression.Of([0, 2, 0], 6).Total);
        Assert.Equal((5, 0), (Suppression.Of([5, 0], 5).Parts[0], Suppression.Of([5, 0], 5).Parts[1]));
    }

    [Fact]
    public void No_table_tells_a_small_number_by_what_is_left_over()
    {
        var random = new Random(61);
        for (var n = 0; n < 2_000; n++)
        {
            int[] cells = [.. Enumerable.Range(0, random.Next(1, 13)).Select(_ => random.Next(3) == 0 ? random.Next(6) : random.Next(60))];
            var (parts, total) = Suppression.Of(cells, cells.Sum());
            Assert.All(parts, p => Assert.False(p is > 0 and < 5));
            Assert.False(total is not null && parts.Count(p => p is null) == 1, string.Join(' ', cells));
        }
    }
}
