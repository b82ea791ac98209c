using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

/// <summary>People of whom several names, numbers and places are known.</summary>
public sealed class SamePersonTests
{
    private static readonly KnownPerson _record = new()
    {
        Names = ["Amelia Thornbury", "Amelia van der Brook"],
        BornOn = "1983-05-19",
        Phones = ["07700 900123", "07700 900777"],
        Addresses = [new("2 Old Lane, Leeds", "LS9 9ZZ"), new("14 Mill Road, Leeds", "LS1 4AP")],
    };

    [Fact]
    public void A_former_name_an_old_number_and_an_earlier_address_still_tell_who_somebody_is()
    {
        var score = Score(new() { Names = ["Amelia Thornbury"], Phones = ["+44 7700 900123"], Addresses = [new("2 Old Ln", "LS9 9ZZ")] });

        Assert.Equal(SamePersonVerdict.Likely, score.Verdict);
        Assert.Empty(new[] { MatchRule.SurnameSame, MatchRule.PhoneSame, MatchRule.AddressSame, MatchRule.PostcodeSame }.Except(score.Reasons.Select(r => r.Rule)));
    }

    [Fact]
    public void Name_and_date_of_birth_are_enough_among_a_million()
    {
        var score = Score(new() { Names = ["Amelia van der Brook"], BornOn = "19 May 1983" }, records: 1_000_000);

        Assert.Equal(SamePersonVerdict.Likely, score.Verdict);
        Assert.Equal(Math.Round(score.Reasons.Sum(r => r.Points), 0), Math.Round(score.Points, 0));
    }

    [Fact]
    public void A_common_name_alone_is_not_enough_among_a_million() =>
        Assert.Equal(SamePersonVerdict.Unlikely, Score(new() { Names = ["David Smith"] }, new() { Names = ["David Smith"] }, 1_000_000).Verdict);

    [Fact]
    public void An_estimated_birth_a_few_years_off_says_nothing()
    {
        var near = Score(new() { Names = ["Amelia Thornbury"], BornOn = "1985-01-01", BirthIsEstimated = true });

        Assert.DoesNotContain(near.Reasons, r => r.Rule is >= MatchRule.BirthSame and <= MatchRule.BirthGeneration);
    }

    [Fact]
    public void A_number_many_share_says_less()
    {
        KnownPerson[] hostel = [.. Enumerable.Range(0, 20).Select(i => new KnownPerson { Names = [$"{(char)('A' + i)}nna Guest{i}"], BornOn = $"{1950 + i}-02-03", Phones = ["01632 960111"] })];
        var score = SamePerson.Scores(new() { Names = ["Anna Guest0"], Phones = ["01632 960111"] }, hostel, 1000, MatchPolicy.Shipped, Compared.Today)[0];

        Assert.Contains(score.Reasons, r => r.Rule is MatchRule.SharedContact && r.Points < 0);
    }

    [Theory]
    [InlineData("Anna van der Berg", "Anna", "van der Berg")]
    [InlineData("Mary Ann Smith", "Mary Ann", "Smith")]
    [InlineData("Cher", "Cher", null)]
    [InlineData("  ", null, null)]
    [InlineData("Mrs Smith", "Mrs", "Smith")]
    public void A_whole_name_is_split_where_the_surname_begins(string typed, string? given, string? surname) => Assert.Equal((given, surname), NameText.Parts(typed));

    private static SamePersonScore Score(KnownPerson typed, KnownPerson? onRecord = null, int records = 1000) =>
        SamePerson.Scores(typed, [onRecord ?? _record], records, MatchPolicy.Shipped, Compared.Today)[0];
}
