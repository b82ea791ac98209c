using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Domain.Tests.Incoming;

/// <summary>What a later message changes, and what stays because somebody here changed it.</summary>
public sealed class ReportMergeTests
{
    [Fact]
    public void What_the_other_system_changed_is_taken_over_and_what_somebody_here_changed_stays()
    {
        var sent = Facts(new Call { Location = "A", Injuries = "none seen", Weapons = null }, ResponseGrade.Routine);
        var here = Facts(new Call { Location = "corrected here", Injuries = "none seen" }, ResponseGrade.Routine);
        var later = Facts(new Call { Location = "B", Injuries = "cut lip", Weapons = "knife" }, ResponseGrade.Immediate);

        var merged = ReportMerge.Merge(here, sent, later);

        Assert.Equal(("corrected here", "cut lip", "knife", ResponseGrade.Immediate), (merged.Facts.Call.Location, merged.Facts.Call.Injuries, merged.Facts.Call.Weapons, merged.Facts.Grade));
        Assert.Equal([SentField.Injuries, SentField.Weapons, SentField.Grade], merged.Changed);
        Assert.Equal([SentField.Location], merged.Conflicts);
    }

    [Fact]
    public void What_both_say_alike_is_no_change_and_what_was_not_changed_is_none_either()
    {
        var sent = Facts(new Call { Location = "A" }, null);

        Assert.Empty(ReportMerge.Merge(Facts(new Call { Location = "B" }, null), sent, Facts(new Call { Location = "B" }, null)).Conflicts);
        Assert.Empty(ReportMerge.Merge(Facts(new Call { Location = "corrected here" }, null), sent, sent).Conflicts);
    }

    [Fact]
    public void First_words_are_written_down_once()
    {
        var merged = ReportMerge.Merge(Facts(new Call { FirstWords = "a" }, null), Facts(new Call { FirstWords = "a" }, null), Facts(new Call { FirstWords = "b" }, null));

        Assert.Equal("a", merged.Facts.Call.FirstWords);
    }

    [Fact]
    public void A_later_message_adds_to_the_one_before_and_takes_nobody_out()
    {
        var first = Sent(new() { [SentField.Location] = "A" }, Person(("Role", "victim"), ("Name", "Sam Example")), Person(("Role", "suspect"), ("Name", "Alex Example")));
        var later = Sent(new() { [SentField.Grade] = "Immediate" }, Person(("Role", "victim"), ("Name", "SAM EXAMPLE"), ("Phone", "07700900123")), Person(("Role", "child"), ("Name", "Kim Example")));

        var both = first.UpdatedBy(later);

        Assert.Equal(("A", "Immediate"), (both[SentField.Location], both[SentField.Grade]));
        Assert.Equal(3, both.People.Count);
        Assert.Equal("07700900123", both.People[0][SentPersonField.Phone]);
    }

    [Fact]
    public void Somebody_without_a_name_gets_it_later_and_two_of_a_part_are_told_apart_by_their_numbers()
    {
        var first = Sent([], Person(("Role", "suspect"), ("Age", "40")));
        Assert.Single(first.UpdatedBy(Sent([], Person(("Role", "suspect"), ("Name", "Alex Example")))).People);

        var two = Sent([], Person(("Role", "suspect"), ("ExternalReference", "N1"), ("Name", "A")), Person(("Role", "suspect"), ("ExternalReference", "N2"), ("Name", "B")));
        var later = two.UpdatedBy(Sent([], Person(("Role", "suspect"), ("ExternalReference", "n2"), ("Name", "Bo Example"))));
        Assert.Equal(["A", "Bo Example"], later.People.Select(p => p[SentPersonField.Name]!));
    }

    [Theory]
    [InlineData("grade", "GRADE")]
    [InlineData("people[0].phone", "p")]
    [InlineData("people[9].phone", null)]
    [InlineData("nonsense", null)]
    [InlineData("1", null)]
    [InlineData("people[0].1", null)]
    public void A_path_leads_to_its_field_or_nowhere(string path, string? value)
    {
        var report = Sent(new() { [SentField.Grade] = "GRADE" }, Person(("Phone", "p")));

        Assert.Equal(value, report.At(path));
        Assert.Equal(value is null ? null : "new", report.With(path, "new").At(path));
    }

    private static ReportedFacts Facts(Call call, ResponseGrade? grade) => new(call, grade, null);

    private static SentReport Sent(Dictionary<SentField, string> values, params SentPerson[] people) => new(values, people);

    private static SentPerson Person(params (string Field, string Value)[] values) => new(values.ToDictionary(v => Enum.Parse<SentPersonField>(v.Field), v => v.Value));
}
