using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Domain.Tests.Search;

public sealed class SearchWordsTests
{
    private static readonly DateOnly _today = new(2026, 11, 26);

    public static TheoryData<string, SearchWords> Read => new()
    {
        { "07700 900 123", new(Phone: "+447700900123") },
        { "+44 (0)7700-900123", new(Phone: "+447700900123") },
        { "900 123", new(PhoneEnding: "900123") },
        { "0123", new(PhoneEnding: "0123") },
        { "da 2026 123", new(Reference: "DA-2026-000123") },
        { "c-42", new(Reference: "C-000042") },
        { "b11aa", new(Postcode: "B1 1AA") },
        { "14 Example Road", new(Address: "14 Example Road") },
        { "14 Example Road B1 1AA", new(Postcode: "B1 1AA", Address: "14 Example Road") },
        { "14 B1 1AA", new(Postcode: "B1 1AA", Address: "14") },
        { "3/4/1985", new(Born: new BirthDate(1985, 4, 3)) },
        { "Sara Khan 3 April 1985", new(Born: new BirthDate(1985, 4, 3), Name: "Sara Khan") },
        { "  O'Brien,  Siobhán ", new(Name: "O'Brien, Siobhán") },
        { "Sara Khan 07700 900123", new(Phone: "+447700900123", Name: "Sara Khan") },
        { "王芳", new(Name: "王芳") },
        { "Sara Khan 0123", new(PhoneEnding: "0123", Name: "Sara Khan") },
    };

    [Theory, MemberData(nameof(Read))]
    public void Each_piece_is_taken_for_what_it_can_be(string typed, SearchWords expected) => Assert.Equal(expected, SearchWords.Of(typed, _today));

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("ab")]
    [InlineData("12")]
    [InlineData("?!%_")]
    [InlineData("unknown")]
    public void What_can_be_nothing_is_empty(string? typed) => Assert.True(SearchWords.Of(typed, _today).IsEmpty);

    [Fact]
    public void A_very_long_text_is_cut_and_still_read() => Assert.Equal("+447700900123", SearchWords.Of($"07700900123 {new string('x', 100_000)}", _today).Phone);
}
