using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

public sealed class NameComparisonTests
{
    [Theory]
    [InlineData("  JOSÉ ", "jose")]
    [InlineData("O'Brien-Smith", "obrien smith")]
    [InlineData("Mrs van der Berg", "vanderberg")]
    [InlineData("Mc Donald", "mcdonald")]
    [InlineData("Łukasz", "lukasz")]
    [InlineData("Dr. Ann  Marie", "ann marie")]
    [InlineData("n/a", "")]
    [InlineData("UNKNOWN", "")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void A_name_is_brought_to_plain_words(string? typed, string words) => Assert.Equal(words, string.Join(' ', NameText.Words(typed)));

    [Theory]
    [InlineData("Noah", " NOAH ", NameLikeness.Same)]
    [InlineData("Liz", "Elizabeth", NameLikeness.Variant)]
    [InlineData("Mohammed", "Muhammad", NameLikeness.Variant)]
    [InlineData("Hussain", "Hossain", NameLikeness.Variant)]
    [InlineData("Kasia", "Katarzyna", NameLikeness.Variant)]
    [InlineData("Hannagan", "Hannaan", NameLikeness.Typo)]
    [InlineData("Watson", "Waston", NameLikeness.Typo)]
    [InlineData("Connolly", "ynnollC", NameLikeness.Likeness)]
    [InlineData("Thomas", "Tsohma", NameLikeness.Scrambled)]
    [InlineData("Smith-Jones", "Jones", NameLikeness.Part)]
    [InlineData("Ann Marie", "Marie", NameLikeness.Part)]
    [InlineData("J.", "Julia", NameLikeness.Initial)]
    [InlineData("Wisniewska", "Wisniewski", NameLikeness.Typo)]
    [InlineData("Thornbury", "Thornbooy", NameLikeness.Close)]
    [InlineData("Jack", "Jake", NameLikeness.Alike)]
    [InlineData("Oliver", "Harriet", NameLikeness.Other)]
    [InlineData("Qzxv", "Harriet", NameLikeness.Different)]
    public void Two_names_agree_so_far_whichever_comes_first(string a, string b, NameLikeness expected)
    {
        var (one, other) = (NameTerm.Of(a)!, NameTerm.Of(b)!);

        Assert.Equal(expected, NameComparison.Of(one, other));
        Assert.Equal(expected, NameComparison.Of(other, one));
    }

    [Theory]
    [InlineData("clark", "clarke")]
    [InlineData("phillips", "filips")]
    [InlineData("wright", "right")]
    [InlineData("knight", "night")]
    [InlineData("macdonald", "mcdonald")]
    [InlineData("steven", "stephen")]
    [InlineData("kowalski", "kowalska")]
    public void Names_said_alike_have_one_key(string a, string b) => Assert.Equal(NameSound.Of(a), NameSound.Of(b));

    [Fact]
    public void Names_said_otherwise_have_other_keys() => Assert.NotEqual(NameSound.Of("taylor"), NameSound.Of("turner"));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("smith", "smiht", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("a", "abcd", 3)]
    [InlineData("abcdefgh", "zyxwvuts", 4)]
    public void Distance_counts_letters_and_stops_past_what_is_asked(string a, string b, int expected) => Assert.Equal(expected, EditDistance.Between(a, b, 3));
}
