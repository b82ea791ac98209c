using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.People;

/// <summary>Whoever may still be a child is treated as one (R1.26, S16).</summary>
public sealed class AgeTests
{
    private static readonly DateOnly _today = new(2026, 11, 25);

    [Theory]
    [InlineData("2008", 17, true)]
    [InlineData("2007", 18, false)]
    [InlineData("2010", 15, true)]
    [InlineData("about 18", 17, true)]
    [InlineData("about 16", 15, true)]
    [InlineData("18", 18, false)]
    [InlineData("25/11/2008", 18, false)]
    [InlineData("26/11/2008", 17, true)]
    public void S16_a_year_or_a_vague_age_is_read_as_the_youngest_it_can_be(string typed, int age, bool childrensReferral)
    {
        var read = BirthReading.Of(typed, _today);
        var person = Person.Record(default, DateTimeOffset.UnixEpoch);
        person.Describe(read.BornOn, read.IsEstimated, Gender.Woman, null, DateTimeOffset.UnixEpoch);

        Assert.Equal(age, person.AgeOn(_today));
        Assert.Equal(childrensReferral, YoungVictim.NeedsChildrensReferral(person.AgeOn(_today)));
    }

    [Theory]
    [InlineData(true, 17)]
    [InlineData(false, 18)]
    public void S16_an_estimated_first_of_January_stands_for_the_year_alone(bool estimated, int age) =>
        Assert.Equal(age, Person.AgeOn(new DateOnly(2008, 1, 1), estimated, _today));
}
