using System.Globalization;
using DomesticAbuseResponse.Domain.Definitions;
using static DomesticAbuseResponse.Domain.Tests.Definitions.Defined;

namespace DomesticAbuseResponse.Domain.Tests.Definitions;

public sealed class DefinitionPreviewTests
{
    private static readonly (DateOnly From, DateOnly To) _quarter = DefinitionPreview.LastQuarter(On);

    [Theory]
    [InlineData("2026-11-22", "2026-07-01", "2026-09-30")]
    [InlineData("2026-01-01", "2025-10-01", "2025-12-31")]
    [InlineData("2026-03-31", "2025-10-01", "2025-12-31")]
    [InlineData("2028-04-01", "2028-01-01", "2028-03-31")]
    public void The_last_quarter_is_the_one_that_is_over(string today, string from, string to) =>
        Assert.Equal((DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)), DefinitionPreview.LastQuarter(DateOnly.Parse(today, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_stricter_draft_loses_whom_it_no_longer_reaches_and_names_them()
    {
        var facts = Facts(Incident(new(2026, 5, 1)), Incident(new(2026, 8, 1)), Incident(new(2026, 8, 2), victim: AnotherVictim, perpetrator: Another));

        var effects = DefinitionPreview.Compare(facts, _quarter.From, _quarter.To, Book, Book with { RepeatVictim = new() { Incidents = 3 } });

        var victims = effects.Single(e => e.Kind is DefinitionKind.RepeatVictim);
        Assert.Equal((1, 0, 0, 1), (victims.Was.Count, victims.WouldBe.Count, victims.Gained.Count, victims.Lost.Count));
        Assert.Equal(Victim, victims.Lost.Single().PersonId);
        Assert.Empty(effects.Single(e => e.Kind is DefinitionKind.RepeatPair).Lost);
    }

    [Fact]
    public void A_wider_draft_gains()
    {
        var facts = Facts(Incident(new(2025, 2, 1)), Incident(new(2026, 8, 1)));

        var pairs = DefinitionPreview.Compare(facts, _quarter.From, _quarter.To, Book, Book with { RepeatPair = new() { Months = 24 } }).Single(e => e.Kind is DefinitionKind.RepeatPair);

        Assert.Equal(new DefinitionSubject(Perpetrator, Victim), pairs.Gained.Single());
    }

    [Fact]
    public void Somebody_whose_second_incident_came_after_the_quarter_was_no_repeat_in_it()
    {
        var facts = Facts(Incident(new(2026, 8, 1)), Incident(new(2026, 10, 1)));
        Assert.All(DefinitionPreview.Compare(facts, _quarter.From, _quarter.To, Book, Book), e => Assert.Empty(e.Was));
    }
}
