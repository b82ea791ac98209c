using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class AnswersTests
{
    private static readonly Instrument _dash = Forms.Of(InstrumentCodes.SafeLivesDash);

    [Fact]
    public void S03_thirteen_Yes_and_five_Dont_know_count_13_suggest_Medium_and_show_18_possible()
    {
        var answers = Forms.SafeLives(Forms.Plain.Take(13), dontKnow: [6, 11, 21, 22, 23]);
        var suggested = Forms.Suggested(answers);

        Assert.Equal(13, answers.Ticks);
        Assert.Equal(18, answers.TicksPossible);
        Assert.Equal(RiskGrade.Medium, suggested?.Grade);
        Assert.Equal("up to 18 possible", suggested?.Findings.PossibleText);
    }

    [Fact]
    public void With_nothing_unknown_there_is_no_possible_count_to_show() =>
        Assert.Null(Forms.Findings(Forms.SafeLives([1, 2])).PossibleText);

    [Fact]
    public void Items_not_asked_and_not_yet_answered_count_as_possible_but_not_as_ticks()
    {
        var answers = AssessmentAnswers.Of(
            _dash, [new(1, Answer.Yes), new(2, Answer.NotAsked) { Source = null }, new(3, Answer.DontKnow), new(4, Answer.No)]).Done();

        Assert.Equal(1, answers.Ticks);
        Assert.Equal(23, answers.TicksPossible);
        Assert.Equal([2, .. Enumerable.Range(5, 20)], answers.Unanswered.Select(i => i.Number));
    }

    [Theory]
    [InlineData(AnswerSource.Neighbour, null)]
    [InlineData(AnswerSource.Neighbour, " ")]
    [InlineData(AnswerSource.Records, null)]
    [InlineData(AnswerSource.PoliceOfficer, "")]
    public void S14_an_answer_from_a_neighbour_without_its_source_named_is_refused(AnswerSource source, string? name)
    {
        var result = AssessmentAnswers.None(_dash).With(new(1, Answer.Yes) { Source = source, SourceName = name });

        Assert.Equal("answer.source-name-missing", result.Refusal?.Code);
    }

    [Fact]
    public void S14_an_answer_without_any_source_is_refused() =>
        Assert.Equal("answer.source-missing", AssessmentAnswers.None(_dash).With(new(1, Answer.Yes) { Source = null }).Refusal?.Code);

    [Fact]
    public void An_answer_from_a_named_neighbour_is_kept_with_its_source()
    {
        var answers = AssessmentAnswers.None(_dash)
            .With(new(1, Answer.Yes) { Source = AnswerSource.Neighbour, SourceName = "Upstairs flat" }).Done();

        Assert.Equal("Upstairs flat", answers[1]?.SourceName);
        Assert.Equal(1, answers.Ticks);
    }

    [Theory]
    [InlineData(25, Answer.Yes, "answer.unknown-item")]
    [InlineData(1, Answer.Often, "answer.wrong-kind")]
    [InlineData(1, Answer.Declined, "answer.wrong-kind")]
    public void An_answer_the_instrument_does_not_offer_is_refused(int number, Answer value, string code) =>
        Assert.Equal(code, AssessmentAnswers.None(_dash).With(new(number, value)).Refusal?.Code);

    [Theory]
    [InlineData(6, "separation_date", "2026-02-30", "answer.extra-invalid")]
    [InlineData(6, "separation_date", "01/02/2026", "answer.extra-invalid")]
    [InlineData(1, "first_injury", "perhaps", "answer.extra-invalid")]
    [InlineData(14, "threatened_whom", "the_dog", "answer.extra-invalid")]
    [InlineData(1, "separation_date", "2026-02-01", "answer.extra-unknown")]
    [InlineData(6, "separation_date", "2026-02-01", null)]
    [InlineData(1, "first_injury", "yes", null)]
    [InlineData(14, "threatened_whom", "child", null)]
    public void Extra_facts_must_fit_what_the_item_asks(int number, string key, string value, string? refusal)
    {
        var answer = new ItemAnswer(number, Answer.Yes) { Extras = new Dictionary<string, IReadOnlyList<string>> { [key] = [value] } };

        Assert.Equal(refusal, AssessmentAnswers.None(_dash).With(answer).Refusal?.Code);
    }

    [Fact]
    public void Only_choices_that_may_be_several_take_several_values()
    {
        ItemAnswer Two(int number, string key, string one, string two) =>
            new(number, Answer.Yes) { Extras = new Dictionary<string, IReadOnlyList<string>> { [key] = [one, two] } };

        Assert.Null(AssessmentAnswers.None(_dash).With(Two(14, "threatened_whom", "victim", "child")).Refusal);
        Assert.Equal("answer.extra-one-only", AssessmentAnswers.None(_dash).With(Two(1, "first_injury", "yes", "no")).Refusal?.Code);
    }

    [Fact]
    public void A_changed_answer_replaces_the_earlier_one_and_leaves_the_old_form_as_it_was()
    {
        var first = AssessmentAnswers.None(_dash).With(new(8, Answer.No)).Done();
        var second = first.With(new(8, Answer.Yes)).Done();

        Assert.Equal(0, first.Ticks);
        Assert.Equal(1, second.Ticks);
    }

    [Fact]
    public void Two_answers_to_one_question_are_refused() =>
        Assert.Equal("answer.twice", AssessmentAnswers.Of(_dash, [new(1, Answer.No), new(1, Answer.Yes)]).Refusal?.Code);

    [Fact]
    public void A_too_long_comment_is_refused()
    {
        var comment = new string('a', ItemAnswer.CommentMaxLength);

        Assert.Null(AssessmentAnswers.None(_dash).With(new(1, Answer.No) { Comment = comment }).Refusal);
        Assert.Equal(
            "answer.comment-too-long", AssessmentAnswers.None(_dash).With(new(1, Answer.No) { Comment = comment + "a" }).Refusal?.Code);
    }
}
