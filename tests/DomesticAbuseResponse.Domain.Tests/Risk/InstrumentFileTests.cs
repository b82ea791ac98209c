using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class InstrumentFileTests
{
    private const string _good = """
        {
          "code": "LOCAL-1", "version": "1", "title": "Local form", "kind": "add-on", "effectiveFrom": "2026-01-01",
          "licenceNote": "Ours.", "scored": false,
          "items": [
            { "number": 1, "topic": "one", "heading": "One", "text": "First?", "answer": "yesno",
              "extraCapture": [ { "key": "when", "label": "When?", "type": "date" } ] },
            { "number": 2, "topic": "two", "heading": "Two", "text": "Second?", "answer": "yesno" }
          ]
        }
        """;

    [Fact]
    public void A_good_file_is_read_whole()
    {
        var instrument = InstrumentFile.Parse(_good).Done();

        Assert.Equal(new InstrumentVersion("LOCAL-1", "1"), instrument.Id);
        Assert.Equal(new DateOnly(2026, 1, 1), instrument.EffectiveFrom);
        Assert.Equal(["First?", "Second?"], instrument.Items.Select(i => i.Text));
        Assert.Equal(ExtraFieldType.Date, Assert.Single(instrument.Items[0].ExtraCapture).Type);
    }

    [Theory]
    [InlineData("\"number\": 2", "\"number\": 1", "Question number 1 is used more than once.")]
    [InlineData("\"topic\": \"two\"", "\"topic\": \"one\"", "Topic “one” is used more than once.")]
    [InlineData("\"heading\": \"Two\"", "\"headng\": \"Two\"", "instrument.items[1] has a field “headng” that is not known here.")]
    [InlineData("\"heading\": \"Two\"", "\"headng\": \"Two\"", "instrument.items[1] must have “heading”.")]
    [InlineData("\"Second?\", \"answer\": \"yesno\"", "\"Second?\", \"answer\": \"maybe\"", "instrument.items[1].answer must be one of: yesno, frequency.")]
    [InlineData("\"Second?\", \"answer\": \"yesno\"", "\"Second?\", \"answer\": \"frequency\"", "Question 2: its answer type does not fit")]
    [InlineData("\"type\": \"date\"", "\"type\": \"dates\"", "instrument.items[0].extraCapture[0].type must be one of")]
    [InlineData("\"type\": \"date\"", "\"type\": \"choices\"", "choices need two options or more")]
    [InlineData("\"2026-01-01\"", "\"1 January 2026\"", "instrument.effectiveFrom must be a date written 2026-01-31.")]
    [InlineData("\"Ours.\"", "\" \"", "instrument.licenceNote must be text that is not blank.")]
    [InlineData("\"number\": 2", "\"number\": 2.5", "instrument.items[1].number must be a whole number")]
    [InlineData("\"topic\": \"two\"", "\"topic\": \"Two!\"", "may hold only small letters, digits and underscores")]
    [InlineData("\"scored\": false", "\"scored\": \"no\"", "instrument.scored must be true or false.")]
    [InlineData("\"scored\": false", "\"scored\": true", "Only a checklist can be scored.")]
    [InlineData("\"scored\": false", "\"scored\": false, \"bands\": { \"high\": 2, \"medium\": 1 }", "Only a scored instrument has “bands”.")]
    [InlineData("\"scored\": false", "\"scored\": false, \"scored\": false", "has “scored” twice.")]
    [InlineData("\"scored\": false", "\"scored\": false, \"effectiveTo\": \"2025-12-31\"", "“effectiveTo” is before “effectiveFrom”.")]
    [InlineData("\"scored\": false", "\"scored\": false, \"scales\": []", "belong to an instrument of scales")]
    [InlineData("\"kind\": \"add-on\"", "\"kind\": \"survey\"", "instrument.kind must be one of: checklist, add-on, frequency, scales.")]
    public void A_wrong_file_is_refused_with_the_place_and_the_rule(string right, string wrong, string message)
    {
        Assert.Contains(right, _good);

        var result = InstrumentFile.Parse(_good.Replace(right, wrong));

        Assert.Equal("instrument.invalid", result.Refusal?.Code);
        Assert.Contains(message, result.Refusal?.Message);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var result = InstrumentFile.Parse(_good.Replace("First?", "").Replace("\"number\": 2", "\"number\": 0"));

        Assert.Contains("items[0].text", result.Refusal?.Message);
        Assert.Contains("items[1].number", result.Refusal?.Message);
    }

    [Theory]
    [InlineData("{ \"code\": ")]
    [InlineData("")]
    [InlineData("code: LOCAL-1")]
    public void What_is_not_JSON_is_refused_with_its_line(string text)
    {
        var result = InstrumentFile.Parse(text);

        Assert.Equal("instrument.not-json", result.Refusal?.Code);
        Assert.Contains("line 1", result.Refusal?.Message);
    }

    [Fact]
    public void A_list_instead_of_an_object_is_refused() =>
        Assert.Contains("instrument must be an object.", InstrumentFile.Parse("[]").Refusal?.Message);

    [Fact]
    public void A_file_too_large_is_not_read() =>
        Assert.Equal("instrument.too-big", InstrumentFile.Parse(new string(' ', InstrumentFile.MaxBytes + 1)).Refusal?.Code);

    [Fact]
    public void A_stray_add_on_code_is_refused_by_the_library()
    {
        var json = _good.Replace("\"add-on\"", "\"checklist\"").Replace(
            "\"Second?\", \"answer\": \"yesno\"",
            "\"Second?\", \"answer\": \"yesno\", \"opens\": [ { \"instrument\": \"S-DASH-12\", \"when\": \"yes\" } ]");

        Assert.Contains("Question 2 opens “S-DASH-12”", InstrumentLibrary.Embedded.Load(json).Refusal?.Message);
        Assert.Null(InstrumentLibrary.Embedded.Load(json.Replace("S-DASH-12", "S-DASH-11")).Refusal);
    }

    [Fact]
    public void A_scored_checklist_without_a_topic_that_a_rule_reads_is_refused()
    {
        var json = _good
            .Replace("\"add-on\"", "\"checklist\"")
            .Replace("\"scored\": false", "\"scored\": true, \"bands\": { \"high\": 2, \"medium\": 1 }");

        Assert.Contains("needs a question on the topic “strangulation”", InstrumentFile.Parse(json).Refusal?.Message);
    }
}
