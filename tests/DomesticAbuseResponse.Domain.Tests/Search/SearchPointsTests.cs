using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Domain.Tests.Search;

public sealed class SearchPointsTests
{
    [Theory]
    [InlineData("Sara Khan", "Sara Khan", SearchRule.Name, null)]
    [InlineData("khan SARA", "Sara Khan", SearchRule.NameInAnotherOrder, "in another order")]
    [InlineData("Liz Threlkeld", "Elizabeth Threlkeld", SearchRule.NameLike, "a short form or another spelling")]
    [InlineData("Threlkeld", "Elizabeth Threlkeld", SearchRule.Name, null)]
    [InlineData("Elizabeth Threlkald", "Elizabeth Threlkeld", SearchRule.NameLike, "spelt alike")]
    [InlineData("Berg", "Anna van der Berg", SearchRule.NameLike, "spelt alike")]
    [InlineData("Joana da Silva", "Joana Silva", SearchRule.NameLike, "spelt alike")]
    [InlineData("Szőke Réka", "Reka Szoke", SearchRule.NameInAnotherOrder, "in another order")]
    [InlineData("Канарейкова Ольга", "Ольга Канарейкова", SearchRule.Name, null)]
    [InlineData("Ольга Ивановна Канарейкова", "Ольга Канарейкова", SearchRule.NameLike, "not every word")]
    public void A_name_is_found_and_says_how(string typed, string onRecord, SearchRule rule, string? note)
    {
        var found = SearchPoints.Name(typed, onRecord)!;

        Assert.Equal((rule, onRecord), (found.Rule, found.OnRecord));
        Assert.True(found.Points >= SearchPoints.Threshold);
        Assert.True(note is null || found.Note?.Contains(note, StringComparison.Ordinal) is true, found.Note);
    }

    [Theory]
    [InlineData("Sara Khan", "Peter Brown")]
    [InlineData("Sara Khan", "Sara Brown")]
    [InlineData("Threlkeld", "Jones")]
    [InlineData("Sara Khan", "")]
    [InlineData("Ольга Канарейкова", "Ольга Воробьёва")]
    [InlineData("Anna van der Berg", "Anna van der Valk")]
    public void Names_with_too_little_in_common_are_not(string typed, string onRecord) => Assert.False(SearchPoints.Name(typed, onRecord)?.Points >= SearchPoints.Threshold);

    [Fact]
    public void A_common_name_counts_for_less_than_a_rare_one_and_says_so()
    {
        var (common, rare) = (SearchPoints.Name("John Smith", "John Smith")!, SearchPoints.Name("Ottoline Threlkeld", "Ottoline Threlkeld")!);

        Assert.True(common.Points < rare.Points);
        Assert.Contains("a common name", common.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_many_share_counts_for_less_and_says_so()
    {
        var (own, hostel) = (SearchPoints.Shared(SearchRule.Phone, "+447700900123", 2), SearchPoints.Shared(SearchRule.Phone, "+447700900123", 40));

        Assert.Equal((60, null), (own.Points, own.Note));
        Assert.Equal("shared by 40 people", hostel.Note);
        Assert.Equal(SearchPoints.Threshold, hostel.Points); // found by whoever asks for that number alone
    }

    [Theory]
    [InlineData(1985, 4, 3, SearchRule.Born)]
    [InlineData(1985, 3, 4, SearchRule.BornDayAndMonthSwapped)]
    [InlineData(1986, 4, 3, SearchRule.BornOneFigure)]
    public void A_date_of_birth_is_found_with_the_slips_that_are_made(int year, int month, int day, SearchRule rule) =>
        Assert.Equal(rule, SearchPoints.Birth(new BirthDate(1985, 4, 3), new DateOnly(year, month, day))!.Rule);

    [Fact]
    public void Another_date_of_birth_is_not() => Assert.Null(SearchPoints.Birth(new BirthDate(1985, 4, 3), new DateOnly(1991, 12, 25)));

    [Theory]
    [InlineData("Anneka Featherstonehaugh", "Anneka Dobson", true)]
    [InlineData("Liz Featherstonehaugh", "Elizabeth Dobson", true)]
    [InlineData("Anneka Featherstonehaugh", "Bartholomew Dobson", false)]
    [InlineData("Anneka Dobson", "Anneka Dobson", false)]
    [InlineData("Anneka", "Anneka Dobson", false)]
    public void One_word_of_a_name_counts_where_the_rest_is_another_and_never_enough_to_show_somebody(string typed, string onRecord, bool counts)
    {
        var found = SearchPoints.NameInPart(typed, onRecord);
        Assert.Equal(counts, found is not null);
        Assert.True((found?.Points ?? 0) < SearchPoints.Threshold);
    }
}
