using DomesticAbuseResponse.Domain.Crews;

namespace DomesticAbuseResponse.Domain.Tests.Crews;

/// <summary>What is asked of a refuge says nothing of where anybody is (R6.11, T5).</summary>
public sealed class SafeSpaceTests
{
    [Theory]
    [InlineData("14 Example Road, NM6 1CY")]
    [InlineData("nm61cy")]
    [InlineData("Ring 01632 960 123")]
    [InlineData("0 7 7 0 0 9 0 0")]
    [InlineData("14 Example Road")]
    [InlineData("the house at 7b, mill lane")]
    [InlineData("She is at 12 High Street for now")]
    [InlineData("+44 7700 900123 or 01632 960124")]
    public void A_postcode_or_a_number_gives_somebody_away(string text) => Assert.True(SafeSpace.GivesAway(text));

    [Theory]
    [InlineData("3, 7 and 11")]
    [InlineData("10, 12 and 14")]
    [InlineData("10, 12, 14, 15, 16")]
    [InlineData("2 rooms from 01/12/2026 on the north road")]
    [InlineData("Not in Ashmere or the north of town")]
    [InlineData("Refuge space from 18:30, room for 4")]
    [InlineData(null)]
    public void Ages_areas_and_hours_do_not(string? text) => Assert.False(SafeSpace.GivesAway(text));
}
