using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Tests.Incoming;

/// <summary>What a report means, and what of it is left to a person.</summary>
public sealed class ReportReaderTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly Id<PolicingUnit> _unit = Id<PolicingUnit>.New(_now);

    private static readonly ReportTerms _terms = new(ResponseScheme.Default, [(_unit, "North-East")], new Dictionary<(string, string), string> { [("grade", "p2")] = "EarlyResponse" }, IsLive: true);

    [Fact]
    public void A_whole_report_is_understood_without_a_question()
    {
        var read = Read(
            new()
            {
                [SentField.ReportedAt] = "2026-11-23T09:58:00Z",
                [SentField.Source] = "999",
                [SentField.Grade] = "IMMEDIATE",
                [SentField.Unit] = "north east",
                [SentField.Silence] = "none",
                [SentField.Location] = "14 Example Road\nTown",
                [SentField.Postcode] = "b11aa",
                [SentField.FirstWords] = "Please come",
                [SentField.Fear] = "very",
                [SentField.ChildrenPresent] = "Y",
                [SentField.IsCrime] = "n",
            },
            new() { [SentPersonField.Role] = "Complainant", [SentPersonField.Name] = "EXAMPLE, Sam", [SentPersonField.Born] = "04/05/1990", [SentPersonField.Phone] = "7700900123" });

        Assert.Empty(read.Questions);
        Assert.Equal((ResponseGrade.Immediate, _unit), (read.Grade!.Value, read.UnitId!.Value));
        Assert.Equal((CallSource.Emergency999, Silence.None, Fear.VeryFrightened, YesNoUnknown.Yes, YesNoUnknown.No), (read.Call.Source, read.Call.Silence, read.Call.Fear, read.Call.ChildrenPresent, read.Call.IsCrime));
        Assert.Equal(("14 Example Road, Town", "B1 1AA"), (read.Call.Location, read.Call.Postcode));
        var person = Assert.Single(read.People);
        Assert.Equal((PartyRole.Victim, "Sam Example", "1990-05-04", "07700900123"), (person.Role, person.Name, person.Birth, person.Phone));
        Assert.Contains(read.Notes, n => n.Path == "people[0].born" && n.Words.Contains("day first", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SentField.Grade, "Grade 7")]
    [InlineData(SentField.Unit, "Narnia")]
    [InlineData(SentField.Source, "carrier pigeon")]
    [InlineData(SentField.Silence, "perhaps")]
    [InlineData(SentField.Fear, "orange")]
    [InlineData(SentField.ChildrenPresent, "two")]
    [InlineData(SentField.ReportedAt, "31/02/2026 10:00")]
    [InlineData(SentField.ReportedAt, "2026-11-24T10:00:00Z")]
    [InlineData(SentField.ReportedAt, "01/01/2020 10:00")]
    [InlineData(SentField.HappenedOn, "24/11/2026")]
    [InlineData(SentField.CallerPhone, "7.7E+09")]
    public void A_word_that_is_not_known_is_asked_about_and_stops_nothing(SentField field, string sent)
    {
        var read = Read(new() { [SentField.Location] = "14 Example Road", [field] = sent });

        var question = Assert.Single(read.Questions);
        Assert.Equal((SentReport.PathOf(field), sent), (question.Path, question.AsSent));
        Assert.True(read.IsIncident);
    }

    [Theory]
    [InlineData(SentPersonField.Role, "protagonist")]
    [InlineData(SentPersonField.Phone, "7.7E+09")]
    [InlineData(SentPersonField.Born, "31/02/1990")]
    [InlineData(SentPersonField.Born, "01/01/2050")]
    [InlineData(SentPersonField.Age, "400")]
    [InlineData(SentPersonField.Name, "A and B Example")]
    public void The_same_of_somebody_in_it(SentPersonField field, string sent)
    {
        var read = Read([], new() { [SentPersonField.Role] = "victim", [SentPersonField.Name] = "Sam Example", [field] = sent });

        Assert.Equal((SentReport.PathOf(0, field), sent), (Assert.Single(read.Questions).Path, read.Questions[0].AsSent));
        Assert.Single(read.People);
    }

    [Fact]
    public void A_word_that_was_explained_once_is_understood_from_then_on() => Assert.Equal(ResponseGrade.EarlyResponse, Read(new() { [SentField.Grade] = "P2" }).Grade);

    [Fact]
    public void A_part_nobody_gave_is_asked_about() => Assert.Equal("people[0].role", Assert.Single(Read([], new() { [SentPersonField.Name] = "Sam Example" }).Questions).Path);

    [Fact]
    public void Silence_nobody_wrote_down_is_not_recorded_and_55_is_a_silent_call()
    {
        Assert.Equal(Silence.NotRecorded, Read(new() { [SentField.Location] = "14 Example Road" }).Call.Silence);
        Assert.Equal(Silence.Silent, Read(new() { [SentField.SilentSolution] = "yes" }).Call.Silence);
    }

    [Fact]
    public void A_number_of_its_own_alone_is_no_incident_and_a_name_alone_is_one()
    {
        Assert.False(Read(new() { [SentField.ExternalReference] = "1", [SentField.Grade] = "Immediate" }).IsIncident);
        Assert.True(Read([], new() { [SentPersonField.Role] = "victim", [SentPersonField.Name] = "Sam Example" }).IsIncident);
        Assert.True(Read(new() { [SentField.Silence] = "abandoned" }).IsIncident);
    }

    [Fact]
    public void What_is_too_long_is_cut_and_asked_about_and_a_character_is_never_cut_in_two()
    {
        var read = Read(new() { [SentField.FirstWords] = new string('x', Incident.WordsMaxLength - 1) + "😀" });

        Assert.Equal("firstWords", Assert.Single(read.Questions).Path);
        Assert.Equal(Incident.WordsMaxLength - 1, read.Call.FirstWords!.Length);
    }

    [Fact]
    public void A_file_of_the_past_may_lie_years_back_and_says_when_it_was_closed()
    {
        var read = ReportReader.Read(
            new SentReport(new Dictionary<SentField, string> { [SentField.ReportedAt] = "01/02/2014", [SentField.ReportedTime] = "22:40", [SentField.ClosedAt] = "03/02/2014", [SentField.Location] = "x" }, []),
            _terms with { IsLive = false }, _now);

        Assert.Empty(read.Questions);
        Assert.Equal(new DateTimeOffset(2014, 2, 1, 22, 40, 0, TimeSpan.Zero), read.ReportedAt);
        Assert.Equal(new DateTimeOffset(2014, 2, 3, 0, 0, 0, TimeSpan.Zero), read.ClosedAt);
    }

    [Theory]
    [InlineData("46349", "0.5", "2026-11-23 12:00")]
    [InlineData("22/11/2026", "0.9375", "2026-11-22 22:30")]
    [InlineData("22/11/2026", "22:30:00", "2026-11-22 22:30")]
    public void A_time_in_a_field_of_its_own_goes_with_the_date(string date, string time, string utc) =>
        Assert.Equal(
            utc,
            ReportReader.Read(new SentReport(new Dictionary<SentField, string> { [SentField.ReportedAt] = date, [SentField.ReportedTime] = time }, []), _terms, _now.AddHours(3)).ReportedAt!.Value.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private static ReportReading Read(Dictionary<SentField, string> values, Dictionary<SentPersonField, string>? person = null) =>
        ReportReader.Read(new SentReport(values, person is null ? [] : [new SentPerson(person)]), _terms, _now);
}
