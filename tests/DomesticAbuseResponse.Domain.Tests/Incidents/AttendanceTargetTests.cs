using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Tests.Incidents;

/// <summary>How a call stands against the force's target (R4.2), and in which order the board shows it (R4.1).</summary>
public sealed class AttendanceTargetTests
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ResponseGrade.Immediate, false, 7, null, TargetState.Running, "8 minutes left")]
    [InlineData(ResponseGrade.Immediate, false, 15, null, TargetState.Running, "less than a minute left")]
    [InlineData(ResponseGrade.Immediate, false, 27, null, TargetState.Overdue, "12 minutes overdue")]
    [InlineData(ResponseGrade.Immediate, true, 17, null, TargetState.Running, "3 minutes left")]
    [InlineData(ResponseGrade.EarlyResponse, true, 125, null, TargetState.Overdue, "1 hour 5 minutes overdue")]
    [InlineData(ResponseGrade.Routine, false, 0, null, TargetState.Running, "1 day left")]
    [InlineData(ResponseGrade.Routine, false, 4500, null, TargetState.Overdue, "2 days 3 hours overdue")]
    [InlineData(ResponseGrade.Immediate, false, 90, 15, TargetState.Met, "Arrived after 15 minutes, in time")]
    [InlineData(ResponseGrade.Immediate, false, 90, 19, TargetState.MetLate, "Arrived 4 minutes late")]
    [InlineData(ResponseGrade.Diary, false, 90, null, TargetState.None, "No target")]
    [InlineData(ResponseGrade.Diary, false, 90, 60, TargetState.None, "Arrived after 1 hour")]
    [InlineData(null, false, 90, null, TargetState.None, "No target until it is graded")]
    public void R4_2_what_is_left_of_the_target_is_said_in_words(ResponseGrade? grade, bool rural, int minutes, int? attended, TargetState state, string words)
    {
        var target = AttendanceTarget.Of(
            ResponseScheme.WithTargets, grade, rural, Silence.None, _reported, attended is { } after ? _reported.AddMinutes(after) : null, _reported.AddMinutes(minutes));

        Assert.Equal((state, words), (target.State, target.Words));
        Assert.Contains("R4.", target.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void R4_1_a_scheme_without_a_time_for_the_gravest_grade_sends_somebody_at_once() =>
        Assert.Equal((TargetState.AtOnce, "At once"), Shown(AttendanceTarget.Of(ResponseScheme.Default, ResponseGrade.Immediate, false, Silence.None, _reported, null, _reported.AddMinutes(3))));

    [Fact]
    public void S73_a_silent_call_without_a_target_must_be_attended() =>
        Assert.Equal((TargetState.None, "Must be attended"), Shown(AttendanceTarget.Of(ResponseScheme.Default, ResponseGrade.Diary, false, Silence.Silent, _reported, null, _reported.AddMinutes(3))));

    [Fact]
    public void The_most_urgent_calls_come_first_and_those_that_somebody_reached_last()
    {
        (ResponseGrade? Grade, Silence Silence, bool Attended)[] wanted =
        [
            (ResponseGrade.Immediate, Silence.None, false), (null, Silence.None, false), (ResponseGrade.EarlyResponse, Silence.None, false), (ResponseGrade.Routine, Silence.None, false),
            (ResponseGrade.Diary, Silence.None, false), (ResponseGrade.Immediate, Silence.Silent, true), (ResponseGrade.Diary, Silence.Silent, true),
        ];

        Assert.Equal(wanted, wanted.Reverse().OrderBy(c => BoardOrder.RankOf(c.Grade, c.Silence, c.Attended)));
        Assert.True(BoardOrder.RankOf(ResponseGrade.Diary, Silence.Abandoned, false) < BoardOrder.RankOf(ResponseGrade.EarlyResponse, Silence.None, false)); // always attended (R4.1)
    }

    private static (TargetState, string) Shown(AttendanceTarget target) => (target.State, target.Words);
}
