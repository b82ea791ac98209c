using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Crews;

/// <summary>In which order a crew reaches victims, and why; and what stands on a screen in the open (R5.1, T11).</summary>
public sealed class CrewOrderTests
{
    private static readonly CrewSettings _settings = CrewSettings.Default;

    [Fact]
    public void Risk_goes_before_waiting_and_waiting_before_distance_and_the_place_says_why()
    {
        var high = CrewOrder.Of(RiskGrade.High, TimeSpan.FromMinutes(5), DistanceBand.Further, _settings);
        var medium = CrewOrder.Of(RiskGrade.Medium, TimeSpan.FromMinutes(90), DistanceBand.Near, _settings);

        Assert.True(high.Points > medium.Points);
        Assert.Equal("High risk (100), 5 min since the call (0), more than 30 minutes away (0): 100 points", high.Because);
        Assert.Equal("Medium risk (50), 1 h 30 min since the call (15), up to 10 minutes away (15): 80 points", medium.Because);
    }

    [Fact]
    public void Nobody_graded_is_never_taken_for_standard()
    {
        var none = CrewOrder.Of(null, TimeSpan.Zero, DistanceBand.NotKnown, _settings);

        Assert.True(none.Points > CrewOrder.Of(RiskGrade.Medium, TimeSpan.Zero, DistanceBand.NotKnown, _settings).Points);
        Assert.StartsWith("Risk not assessed (54)", none.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_counts_up_to_its_most_and_a_call_of_later_counts_as_none()
    {
        Assert.Equal(CrewOrder.Of(RiskGrade.Standard, TimeSpan.FromDays(2), DistanceBand.Near, _settings).Points, CrewOrder.Of(RiskGrade.Standard, TimeSpan.FromHours(3), DistanceBand.Near, _settings).Points);
        Assert.Contains("0 min since the call (0)", CrewOrder.Of(RiskGrade.High, TimeSpan.FromMinutes(-4), DistanceBand.Near, _settings).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_turn_the_order_round_are_refused()
    {
        Assert.Null(_settings.Check());
        Assert.Equal("crew-tasks.minutes", (_settings with { MiddleMinutes = 5 }).Check()?.Code);
        Assert.Equal("crew-tasks.points", (_settings with { Points = _settings.Points with { High = 40 } }).Check()?.Code);
        Assert.Equal("crew-tasks.points", (_settings with { Points = _settings.Points with { Standard = 50, NotGraded = 40 } }).Check()?.Code);
    }

    [Theory]
    [InlineData("Ann Bell", "A. B.")]
    [InlineData("  maria  del carmen Ruiz ", "M. R.")]
    [InlineData("Cher", "C.")]
    [InlineData("", "Not named")]
    [InlineData(null, "Not named")]
    public void A_name_on_a_screen_in_the_open_is_its_initials(string? name, string shown) => Assert.Equal(shown, FieldMask.Initials(name));

    [Theory]
    [InlineData("14 Example Road", "nm612cy", "In NM61")]
    [InlineData("The back of the shop", null, "A place is on record")]
    [InlineData(null, "NM6", "A place is on record")]
    [InlineData(" ", "", "No place on record")]
    public void A_place_is_the_first_half_of_its_postcode(string? location, string? postcode, string shown) => Assert.Equal(shown, FieldMask.Place(location, postcode));
}
