using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

public sealed class PersonComparisonTests
{
    private static PersonDetails Amelia => Compared.Amelia;

    [Fact]
    public void Names_in_each_others_place_are_found_out()
    {
        var swapped = Amelia with { GivenName = "Thornbury", Surname = "Amelia" };

        Assert.Contains(MatchRule.NamesSwapped, Compared.Rules(Amelia, swapped));
        Assert.True(Compared.Points(Amelia, swapped) < Compared.Points(Amelia, Amelia));
        Assert.True(Compared.Match(Amelia, swapped));
    }

    [Fact]
    public void A_whole_name_in_one_field_is_read_with_or_without_a_space()
    {
        var spaced = Amelia with { GivenName = "Amelia Thornbury", Surname = "" };
        var joined = Amelia with { GivenName = null, Surname = "ameliathornbury" };

        Assert.Equal([MatchRule.GivenSame, MatchRule.SurnameSame], Compared.Rules(Amelia, spaced).Take(2));
        Assert.Contains(MatchRule.NameInOneField, Compared.Rules(Amelia, joined));
    }

    [Fact]
    public void A_name_that_is_missing_may_stand_in_the_email_address()
    {
        var a = new PersonDetails { GivenName = "Amelia", BornOn = "1983-05-19", Email = "amelia.thornbury@example.org" };
        var b = new PersonDetails { GivenName = "Amelia", Surname = "Thornbury", BornOn = "1983-05-19" };

        Assert.Contains(MatchRule.NameInEmail, Compared.Rules(a, b));
    }

    [Fact]
    public void What_is_missing_counts_neither_way()
    {
        var names = new PersonDetails { GivenName = "Amelia", Surname = "Thornbury", BornOn = "1983-05-19" };

        Assert.Equal(Compared.Points(names, names), Compared.Points(names, Amelia with { GivenName = " amelia", BornOn = "19/05/1983" }), 6);
    }

    [Fact]
    public void A_common_name_says_less_than_a_rare_one()
    {
        var (common, rare) = (new PersonDetails { GivenName = "David", Surname = "Smith" }, new PersonDetails { GivenName = "Peregrine", Surname = "Featherstonehaugh" });

        Assert.True(Compared.Points(rare, rare) > Compared.Points(common, common) + 5);
    }

    [Fact]
    public void A_number_that_many_people_share_says_less()
    {
        PersonDetails[] hostel = [.. "ABCDEFGHIJKLMNOPQRST".Select((letter, i) => new PersonDetails { GivenName = $"{letter}olanda", Surname = $"Sur{letter}name", BornOn = $"{1950 + i}-05-19", Phone = "07700 900123" })];
        var among = PeopleCompared.Of([.. hostel.Select(Compared.Profile)]);

        Assert.True(among.Weigh(Compared.Profile(hostel[0])).SharedContact > 2);
        Assert.Equal(0, PeopleCompared.Of([Compared.Profile(hostel[0]), Compared.Profile(hostel[0])]).Weigh(Compared.Profile(hostel[0])).SharedContact);
    }

    [Fact]
    public void The_same_person_with_three_fields_in_four_damaged_is_found()
    {
        var damaged = new PersonDetails { GivenName = "Amlia", Surname = "Thornbery", BornOn = "1983-05-19", Email = "a.thornbry@example.org", Phone = "07700 900132", City = "Leeeds" };

        Assert.True(Compared.Match(Amelia, damaged));
    }

    [Theory]
    [InlineData("a twin", "Harriet", "Thornbury", "1983-05-19")]
    [InlineData("a twin with a name much alike", "Annie", "Thornbury", "1983-05-19")]
    [InlineData("a sister", "Harriet", "Thornbury", "1985-11-02")]
    [InlineData("a husband", "Oliver", "Thornbury", "1980-01-30")]
    [InlineData("a flatmate", "Oliver", "Singh", "1990-01-30")]
    [InlineData("a child of the same name", "Amelia", "Thornbury", "2007-11-30")]
    [InlineData("a child whose name is not known", null, "Thornbury", "2007-11-30")]
    public void Others_of_the_household_are_others(string who, string? given, string surname, string bornOn)
    {
        var other = Amelia with { GivenName = given, Surname = surname, BornOn = bornOn, Email = null };

        Assert.False(Compared.Match(Amelia, other), $"{who}: {string.Join(", ", Compared.Rules(Amelia, other))}");
        Assert.False(Compared.Match(other, Amelia), who);
    }

    [Fact]
    public void A_comparison_is_explained_with_what_speaks_for_it_and_against_it()
    {
        var (a, b) = (Amelia, Amelia with { Surname = "Thornberry", City = "York", Address = null, Postcode = null });

        var reasons = MatchReasons.Of(Compared.Profile(a), Compared.Profile(b), Compared.Findings(a, b), MatchPolicy.Shipped);

        Assert.Contains(reasons, r => r.ToString().StartsWith("surnames sound alike (Thornbury / Thornberry, +", StringComparison.Ordinal));
        Assert.StartsWith("towns differ (Leeds / York, -", reasons.Last(r => r.Rule is not MatchRule.HouseholdOnly && r.Points < 0).ToString(), StringComparison.Ordinal);
        Assert.Equal(Compared.Points(a, b), reasons.Sum(r => r.Points), 0.5);
    }

    [Fact]
    public void Every_rule_has_words() => Assert.DoesNotContain(Enum.GetValues<MatchRule>().Where(r => r is not MatchRule.None), r => MatchWords.Of(r).Length == 0);
}
