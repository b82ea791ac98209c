using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;

namespace DomesticAbuseResponse.Domain.Tests.Perpetrators;

/// <summary>Recency, frequency and gravity as a weighted table (R2.23).</summary>
public sealed class RfgTests
{
    private static readonly Id<Person> _person = New(1);
    private static readonly Id<Person> _victim = New(2);
    private static readonly Id<Person> _another = New(3);
    private static readonly DateOnly _on = new(2026, 11, 26);

    [Fact]
    public void R223_a_score_says_each_part_its_band_its_points_and_why()
    {
        var score = Score(Record(_on.AddDays(-400)), Record(_on.AddDays(-10), RecordGravity.Weapon, _another));

        Assert.Equal(205, score.Score);
        Assert.Equal(300, score.Most);
        Assert.Equal((2, 2, "default-1"), (score.Records, score.Victims, score.Version));
        Assert.Equal(
            [(RfgPart.Recency, "The newest within 31 days", 100, 100), (RfgPart.Frequency, "2 records", 25, 25), (RfgPart.Gravity, "A weapon was there", 80, 80)],
            score.Parts.Select(p => (p.Part, p.Band, p.Points, p.Total)));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(31, 100)]
    [InlineData(32, 75)]
    [InlineData(92, 75)]
    [InlineData(93, 50)]
    [InlineData(183, 50)]
    [InlineData(184, 25)]
    [InlineData(365, 25)]
    [InlineData(366, 10)]
    [InlineData(1000, 10)]
    public void The_last_day_of_a_band_of_recency_is_in_it(int daysAgo, int points) => Assert.Equal(points, Part(Score(Record(_on.AddDays(-daysAgo))), RfgPart.Recency).Points);

    [Theory]
    [InlineData(1, 10, "1 record")]
    [InlineData(2, 25, "2 records")]
    [InlineData(3, 50, "3 to 4 records")]
    [InlineData(4, 50, "3 to 4 records")]
    [InlineData(5, 75, "5 to 7 records")]
    [InlineData(7, 75, "5 to 7 records")]
    [InlineData(8, 100, "8 records or more")]
    [InlineData(50, 100, "8 records or more")]
    public void The_first_number_of_a_band_of_frequency_is_in_it(int count, int points, string band)
    {
        var part = Part(Score([.. Enumerable.Range(0, count).Select(_ => Record(_on))]), RfgPart.Frequency);
        Assert.Equal((points, band), (part.Points, part.Band));
    }

    [Fact]
    public void The_gravest_record_counts_whatever_the_others_are()
    {
        foreach (var (gravity, points) in new[] { (RecordGravity.Report, 10), (RecordGravity.Crime, 40), (RecordGravity.Injury, 60), (RecordGravity.Weapon, 80), (RecordGravity.HighRisk, 100) })
        {
            Assert.Equal(points, Part(Score(Record(_on), Record(_on, gravity)), RfgPart.Gravity).Points);
        }
    }

    [Theory]
    [InlineData(false, null, null, false, RecordGravity.Report)]
    [InlineData(true, null, null, false, RecordGravity.Crime)]
    [InlineData(true, "Cut lip", null, false, RecordGravity.Injury)]
    [InlineData(true, "None", "no weapons.", false, RecordGravity.Crime)]
    [InlineData(false, "unknown", "A knife", false, RecordGravity.Weapon)]
    [InlineData(false, null, null, true, RecordGravity.HighRisk)]
    public void How_grave_a_record_is_follows_from_what_it_holds(bool crime, string? injuries, string? weapons, bool high, RecordGravity gravity) =>
        Assert.Equal(gravity, RfgRules.GravityOf(crime, injuries, weapons, high));

    [Fact]
    public void Records_outside_three_years_or_to_come_do_not_count_and_both_ends_do()
    {
        Assert.Equal(1, Score(Record(_on.AddMonths(-36))).Records);
        Assert.Equal(0, Score(Record(_on.AddMonths(-36).AddDays(-1))).Records);
        Assert.Equal(0, Score(Record(_on.AddDays(1))).Records);
        Assert.Null(Score(Record(_on.AddDays(1))).NextOn);
        Assert.Equal(0, RfgRules.Score(_person, [new(Id(), _on, RecordGravity.Crime, [_person])], _on, RfgTable.Default).Records); // a record in which nobody else is harmed
    }

    [Fact]
    public void It_says_when_it_may_change_by_itself()
    {
        Assert.Equal(_on.AddDays(32), Score(Record(_on)).NextOn); // the newest leaves its band
        Assert.Equal(_on.AddDays(1), Score(Record(_on), Record(_on.AddMonths(-36))).NextOn); // the oldest counts no more
        foreach (var ago in new[] { 0, 1, 30, 31, 32, 364, 365, 366, 1000, 1095 })
        {
            var score = Score(Record(_on.AddDays(-ago)));
            for (var day = _on; day < score.NextOn; day = day.AddDays(1))
            {
                Assert.Equal(score.Score, RfgRules.Score(_person, [Record(_on.AddDays(-ago))], day, RfgTable.Default).Score);
            }
        }
    }

    [Fact]
    public void A_partnership_that_adds_victims_weighs_them_too()
    {
        var table = RfgTable.Default with { Weights = new(1, 1, 1, 2) };
        var score = RfgRules.Score(_person, [Record(_on), Record(_on, victim: _another)], _on, table);

        Assert.Equal(("2 victims", 50, 100), (Part(score, RfgPart.Victims).Band, Part(score, RfgPart.Victims).Points, Part(score, RfgPart.Victims).Total));
        Assert.Equal(500, score.Most);
        Assert.DoesNotContain(Score(Record(_on)).Parts, p => p.Part is RfgPart.Victims); // shipped, they weigh nothing
    }

    [Fact]
    public void A_table_that_makes_no_sense_is_refused_in_words()
    {
        var table = RfgTable.Default;
        Assert.Null(table.Check());
        foreach (var (wrong, code) in new[]
        {
            (table with { Months = 0 }, "rfg.months"), (table with { Weights = new(0, 0, 0, 0) }, "rfg.weights"), (table with { Weights = new(11, 1, 1, 0) }, "rfg.weights"),
            (table with { OlderPoints = 101 }, "rfg.points"), (table with { Recency = [new(31, 100), new(31, 50)] }, "rfg.recency"), (table with { Recency = [] }, "rfg.recency"),
            (table with { Frequency = [new(0, 10)] }, "rfg.frequency"), (table with { Victims = [new(2, 10), new(1, 20)] }, "rfg.victims"), (table with { Gravity = [new(RecordGravity.Crime, 10)] }, "rfg.gravity"),
        })
        {
            Assert.Equal(code, wrong.Check()?.Code);
        }
    }

    private static RfgScore Score(params DaRecord[] records) => RfgRules.Score(_person, records, _on, RfgTable.Default);

    private static RfgPartScore Part(RfgScore score, RfgPart part) => score.Parts.Single(p => p.Part == part);

    private static DaRecord Record(DateOnly on, RecordGravity gravity = RecordGravity.Report, Id<Person>? victim = null) => new(Id(), on, gravity, [victim ?? _victim]);

    private static Id<Incident> Id() => new(Guid.NewGuid());

    private static Id<Person> New(int n) => new(new Guid(n, 0, 0, new byte[8]));
}
