using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.MatchingTrials;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

public sealed class PeopleMatcherTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Two_records_that_share_too_little_are_held_together_by_a_third()
    {
        var full = Compared.Amelia;
        var names = new PersonDetails { GivenName = "Amelia", Surname = "Thornbury", BornOn = "1983-05-19" };
        var contact = new PersonDetails { Email = full.Email, Phone = full.Phone };

        Assert.Equal([(0, 1), (0, 2), (1, 2)], Find(full, names, contact));
        Assert.Empty(Find(names, contact));
    }

    [Fact]
    public void A_record_without_a_name_does_not_make_one_person_of_two_sisters()
    {
        var sister = Compared.Amelia with { GivenName = "Harriet", BornOn = "1986-11-02", Email = "harriet.t@example.org" };
        var nameless = Compared.Amelia with { GivenName = null, BornOn = null, Email = null };

        Assert.DoesNotContain((0, 1), Find(Compared.Amelia, sister, nameless));
    }

    [Fact]
    public void The_same_list_gives_the_same_pairs_and_each_twice_read_the_same_points()
    {
        var people = Records("dirty", 150, 21);
        var matcher = PeopleMatcher.Of(people, MatchPolicy.Shipped);

        var first = matcher.Find(ct: Ct);

        Assert.NotEmpty(first);
        Assert.Equal(first, PeopleMatcher.Of(people, MatchPolicy.Shipped).Find(ct: Ct));
        Assert.Equal(first.OrderBy(p => p.Left).ThenBy(p => p.Right), first);
    }

    [Theory]
    [InlineData("ordinary", 31)]
    [InlineData("very-dirty", 32)]
    [InlineData("scanned", 33)]
    public void It_makes_no_difference_which_of_two_comes_first(string model, int seed)
    {
        var people = Records(model, 60, seed);
        var matcher = PeopleMatcher.Of(people, MatchPolicy.Shipped);
        var count = Math.Min(90, people.Length);

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (there, back) = (matcher.Above(i, j), matcher.Above(j, i));
                Assert.True(Math.Abs(there - back) < 1e-6, $"{there} and {back}: {people[i].Typed} and {people[j].Typed}");
            }
        }
    }

    [Theory]
    [InlineData("ordinary", 41)]
    [InlineData("very-dirty", 42)]
    public void Padding_capitals_and_hyphens_make_no_difference(string model, int seed)
    {
        var records = ErrorModel.Named(model).Make(80, seed).Records;
        static string? Loud(string? text) => text is null ? null : $"  {text.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal)} ";
        var plain = PeopleMatcher.Of([.. records.Select(Compared.Profile)], MatchPolicy.Shipped).Find(ct: Ct);
        var loud = PeopleMatcher.Of(
            [.. records.Select(r => Compared.Profile(r with { GivenName = Loud(r.GivenName), Surname = Loud(r.Surname), Email = Loud(r.Email), Address = Loud(r.Address), Postcode = Loud(r.Postcode), City = Loud(r.City) }))],
            MatchPolicy.Shipped).Find(ct: Ct);

        Assert.Equal(plain, loud);
    }

    [Fact]
    public void A_higher_threshold_finds_no_pair_by_itself_that_a_lower_one_does_not()
    {
        var people = Records("dirty", 100, 51);
        var (low, high) = (PeopleMatcher.Of(people, MatchPolicy.Shipped, 8), PeopleMatcher.Of(people, MatchPolicy.Shipped, 25));

        Assert.True(high.Find(ct: Ct).Count < low.Find(ct: Ct).Count);
        Assert.All(high.Find(ct: Ct), p => Assert.InRange(high.ScoreOf(p), 0.5, 1));
    }

    [Fact]
    public void A_key_that_everybody_shares_does_not_compare_everybody_with_everybody()
    {
        PersonProfile[] people = [.. Enumerable.Range(0, 6_000).Select(i => Compared.Profile(new() { GivenName = "David", City = "London", Email = $"{i:0000}x{i * 7919 % 6000:0000}@example.org" }))];
        var index = CandidateIndex.Of(people);
        var pairs = 0L;
        for (var block = 0; block < index.Blocks; block++)
        {
            index.PairsOf(block, (_, _) => pairs++);
        }

        Assert.True(pairs < 600_000, $"{pairs} pairs");
    }

    [Fact]
    public void A_person_with_hundreds_of_records_is_one_person() =>
        Assert.Equal(320 * 319 / 2, Find([.. Enumerable.Repeat(Compared.Amelia, 320)]).Length);

    [Fact]
    public void Nobody_and_one_person_have_no_pairs()
    {
        Assert.Empty(Find());
        Assert.Empty(Find(Compared.Amelia));
        Assert.Empty(Find(new(), new()));
    }

    private static PersonProfile[] Records(string model, int people, int seed) => [.. ErrorModel.Named(model).Make(people, seed).Records.Select(Compared.Profile)];

    private static (int Left, int Right)[] Find(params PersonDetails[] people) =>
        [.. PeopleMatcher.Of([.. people.Select(Compared.Profile)], MatchPolicy.Shipped).Find(ct: Ct).Select(p => (p.Left, p.Right))];
}
